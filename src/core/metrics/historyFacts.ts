import type { JournalRecord } from '../journal/record';
import { AT_ONCE, atOnce, type Slices } from '../slices';
import { moment } from './numbers';
import { ReworkLog } from './reworkLog';
import { RunLog } from './runLog';
import { SessionLog } from './sessionLog';

/**
 * What metrics need of the history, gathered in one pass over it. It can go on with what was appended:
 * a window that keeps it open reads the end of the journal only.
 */
export class HistoryFacts {
  readonly work = new RunLog();
  readonly sittings = new SessionLog();
  readonly rework = new ReworkLog();
  #first: number | undefined;
  #last: JournalRecord | undefined;

  static of(records: Iterable<JournalRecord>): HistoryFacts {
    return atOnce(HistoryFacts.gathering(records));
  }

  /** The same with places to stop. */
  static *gathering(records: Iterable<JournalRecord>): Slices<HistoryFacts> {
    const facts = new HistoryFacts();
    let seen = 0;
    for (const record of records) {
      facts.add(record);
      seen += 1;
      if (seen % AT_ONCE === 0) {
        yield;
      }
    }
    return facts;
  }

  add(record: JournalRecord): void {
    this.#first ??= moment(record.time);
    this.#last = record;
    this.work.add(record);
    this.sittings.add(record);
    this.rework.add(record);
  }

  /** When the first thing happened, in ms. */
  get first(): number | undefined {
    return this.#first;
  }

  /** The last thing that is known here. */
  get last(): JournalRecord | undefined {
    return this.#last;
  }

  /**
   * Takes in what came after what is known.
   * @param recent the end of the history, at least from the last known record on
   * @returns false where it does not simply go on (branches came together): gather everything anew
   */
  goOn(recent: readonly JournalRecord[]): boolean {
    const last = this.#last;
    const place = last ? recent.findLastIndex(({ id }) => id === last.id) : -1;
    if (last && place < 0) {
      return false;
    }
    return this.append(recent.slice(place + 1));
  }

  /**
   * Takes in what came after what is known, and nothing else.
   * @returns false where it does not simply go on; then nothing of it was taken in
   */
  append(added: readonly JournalRecord[]): boolean {
    let before = this.#last;
    for (const record of added) {
      const follows = before
        ? record.prev.length === 1 && record.prev[0] === before.id
        : record.prev.length === 0;
      if (!follows) {
        return false;
      }
      before = record;
    }
    added.forEach((record) => {
      this.add(record);
    });
    return true;
  }
}
