import { Command } from 'commander';
import { status } from '../../core/queries/status';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { statusWords } from '../words';

export function statusCommand(): Command {
  return new Command('status')
    .description('show where the orchestration stands')
    .action((options: CommonOptions) => {
      const context = Workplace.found(options).look();
      new Terminal(options).answer(status(context), statusWords(context));
    });
}
