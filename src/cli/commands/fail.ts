import { Command } from 'commander';
import { failTask } from '../../core/operations/failTask';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function failCommand(): Command {
  return new Command('fail')
    .description('give a task up that was tried and did not succeed')
    .argument('<task>', "the task's id")
    .argument('<reason>', 'why it did not')
    .action(async (task: string, words: string, options: CommonOptions) => {
      const reason = await given(words);
      const failed = await Workplace.found(options).open().run(failTask, { task, reason });
      new Terminal(options).answer(failed, `${failed.id} failed: ${reason}`);
    });
}
