import { Command } from 'commander';
import { completeTask } from '../../core/operations/completeTask';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function completeCommand(): Command {
  return new Command('complete')
    .description('complete a task with its outcome')
    .argument('<task>', "the task's id")
    .argument('<outcome>', 'what came of it')
    .action(async (task: string, words: string, options: CommonOptions) => {
      const outcome = await given(words);
      const completed = await Workplace.found(options).open().run(completeTask, { task, outcome });
      new Terminal(options).answer(completed, `${completed.id} completed: ${outcome}`);
    });
}
