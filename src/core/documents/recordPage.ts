import type { JournalRecord } from '../journal/record';
import type { Context } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { kindOf } from '../model/ids';
import { longTermMemory } from '../queries/memory';
import { eventLine } from './eventLine';
import { inline, item, shortened } from './markdown';

/** More than a person reads; `atlas log` has the rest. */
const MOST_EVENTS = 200;

export interface RecordWords {
  /** How a moment (ISO 8601) is written. */
  readonly time: (iso: string) => string;
}

/**
 * What the journal says of an item, or of a session: the record that a metric counted.
 * @param id of an item, or the name of a session
 */
export function recordPage(
  context: Context,
  records: readonly JournalRecord[],
  id: string,
  { time }: RecordWords,
): string {
  const kind = kindOf(id);
  const found = longTermMemory(records, kind ? { item: id } : { session: id });
  const events = found.slice(-MOST_EVENTS);
  const left = found.length - events.length;
  return [
    `# ${inline(id)}`,
    ...(kind ? [aboutOf(context, id)] : []),
    '## What happened',
    ...(left > 0 ? [`The last ${events.length} of ${found.length} events.`] : []),
    events.length === 0
      ? 'The journal says nothing of it.'
      : events
          .map(({ time: at, event }) =>
            item('- ', `${inline(time(at))} · ${inline(shortened(eventLine(event)))}`),
          )
          .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function aboutOf(context: Context, id: string): string {
  const index = indexOf(context);
  const words =
    index.find('objective', id)?.description ??
    index.find('task', id)?.description ??
    index.find('agent', id)?.mission ??
    index.find('decision', id)?.question ??
    '';
  return inline(shortened(words));
}
