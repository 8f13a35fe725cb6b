import { Argument, Command } from 'commander';
import { LIST_KINDS, listItems, type ListKind } from '../../core/queries/listItems';
import { listWords } from '../../node/listWords';
import { howMany } from '../arguments';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface ListOptions extends CommonOptions {
  readonly status?: string;
  readonly objective?: string;
  readonly limit?: number;
}

export function listCommand(): Command {
  return new Command('list')
    .description('list what the orchestration holds')
    .addArgument(new Argument('[kind]', 'what to list').choices(LIST_KINDS).default('tasks'))
    .option('--status <state>', 'only those in this state, such as active, ready or reported')
    .option('--objective <id>', 'only what serves this objective')
    .option('--limit <number>', 'at most so many; of insights and sessions the newest', howMany)
    .action((kind: ListKind, options: ListOptions) => {
      const { context, history } = Workplace.found(options).view();
      const items = listItems(context, kind, options, history);
      const filtered = options.status !== undefined || options.objective !== undefined;
      new Terminal(options).answer(items, listWords(kind, items, filtered));
    });
}
