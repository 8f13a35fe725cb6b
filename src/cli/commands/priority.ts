import { Argument, Command } from 'commander';
import { PRIORITIES, type Priority } from '../../core/model/priorities';
import { prioritiseTask } from '../../core/operations/prioritiseTask';
import { firstLine } from '../../node/words';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function priorityCommand(): Command {
  return new Command('priority')
    .description('say how urgent a task is')
    .argument('<task>', "the task's id")
    .addArgument(new Argument('<priority>', 'how urgent').choices(PRIORITIES))
    .action(async (task: string, priority: Priority, options: CommonOptions) => {
      const after = await Workplace.found(options).open().run(prioritiseTask, { task, priority });
      new Terminal(options).answer(
        after,
        `${after.id} ${priority}: ${firstLine(after.description)}`,
      );
    });
}
