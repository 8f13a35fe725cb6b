import { Command } from 'commander';
import { HistoryFacts } from '../../core/metrics/historyFacts';
import { measure } from '../../core/metrics/measure';
import { metricWords } from '../../node/metricWords';
import { systemClock } from '../../node/systemClock';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function metricsCommand(): Command {
  return new Command('metrics')
    .description('show how the orchestration does, with targets and advice')
    .action((options: CommonOptions) => {
      const { context, history } = Workplace.found(options).view();
      const measured = measure(context, HistoryFacts.of(history()), systemClock.now());
      new Terminal(options).answer(measured, metricWords(measured));
    });
}
