import { Command } from 'commander';
import { decide } from '../../core/operations/decide';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface DecideOptions extends CommonOptions {
  readonly because: string;
}

export function decideCommand(): Command {
  return new Command('decide')
    .description('make a decision that was raised')
    .argument('<decision>', "the decision's id")
    .argument('<choice>', 'what is chosen: the number of an option, or words')
    .requiredOption('--because <text>', 'why')
    .action(async (decision: string, words: string, options: DecideOptions) => {
      const choice = await given(words);
      const rationale = await given(options.because);
      const made = await Workplace.found(options)
        .open()
        .run(decide, { decision, choice, rationale });
      new Terminal(options).answer(
        { ...made, status: 'made' },
        `${made.id} decided: ${made.choice ?? ''}`,
      );
    });
}
