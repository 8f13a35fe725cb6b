import { Command } from 'commander';
import { overview } from '../../core/queries/overview';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { statusWords } from '../../node/words';

export function statusCommand(): Command {
  return new Command('status')
    .description('show where the orchestration stands')
    .action((options: CommonOptions) => {
      const workplace = Workplace.found(options);
      const found = workplace.glance() ?? overview(workplace.look());
      new Terminal(options).answer(found.status, statusWords(found));
    });
}
