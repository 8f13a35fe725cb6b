import { Command, Option } from 'commander';
import { findAnyItem } from '../../core/model/anyItem';
import { editDecision } from '../../core/operations/editDecision';
import { editItem } from '../../core/operations/editItem';
import { firstLine } from '../../node/words';
import { several } from '../arguments';
import { given, givenEach } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface EditOptions extends CommonOptions {
  readonly option?: string[];
  readonly evidence?: string[];
}

export function editCommand(): Command {
  return new Command('edit')
    .description('say an objective, a task or a pending decision in other words')
    .argument('<id>', 'the id of the objective, the task or the decision')
    .argument('[text]', 'what it says from now on')
    .addOption(
      new Option(
        '--option <text>',
        'of a decision: all there is to choose from (repeatable)',
      ).argParser(several),
    )
    .addOption(
      new Option(
        '--evidence <text>',
        'of a decision: all it can be based on (repeatable)',
      ).argParser(several),
    )
    .action(
      async (item: string, text: string | undefined, options: EditOptions, command: Command) => {
        const { option, evidence } = options;
        if (text === undefined && option === undefined && evidence === undefined) {
          command.error("error: missing required argument 'text'");
        }
        const words = text === undefined ? undefined : await given(text);
        const workplace = Workplace.found(options);
        const { kind, item: found } = findAnyItem(workplace.view().context, item);
        const terminal = new Terminal(options);
        if (kind !== 'decision') {
          if (words === undefined || option !== undefined || evidence !== undefined) {
            command.error('error: --option and --evidence are parts of decisions');
          }
          const edited = await workplace
            .open()
            .run(editItem, { item: found.id, description: words });
          terminal.answer(edited, `${edited.id} ${firstLine(edited.description)}`);
          return;
        }
        const edited = await workplace.open().run(editDecision, {
          decision: found.id,
          question: words,
          options: option && (await givenEach(option)),
          evidence: evidence && (await givenEach(evidence)),
        });
        const choices = (edited.options ?? []).map((each, at) => `\n  ${at + 1}  ${each}`);
        terminal.answer(
          { ...edited, status: 'pending' },
          `${edited.id} ${firstLine(edited.question)}${choices.join('')}`,
        );
      },
    );
}
