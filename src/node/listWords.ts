import type { Listed, ListKind } from '../core/queries/listItems';
import { localTime } from './localTime';
import { columns, firstLine } from './words';

/** A list as a person reads it in a terminal: a line for each item. */
export function listWords(kind: ListKind, items: readonly Listed[], filtered: boolean): string {
  const none = filtered ? `No such ${kind}.` : `No ${kind} yet.`;
  return items.length > 0 ? columns(items.map((item) => ROWS[kind](item))) : none;
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
