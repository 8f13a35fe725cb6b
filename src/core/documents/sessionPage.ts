import type { JournalRecord } from '../journal/record';
import { longTermMemory } from '../queries/memory';
import { eventLine } from './eventLine';
import { inline, item, shortened } from './markdown';

/** More than a person reads; `atlas log --session` has the rest. */
const MOST_EVENTS = 200;

/** What happened in a session, a line each. */
export function sessionPage(
  records: readonly JournalRecord[],
  session: string,
  { time }: { readonly time: (iso: string) => string },
): string {
  const found = longTermMemory(records, { session });
  const events = found.slice(-MOST_EVENTS);
  const lines = events.map(({ time: at, event }) =>
    item('- ', `${inline(time(at))} · ${inline(shortened(eventLine(event)))}`),
  );
  return [
    `# ${inline(session)}`,
    ...(events.length < found.length
      ? [`The last ${events.length} of ${found.length} events.`]
      : []),
    lines.length === 0 ? 'The journal says nothing of it.' : lines.join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}
