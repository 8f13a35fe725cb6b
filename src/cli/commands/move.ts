import { Command } from 'commander';
import { moveTask } from '../../core/operations/moveTask';
import { firstLine } from '../../node/words';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface MoveOptions extends CommonOptions {
  readonly to?: string;
  readonly nowhere?: boolean;
}

export function moveCommand(): Command {
  return new Command('move')
    .description('say which objective a task serves')
    .argument('<task>', "the task's id")
    .option('--to <objective>', 'the objective it serves')
    .option('--nowhere', 'it serves none any more')
    .action(async (task: string, options: MoveOptions, command: Command) => {
      const { to, nowhere = false } = options;
      if ((to === undefined) !== nowhere) {
        command.error('error: say where with --to, or that it serves none with --nowhere');
      }
      const atlas = Workplace.found(options).open();
      const moved = await atlas.run(moveTask, { task, objective: to ?? null });
      const serves = moved.objective === undefined ? 'serves none' : `serves ${moved.objective}`;
      new Terminal(options).answer(moved, `${moved.id} ${serves}: ${firstLine(moved.description)}`);
    });
}
