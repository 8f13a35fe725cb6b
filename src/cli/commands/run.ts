import { Command } from 'commander';
import { AtlasError } from '../../core/errors';
import { LAUNCH_VARIABLE, parseLaunch } from '../../node/launch';
import { programAfterDashes } from '../arguments';
import { runHere } from '../runHere';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface RunOptions extends CommonOptions {
  readonly hold?: boolean;
}

export function runCommand(): Command {
  return new Command('run')
    .description("run a spawned agent's program here, and record its start and end")
    .argument('<agent>', "the agent's id")
    .argument('[program...]', `after --: the program to run (default: from $${LAUNCH_VARIABLE})`)
    .option('--hold', 'keep the terminal open at the end until a key is pressed')
    .action(async (agent: string, program: string[], options: RunOptions) => {
      const launch =
        programAfterDashes('run', program) ?? parseLaunch(process.env[LAUNCH_VARIABLE]);
      if (!launch) {
        throw new AtlasError('inputInvalid', {
          operation: 'run',
          detail: 'program: must be given after --',
        });
      }
      const workplace = Workplace.found(options);
      await runHere(workplace, new Terminal(options), agent, launch, {
        hold: options.hold === true,
      });
    });
}
