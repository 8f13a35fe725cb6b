import type { Context } from './context';
import type { AtlasEvent } from './events';

/** How a session begins, goes on or ends. */
export type SessionEvent = Extract<
  AtlasEvent,
  { type: 'sessionStarted' | 'sessionContinued' | 'sessionEnded' }
>;

/**
 * A pause shorter than this does not end a period of work: reloading the window or opening it again at
 * once goes on with the same session.
 */
export const SAME_SESSION_MS = 5 * 60_000;

/** The name of a session that starts at this moment: `session_YYYYMMDD_HHMMSS`, in UTC. */
export function sessionName(at: string): string {
  const [date = '', time = ''] = new Date(at).toISOString().split(/[T.]/);
  return `session_${date.replaceAll('-', '')}_${time.replaceAll(':', '')}`;
}

/** When a session of this name began, ISO 8601 in UTC, or undefined where the name tells no moment. */
export function sessionStart(name: string): string | undefined {
  const match = /^session_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(name);
  if (!match) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = match;
  const start = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  return Number.isNaN(Date.parse(start)) ? undefined : start;
}

/** The end of a session that is still open though nobody holds it; the last write is its last sign. */
function endOfLostSession(context: Context): SessionEvent[] {
  const session = context.atlas?.session;
  if (!session || session.ended) {
    return [];
  }
  const lastSign = lastSignOf(context);
  return lastSign ? [{ type: 'sessionEnded', ended: lastSign, clean: false }] : [];
}

function lastSignOf({ atlas }: Context): string | undefined {
  return atlas?.session && (atlas.updated ?? atlas.session.started);
}

export interface Arrival {
  /**
   * When the person came, ISO 8601 in UTC: a session begins then, but is written only with the first
   * thing they do.
   */
  readonly opened: string;
  readonly now: string;
  /** Whether they asked to resume; otherwise a short pause goes on with the session before it. */
  readonly resuming: boolean;
  /** Who holds the session that is open, if one is. */
  holder(session: string): 'ours' | 'other' | 'gone';
}

/**
 * What must happen before an act so that it belongs to a session: nothing while one goes on, the old
 * one continued after a short pause, or the next one begun.
 */
export function joinSession(context: Context, arrival: Arrival): SessionEvent[] {
  const session = context.atlas?.session;
  if (session && !session.ended && arrival.holder(session.id) !== 'gone') {
    return [];
  }
  const pause = session?.ended ? Date.parse(arrival.now) - Date.parse(session.ended) : Infinity;
  if (!arrival.resuming && pause < SAME_SESSION_MS) {
    return [{ type: 'sessionContinued' }];
  }
  // A window that stayed open over the end of a session begins the next one at its next act.
  const lastSign = session?.ended ?? lastSignOf(context);
  const outlived = lastSign !== undefined && Date.parse(arrival.opened) < Date.parse(lastSign);
  const started = outlived ? arrival.now : arrival.opened;
  return [...endOfLostSession(context), startOfSession(context, started)];
}

/** The beginning of the next session; two within one second still get different names. */
export function startOfSession(
  context: Pick<Context, 'last_session'> | undefined,
  started: string,
): SessionEvent {
  const name = sessionName(started);
  const taken = context?.last_session;
  const id =
    taken && taken >= name
      ? sessionName(new Date(Date.parse(sessionStart(taken) ?? started) + 1000).toISOString())
      : name;
  return { type: 'sessionStarted', id, started };
}
