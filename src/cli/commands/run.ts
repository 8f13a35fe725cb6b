import { Command } from 'commander';
import { AtlasError } from '../../core/errors';
import { findAgent } from '../../core/model/lookup';
import {
  LAUNCH_VARIABLE,
  launchOf,
  parseLaunch,
  type Launch,
} from '../../node/launch/terminalLaunch';
import { programAfterDashes } from '../arguments';
import { profileHere } from '../profiles';
import { graceOf } from '../grace';
import { runHere } from '../runHere';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface RunOptions extends CommonOptions {
  readonly profile?: string;
  readonly headless?: boolean;
  readonly grace?: number | 'never';
  readonly hold?: boolean;
}

export function runCommand(): Command {
  return new Command('run')
    .description("run a spawned agent's program here, and record its start and end")
    .argument('<agent>', "the agent's id")
    .argument(
      '[program...]',
      'after --: the program to run, with placeholders such as {missionFile}',
    )
    .option(
      '--profile <name>',
      'the profile to run it through (default: the one it was spawned with)',
    )
    .option('--headless', 'without a person: it has to end by itself')
    .option('--grace <time>', 'how long after its timebox it is ended: 5m, or never', graceOf)
    .option('--hold', 'keep the terminal open at the end until a key is pressed')
    .action(async (agent: string, program: string[], options: RunOptions) => {
      const workplace = Workplace.found(options);
      const launch =
        programLaunch(program, options) ??
        parseLaunch(process.env[LAUNCH_VARIABLE]) ??
        profileLaunch(workplace, agent, options);
      await runHere(workplace, new Terminal(options), agent, launch, {
        hold: options.hold === true,
      });
    });
}

function programLaunch(words: readonly string[], options: RunOptions): Launch | undefined {
  const profile = programAfterDashes('run', words);
  return profile && launchOf(profile, limitsOf(options));
}

function profileLaunch(workplace: Workplace, agent: string, options: RunOptions): Launch {
  const name = options.profile ?? findAgent(workplace.look(), agent).profile;
  if (name === undefined) {
    throw new AtlasError('inputInvalid', {
      operation: 'run',
      detail: 'say which program to run: --profile NAME, or the program after --',
    });
  }
  return launchOf(profileHere(workplace.folder, name), limitsOf(options));
}

/** Without a person nobody else would end what does not end: five minutes after its timebox. */
const HEADLESS_GRACE_MINUTES = 5;

export function limitsOf({ headless = false, grace }: RunOptions): Partial<Launch> {
  const usual = headless ? HEADLESS_GRACE_MINUTES : null;
  return { headless, graceMinutes: grace === undefined ? usual : grace === 'never' ? null : grace };
}
