import { Command } from 'commander';
import type { Task } from '../../core/model/context';
import { fullId } from '../../core/model/ids';
import { moveTask } from '../../core/operations/moveTask';
import { orderTasks } from '../../core/operations/orderTasks';
import { firstLine } from '../../node/words';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface MoveOptions extends CommonOptions {
  readonly to?: string;
  readonly nowhere?: boolean;
  readonly before?: string;
  readonly after?: string;
}

export function moveCommand(): Command {
  return new Command('move')
    .description('say which objective a task serves, or where it stands among its tasks')
    .argument('<task>', "the task's id")
    .option('--to <objective>', 'the objective it serves')
    .option('--nowhere', 'it serves none any more')
    .option('--before <task>', 'the task it stands before, whose objective it serves')
    .option('--after <task>', 'the task it stands after, whose objective it serves')
    .action(async (task: string, options: MoveOptions, command: Command) => {
      const { to, nowhere, before, after } = options;
      if ([to, nowhere, before, after].filter((each) => each !== undefined).length !== 1) {
        command.error(
          'error: say where with one of --to, --nowhere (it serves none), --before and --after',
        );
      }
      const atlas = Workplace.found(options).open();
      const tell = (moved: Task, stands: string): void => {
        const serves = moved.objective === undefined ? 'serves none' : `serves ${moved.objective}`;
        const line = `${moved.id} ${serves}${stands}: ${firstLine(moved.description)}`;
        new Terminal(options).answer(moved, line);
      };
      if (before === undefined && after === undefined) {
        tell(await atlas.run(moveTask, { task, objective: to ?? null }), '');
        return;
      }
      const [moved] = await atlas.run(orderTasks, { tasks: [task], before, after });
      const beside = fullId('task', before ?? after ?? '');
      if (moved) {
        tell(moved, `, ${before === undefined ? 'after' : 'before'} ${beside}`);
      }
    });
}
