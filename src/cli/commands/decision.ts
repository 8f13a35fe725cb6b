import { Command } from 'commander';
import { raiseDecision } from '../../core/operations/raiseDecision';
import { several } from '../arguments';
import { given, givenEach } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface DecisionOptions extends CommonOptions {
  readonly option?: string[];
  readonly evidence?: string[];
  readonly task?: string;
  readonly objective?: string;
}

export function decisionCommand(): Command {
  return new Command('decision')
    .description('raise a question that somebody has to decide')
    .argument('<question>', 'what is to be decided')
    .option('--option <text>', 'something to choose from (repeatable)', several)
    .option('--evidence <text>', 'what the choice can be based on (repeatable)', several)
    .option('--task <id>', 'the task it is about')
    .option('--objective <id>', 'the objective it is about')
    .action(async (question: string, options: DecisionOptions) => {
      const decision = await Workplace.found(options)
        .open()
        .run(raiseDecision, {
          question: await given(question),
          options: await givenEach(options.option),
          evidence: await givenEach(options.evidence),
          task: options.task,
          objective: options.objective,
        });
      const choices = (decision.options ?? []).map((option, at) => `\n  ${at + 1}  ${option}`);
      new Terminal(options).answer(
        { ...decision, status: 'pending' },
        `${decision.id} ${decision.question}${choices.join('')}`,
      );
    });
}
