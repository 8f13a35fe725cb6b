import type { JournalRecord } from '../core/journal/record';
import type { AtlasEvent } from '../core/model/events';
import type { FilesState } from './contextState';
import { ulid } from './ulid';

/** Gives events their place after everything that is in the journal. */
export function recordsOf(
  { context, journal }: Pick<FilesState, 'context' | 'journal'>,
  events: readonly AtlasEvent[],
  { at, actor }: { readonly at: string; readonly actor: string },
): JournalRecord[] {
  const ids = events.map(() => ulid(Date.parse(at)));
  const [first = ''] = ids;
  let session = context?.atlas?.session?.ended === undefined ? context?.last_session : null;
  return events.map((event, index) => {
    if (event.type === 'sessionStarted') {
      session = event.id;
    } else if (event.type === 'sessionContinued') {
      session = context?.last_session;
    }
    return {
      seq: journal.seq + index + 1,
      id: ids[index] ?? '',
      prev: index === 0 ? journal.heads : [ids[index - 1] ?? ''],
      time: at,
      actor,
      session: session ?? null,
      event,
      ...(events.length > 1 ? { batch: { first, of: events.length } } : {}),
    };
  });
}
