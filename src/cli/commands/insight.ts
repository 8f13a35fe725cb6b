import { Command } from 'commander';
import { findInsight } from '../../core/model/insights';
import { editInsight } from '../../core/operations/editInsight';
import { promoteInsight } from '../../core/operations/promoteInsight';
import { recordInsight } from '../../core/operations/recordInsight';
import { rememberedInsights } from '../../core/queries/rememberedInsights';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface InsightOptions extends CommonOptions {
  readonly category?: string;
  readonly from?: string;
  readonly promote?: string;
  readonly edit?: string;
}

export function insightCommand(): Command {
  return new Command('insight')
    .description(
      'record something learnt; or reword an insight, or make it part of the knowledge base',
    )
    .argument('[text]', 'what was learnt')
    .option('--category <word>', 'what it is about, such as technical or critical')
    .option('--from <id>', 'the item it was learnt from')
    .option('--promote <insight>', 'the number or the words of an insight to keep as knowledge')
    .option(
      '--edit <insight>',
      'the number or the words of an insight that says <text> from now on',
    )
    .action(async (text: string | undefined, options: InsightOptions, command: Command) => {
      const { category, from: origin, promote: promoted } = options;
      if (promoted !== undefined && (text ?? category ?? origin ?? options.edit) !== undefined) {
        command.error('error: --promote stands alone: it is about an insight that is recorded');
      }
      if (promoted !== undefined) {
        await promote(promoted, options);
        return;
      }
      if (text === undefined) {
        command.error("error: missing required argument 'text'");
      }
      if (options.edit !== undefined) {
        if ((category ?? origin) !== undefined) {
          command.error('error: --edit changes the words of an insight, and nothing else');
        }
        const edited = await Workplace.found(options)
          .open()
          .run(editInsight, { insight: await given(options.edit), text: await given(text) });
        new Terminal(options).answer(edited, `Insight ${edited.number}: ${edited.text}`);
        return;
      }
      const insight = await Workplace.found(options)
        .open()
        .run(recordInsight, { text: await given(text), category, origin });
      new Terminal(options).answer(insight, `Insight ${insight.number}: ${insight.text}`);
    });
}

async function promote(words: string, options: InsightOptions): Promise<void> {
  const workplace = Workplace.found(options);
  const { context, history } = workplace.view();
  const { number } = findInsight(context, await given(words));
  const known = rememberedInsights(context, history())[number - 1];
  const promoted = await workplace.open().run(promoteInsight, {
    insight: known?.text ?? String(number),
    category: known?.category ?? undefined,
    origin: known?.origin ?? undefined,
    recorded: known?.time ?? undefined,
  });
  new Terminal(options).answer(
    promoted,
    `Insight ${promoted.number} is now knowledge: .atlas/${promoted.file}`,
  );
}
