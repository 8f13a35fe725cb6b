import { Command, Option } from 'commander';
import { AtlasError } from '../../core/errors';
import { judgeDecision } from '../../core/operations/judgeDecision';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface JudgeOptions extends CommonOptions {
  readonly good?: string | true;
  readonly bad?: string | true;
}

export function judgeCommand(): Command {
  return new Command('judge')
    .description('say how a decision turned out')
    .argument('<decision>', "the decision's id")
    .addOption(new Option('--good [note]', 'it turned out good, and what showed it'))
    .addOption(new Option('--bad [note]', 'it did not, and what showed it').conflicts('good'))
    .action(async (decision: string, options: JudgeOptions) => {
      const said = options.good ?? options.bad;
      if (said === undefined) {
        throw new AtlasError('inputInvalid', {
          operation: 'judge',
          detail: 'say --good or --bad, and what showed it',
        });
      }
      const good = options.good !== undefined;
      const note = said === true ? undefined : await given(said);
      const judged = await Workplace.found(options)
        .open()
        .run(judgeDecision, { decision, good, note });
      new Terminal(options).answer(
        { ...judged, status: 'made' },
        `${judged.id} turned out ${good ? 'good' : 'bad'}: ${judged.choice ?? ''}`,
      );
    });
}
