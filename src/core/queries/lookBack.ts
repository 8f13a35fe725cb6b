import type { JournalRecord } from '../journal/record';
import type { Context } from '../model/context';
import type { AtlasEvent } from '../model/events';
import { kindOf } from '../model/ids';
import { SAME_SESSION_MS, sessionStart } from '../model/sessions';
import { sessionHistory, type PastSession } from './sessionHistory';

/** Until when the person was here before, and what the history tells from then on. */
export interface Retrospect {
  /** ISO 8601; null where there was no session before: then everything is new. */
  readonly since: string | null;
  /** At least everything that was recorded after `since`. */
  readonly records: readonly JournalRecord[];
}

/**
 * Finds out what is news to the person who is here now: what happened after their last visit. It is the
 * same however often it is asked within one session.
 * @param history as `Atlas.history`; only as much of it is read as is needed
 */
export function lookBack(
  context: Context,
  history: (since?: string) => readonly JournalRecord[],
): Retrospect {
  const looking = lookingBack(context);
  let step = looking.next();
  while (!step.done) {
    step = looking.next(history(step.value));
  }
  return step.value;
}

/** The same for who cannot read the history at once: yields from when on it is needed, and goes on with it. */
export function* lookingBack(
  context: Context,
): Generator<string | undefined, Retrospect, readonly JournalRecord[]> {
  const before = sessionBefore(context);
  const from = before && (before.started ?? sessionStart(before.id));
  if (from !== undefined) {
    const records = yield from;
    const since = lastVisit(context, records);
    if (since !== undefined) {
      return { since, records };
    }
  }
  const records = yield undefined;
  return { since: lastVisit(context, records) ?? null, records };
}

/** The session before the one that is going on; the last one where none is. */
function sessionBefore(
  context: Context,
): { readonly id: string; readonly started?: string | undefined } | undefined {
  const { session, previous_session: previous } = context.atlas ?? {};
  if (session) {
    return session.ended === undefined ? previous : session;
  }
  return context.last_session ? { id: context.last_session } : undefined;
}

/**
 * When the last visit before this one ended: with the person's goodbye, else with the last thing they
 * did. One that was broken off and soon taken up again (a crash, or one command after another) is not
 * a visit of its own, so the one before it counts. Undefined where the records do not reach so far.
 */
function lastVisit(context: Context, records: readonly JournalRecord[]): string | undefined {
  const sessions = sessionHistory(context, records);
  const present = sessions.findIndex(({ active }) => active);
  let next = present < 0 ? null : (sessions[present]?.started ?? null);
  for (const session of sessions.slice(0, present < 0 ? undefined : present).reverse()) {
    const left = session.clean ? session.ended : lastSign(session, records);
    const leftAt = Date.parse(left ?? '');
    const pause = Date.parse(next ?? '') - leftAt;
    if (!Number.isNaN(leftAt) && (session.clean || !(pause < SAME_SESSION_MS))) {
      return left ?? undefined;
    }
    next = session.started ?? next;
  }
  return undefined;
}

/**
 * The last thing a person did in a session; agents go on when nobody is looking. What was done after a
 * session of an older script counts to it because none was begun since: it is no sign of that visit.
 */
function lastSign(session: PastSession, records: readonly JournalRecord[]): string | null {
  if (!session.witnessed) {
    return session.ended ?? session.started;
  }
  const last = records.findLast((record) => record.session === session.id && isActOfPerson(record));
  return last?.time ?? session.ended ?? session.started;
}

/** Agents' processes say these themselves, or the program finds them out by itself. */
const NOT_BY_A_PERSON: ReadonlySet<AtlasEvent['type']> = new Set([
  'agentStarted',
  'agentReported',
  'agentExited',
  'agentCouldNotStart',
  'agentLost',
  'contextAdopted',
  'contextEdited',
  'contextMigrated',
  'branchesMerged',
  'journalMended',
  'sessionEnded',
]);

function isActOfPerson({ event, actor }: JournalRecord): boolean {
  return !NOT_BY_A_PERSON.has(event.type) && kindOf(actor) !== 'agent';
}
