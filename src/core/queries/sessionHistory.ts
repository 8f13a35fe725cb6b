import type { JournalRecord } from '../journal/record';
import type { Context, Session } from '../model/context';
import { sessionStart } from '../model/sessions';

/** One period of work. Of sessions of older scripts little more than the name is known. */
export interface PastSession {
  readonly id: string;
  /** ISO 8601; null where it is not known. */
  readonly started: string | null;
  /** ISO 8601; null while it is going on, and where nobody wrote it down. */
  readonly ended: string | null;
  /** Whether somebody ended it; null while it is going on, and where it is not known. */
  readonly clean: boolean | null;
  readonly active: boolean;
  /** Whether Atlas saw it begin; what an older script began, it knows by its name only. */
  readonly witnessed: boolean;
}

type Facts = Partial<Pick<PastSession, 'started' | 'ended' | 'clean'>>;

/** Every session that is known of, the earliest first. */
export function sessionHistory(context: Context, records: readonly JournalRecord[]): PastSession[] {
  const known = new Map<string, Facts>();
  const note = (id: string, facts: Facts): void => {
    known.set(id, { ...known.get(id), ...facts });
  };
  const noteContext = ({ last_session: last, atlas }: Context): void => {
    [atlas?.previous_session, atlas?.session].forEach((session) => {
      if (session) {
        note(session.id, factsOf(session));
      }
    });
    if (last) {
      note(last, {});
    }
  };
  let current: string | null = null;
  for (const { event, session } of records) {
    const meant = session ?? current;
    switch (event.type) {
      case 'contextAdopted':
        noteContext(event.context);
        break;
      case 'contextEdited':
        namedByHand(event.changes).forEach((id) => {
          note(id, {});
        });
        break;
      case 'sessionStarted':
        note(event.id, { started: event.started });
        current = event.id;
        break;
      case 'sessionContinued':
        if (meant !== null) {
          note(meant, { ended: null, clean: null });
        }
        break;
      case 'sessionEnded':
        if (meant !== null) {
          note(meant, { ended: event.ended, clean: event.clean });
        }
        break;
      default:
    }
  }
  noteContext(context);
  const active = context.atlas?.session?.ended === undefined ? context.atlas?.session?.id : null;
  return [...known]
    .map(([id, { started, ended, clean }]) => ({
      id,
      started: started ?? sessionStart(id) ?? null,
      ended: ended ?? null,
      clean: clean ?? null,
      active: id === active,
      witnessed: started !== undefined,
    }))
    .sort((one, other) => moment(one.started) - moment(other.started));
}

function factsOf({ started, ended, clean }: Session): Facts {
  return {
    ...(started === undefined ? {} : { started }),
    ...(ended === undefined ? {} : { ended }),
    ...(clean === undefined ? {} : { clean }),
  };
}

/** An older script begins a session by writing its name into the context. */
function namedByHand(
  changes: Extract<JournalRecord['event'], { type: 'contextEdited' }>['changes'],
): string[] {
  return changes.flatMap((change) =>
    change.op === 'setKey' &&
    change.path.length === 1 &&
    change.path[0] === 'last_session' &&
    typeof change.value === 'string'
      ? [change.value]
      : [],
  );
}

/** In ms; what has no known time is taken for the earliest. */
function moment(time: string | null): number {
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? Number.MIN_SAFE_INTEGER : ms;
}
