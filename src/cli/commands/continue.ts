import { Command, Option } from 'commander';
import { AtlasError } from '../../core/errors';
import type { RestartPurpose } from '../../core/model/events';
import { findAgent } from '../../core/model/lookup';
import { launchOf } from '../../node/launch/terminalLaunch';
import { programAfterDashes } from '../arguments';
import { graceOf } from '../grace';
import { profileHere } from '../profiles';
import { runHere } from '../runHere';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { limitsOf } from './run';

interface ContinueOptions extends CommonOptions {
  readonly report?: boolean;
  readonly profile?: string;
  readonly headless?: boolean;
  readonly grace?: number | 'never';
}

export function continueCommand(): Command {
  return new Command('continue')
    .description(
      'send an agent again that has ended: to go on, to report, or to mend what was rejected',
    )
    .argument('<agent>', "the agent's id")
    .argument('[program...]', 'after --: the program to run')
    .addOption(new Option('--report', 'only ask it for the report that is missing'))
    .option('--profile <name>', 'the profile to run it through (default: the one it had)')
    .option('--headless', 'without a person: it has to end by itself')
    .option('--grace <time>', 'how long after its timebox it is ended: 5m, or never', graceOf)
    .action(async (typed: string, program: string[], options: ContinueOptions) => {
      const workplace = Workplace.found(options);
      const agent = findAgent(workplace.look(), typed);
      const name = options.profile ?? agent.profile;
      const profile =
        programAfterDashes('continue', program) ??
        (name === undefined ? undefined : profileHere(workplace.folder, name));
      if (!profile) {
        throw new AtlasError('inputInvalid', {
          operation: 'continue',
          detail: 'say which program to run: --profile NAME, or the program after --',
        });
      }
      const purpose: RestartPurpose = options.report === true ? 'report' : 'goOn';
      const launch = launchOf(profile, {
        ...limitsOf(options),
        run: nextRun(agent),
        purpose: agent.verification?.accepted === false ? 'rework' : purpose,
      });
      await runHere(workplace, new Terminal(options), agent.id, launch);
    });
}

/** An agent of an earlier Atlas was started without being counted. */
function nextRun({ runs, started }: { runs?: number | undefined; started?: string | undefined }) {
  return (runs ?? (started === undefined ? 0 : 1)) + 1;
}
