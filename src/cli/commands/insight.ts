import { Command } from 'commander';
import { recordInsight } from '../../core/operations/recordInsight';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function insightCommand(): Command {
  return new Command('insight')
    .description('record something learnt')
    .argument('<text>', 'what was learnt')
    .action(async (text: string, options: CommonOptions) => {
      const insight = await Workplace.found(options).open().run(recordInsight, { text });
      new Terminal(options).answer(insight, `Insight ${insight.number}: ${insight.text}`);
    });
}
