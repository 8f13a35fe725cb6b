import { Argument, Command } from 'commander';
import { LIST_KINDS, listItems, type Listed, type ListKind } from '../../core/queries/listItems';
import { localTime } from '../../node/localTime';
import { howMany } from '../arguments';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { columns, firstLine } from '../words';

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
      const none = filtered ? `No such ${kind}.` : `No ${kind} yet.`;
      const rows = items.map((item) => ROWS[kind](item));
      new Terminal(options).answer(items, rows.length > 0 ? columns(rows) : none);
    });
}

const ROWS: Readonly<Record<ListKind, (item: Listed) => string[]>> = {
  objectives: (item) => [wordsOf(item.id), wordsOf(item.status), wordsOf(item['description'])],
  tasks: (item) => [wordsOf(item.id), wordsOf(item.status), taskWords(item)],
  agents: (item) => [
    wordsOf(item.id),
    wordsOf(item.status),
    wordsOf(item['type']),
    wordsOf(item['mission']),
  ],
  decisions: (item) => [
    wordsOf(item.id) || '-',
    wordsOf(item.status),
    [item['question'], item['choice']].filter(Boolean).map(wordsOf).join(' → '),
  ],
  insights: (item) => [wordsOf(item['number']), wordsOf(item['text'])],
  sessions: (item) => [
    wordsOf(item.id),
    wordsOf(item.status),
    [item['started'], item['ended']]
      .filter((time) => typeof time === 'string')
      .map(localTime)
      .join(' – '),
  ],
};

function taskWords(item: Listed): string {
  const waits: unknown = item['waits_for'];
  const words = wordsOf(item['description']);
  return Array.isArray(waits) ? `${words} (waits for ${waits.join(', ')})` : words;
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? firstLine(String(value)) : '';
}
