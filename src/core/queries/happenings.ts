import type { JournalRecord } from '../journal/record';
import type { AtlasEvent } from '../model/events';

/** How often what happened; what did not happen is left out. */
export type EventCounts = Readonly<Partial<Record<AtlasEvent['type'], number>>>;

/** What a stretch of the history came to. */
export interface Happenings {
  readonly counts: EventCounts;
  /** Ids of tasks that were completed, in their order; each once. */
  readonly finished: readonly string[];
  /** Ids of decisions that were made. */
  readonly decided: readonly string[];
  /** What was learnt, in its own words. */
  readonly learnt: readonly string[];
}

export function happenings(records: readonly JournalRecord[]): Happenings {
  const finished = new Set<string>();
  const decided = new Set<string>();
  const learnt: string[] = [];
  for (const { event } of records) {
    if (event.type === 'taskCompleted') {
      finished.add(event.id);
    } else if (event.type === 'decisionMade') {
      decided.add(event.id);
    } else if (event.type === 'insightRecorded') {
      learnt.push(event.text);
    } else if (event.type === 'insightEdited' && learnt.includes(event.before)) {
      learnt[learnt.indexOf(event.before)] = event.text;
    }
  }
  return {
    counts: countEvents(records),
    finished: [...finished],
    decided: [...decided],
    learnt,
  };
}

export function countEvents(records: readonly JournalRecord[]): EventCounts {
  const counts: Partial<Record<AtlasEvent['type'], number>> = {};
  for (const { event } of records) {
    counts[event.type] = (counts[event.type] ?? 0) + 1;
  }
  return counts;
}
