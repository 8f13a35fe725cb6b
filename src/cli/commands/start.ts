import { Command } from 'commander';
import { startTask } from '../../core/operations/startTask';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { firstLine } from '../../node/words';

interface StartOptions extends CommonOptions {
  readonly force?: boolean;
}

export function startCommand(): Command {
  return new Command('start')
    .description('make a pending task active')
    .argument('<task>', "the task's id")
    .option('--force', 'also when it waits for other tasks')
    .action(async (task: string, options: StartOptions) => {
      const { force } = options;
      const started = await Workplace.found(options).open().run(startTask, { task, force });
      new Terminal(options).answer(
        started,
        `${started.id} started: ${firstLine(started.description)}`,
      );
    });
}
