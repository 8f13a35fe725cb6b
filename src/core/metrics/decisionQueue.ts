import { pendingDecisions } from '../model/decisions';
import type { MetricSource } from './metric';
import { moment } from './numbers';

/** A question that somebody has to decide. */
export interface QueuedDecision {
  readonly id: string;
  readonly question: string;
  /** ISO 8601, where known. */
  readonly raised: string | null;
  /** How long it has been waiting, in ms, where known. */
  readonly age: number | null;
}

/** What waits for a decision, the longest first; what was raised at an unknown time comes last. */
export function decisionQueue({
  context,
  now,
}: Pick<MetricSource, 'context' | 'now'>): QueuedDecision[] {
  return pendingDecisions(context)
    .map(({ id, question, raised }) => {
      const since = moment(raised);
      const age = since === undefined ? null : Math.max(0, now - since);
      return { id, question, raised: raised ?? null, age };
    })
    .sort((one, other) => (other.age ?? -1) - (one.age ?? -1));
}
