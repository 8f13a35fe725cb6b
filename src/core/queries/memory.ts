import { mentionedIds } from '../journal/mentions';
import type { JournalRecord } from '../journal/record';
import type { Context } from '../model/context';
import type { AtlasEvent } from '../model/events';
import { fullId, kindOf } from '../model/ids';
import { groupBy } from '../model/groupBy';
import { happenings, type Happenings } from './happenings';
import { sessionHistory, type PastSession } from './sessionHistory';

/**
 * The levels of memory of the process. Working memory is the session that is going on, short-term
 * memory the sessions of the last week, long-term memory everything there ever was. The fourth level,
 * the knowledge base, is the files that insights were promoted to.
 */

const SHORT_TERM_MS = 7 * 24 * 60 * 60_000;

/** A session and what happened in it. */
export interface SessionMemory extends PastSession, Happenings {}

export interface ShortTermMemory {
  /** The earliest first. */
  readonly sessions: readonly SessionMemory[];
  /** What agents and scripts did in that week while no session was going on. */
  readonly between: Happenings;
}

/** What happened in the session that is going on; nothing where none is. */
export function workingMemory(
  context: Context,
  records: readonly JournalRecord[],
): readonly JournalRecord[] {
  const session = context.atlas?.session;
  return session && session.ended === undefined
    ? records.filter((record) => record.session === session.id)
    : [];
}

/** The sessions that were going on at any time in the last seven days. */
export function shortTermMemory(
  context: Context,
  records: readonly JournalRecord[],
  now: string,
): ShortTermMemory {
  const from = Date.parse(now) - SHORT_TERM_MS;
  const bySession = groupBy(records, ({ session }) => session);
  const sessions = sessionHistory(context, records)
    .map((session): SessionMemory => ({
      ...session,
      ...happenings(bySession.get(session.id) ?? []),
    }))
    .filter(({ id, active, started, ended }) => {
      // Of a session that nobody ended yet, the last thing that happened in it tells how long it went on.
      const last = ended ?? bySession.get(id)?.at(-1)?.time ?? started;
      return active || Date.parse(last ?? '') >= from;
    });
  const alone = (bySession.get(null) ?? []).filter(({ time }) => Date.parse(time) >= from);
  return { sessions, between: happenings(alone) };
}

/** Which part of the history is asked for; what is left out does not restrict it. */
export interface HistoryFilter {
  /** Id of an item: what brought it, changed it, or named it. */
  readonly item?: string;
  readonly type?: AtlasEvent['type'];
  /** Name of a session. */
  readonly session?: string;
  readonly actor?: string;
  /** Words that occur in what the event says, in capitals or not. */
  readonly text?: string;
}

/** Everything that ever happened, or the part that is asked for, oldest first. */
export function longTermMemory(
  records: readonly JournalRecord[],
  { item, type, session, actor, text }: HistoryFilter = {},
): readonly JournalRecord[] {
  const kind = item === undefined ? undefined : kindOf(item);
  const id = item !== undefined && kind ? fullId(kind, item) : item;
  const words = text?.toLowerCase();
  return records.filter(
    (record) =>
      (type === undefined || record.event.type === type) &&
      (session === undefined || record.session === session) &&
      (actor === undefined || record.actor === actor) &&
      (id === undefined || mentionedIds(record.event).has(id)) &&
      (words === undefined || says({ ...record.event, type: undefined }, words)),
  );
}

/** Whether a text somewhere inside the value holds the words. */
function says(value: unknown, words: string): boolean {
  if (typeof value === 'string') {
    return value.toLowerCase().includes(words);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.values(value).some((inner) => says(inner, words));
}
