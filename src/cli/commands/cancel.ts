import { Command } from 'commander';
import { cancelTask } from '../../core/operations/cancelTask';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function cancelCommand(): Command {
  return new Command('cancel')
    .description('give a task up that nobody needs any more')
    .argument('<task>', "the task's id")
    .argument('<reason>', 'why not')
    .action(async (task: string, words: string, options: CommonOptions) => {
      const reason = await given(words);
      const cancelled = await Workplace.found(options).open().run(cancelTask, { task, reason });
      new Terminal(options).answer(cancelled, `${cancelled.id} cancelled: ${reason}`);
    });
}
