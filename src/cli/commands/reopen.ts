import { Command } from 'commander';
import { reopenTask } from '../../core/operations/reopenTask';
import { givenIfAny } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { firstLine } from '../../node/words';

export function reopenCommand(): Command {
  return new Command('reopen')
    .description('take a completed, failed or cancelled task up again')
    .argument('<task>', "the task's id")
    .argument('[reason]', 'why there is more to do')
    .action(async (task: string, words: string | undefined, options: CommonOptions) => {
      const reason = await givenIfAny(words);
      const reopened = await Workplace.found(options).open().run(reopenTask, { task, reason });
      new Terminal(options).answer(
        reopened,
        `${reopened.id} reopened, ${reopened.status ?? 'active'}: ${firstLine(reopened.description)}`,
      );
    });
}
