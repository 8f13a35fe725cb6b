import { Command } from 'commander';
import { itemView } from '../../core/queries/itemView';
import { itemWords } from '../../node/itemWords';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function showCommand(): Command {
  return new Command('show')
    .description('show an objective, a task, an agent or a decision with all that belongs to it')
    .argument('<id>', 'its id; its number is enough where only one kind has it')
    .action((id: string, options: CommonOptions) => {
      const view = itemView(Workplace.found(options).look(), id);
      new Terminal(options).answer({ kind: view.kind, ...view.item }, itemWords(view));
    });
}
