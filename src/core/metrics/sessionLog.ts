import type { JournalRecord } from '../journal/record';
import { isAct } from './acts';
import { moment } from './numbers';

/** What is measured of one session. */
export interface MeasuredSession {
  readonly id: string;
  /** When it began, in ms; undefined where that cannot be read. */
  readonly started: number | undefined;
  /** When somebody orchestrated for the first time in it, in ms. */
  firstAct: number | undefined;
  /** Whether it began from what the one before had saved; null of the first one that was seen. */
  readonly continuous: boolean | null;
}

/**
 * Sessions as they were seen to begin, in the order of the journal.
 *
 * A session is continuous when the one before it left nothing unsaved, and nobody changed the state
 * behind its back until this one began:
 *
 * - unsaved is what somebody did (acts.ts), or changed in the file by hand, after the session's last
 *   `contextSaved`. Ending a session saves; one that was broken off or never ended did not. A session in
 *   which nothing was done has nothing to save.
 * - behind its back means an edit of the file by hand, a journal that had lost lines and was mended, or
 *   another branch that was merged, between the end of that session and the beginning of this one.
 *
 * What agents report meanwhile breaks nothing: each is an operation on the very state that was saved.
 */
export class SessionLog {
  readonly #sessions = new Map<string, MeasuredSession>();
  #isOpen = false;
  #unsaved = false;
  #changedBehind = false;

  get sessions(): readonly MeasuredSession[] {
    return [...this.#sessions.values()];
  }

  add(record: JournalRecord): void {
    const { event } = record;
    switch (event.type) {
      case 'sessionStarted':
        this.#begin(event.id, moment(event.started));
        break;
      case 'sessionContinued':
        this.#isOpen = true;
        break;
      case 'sessionEnded':
        this.#isOpen = false;
        break;
      case 'contextSaved':
        this.#unsaved = false;
        this.#changedBehind = false;
        break;
      case 'contextEdited':
      case 'journalMended':
      case 'branchesMerged':
        if (this.#isOpen) {
          this.#unsaved = true;
        } else {
          this.#changedBehind = true;
        }
        break;
      default:
        if (isAct(record)) {
          this.#act(record);
        }
    }
  }

  #begin(id: string, started: number | undefined): void {
    const continuous = this.#sessions.size === 0 ? null : !this.#unsaved && !this.#changedBehind;
    this.#sessions.set(id, { id, started, firstAct: undefined, continuous });
    this.#isOpen = true;
    this.#unsaved = false;
    this.#changedBehind = false;
  }

  #act({ session, time }: JournalRecord): void {
    this.#unsaved ||= this.#isOpen;
    const own = session === null ? undefined : this.#sessions.get(session);
    if (own) {
      own.firstAct ??= moment(time);
    }
  }
}
