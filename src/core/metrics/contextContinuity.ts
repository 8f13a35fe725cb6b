import { metric, type Metric, type MetricSource } from './metric';
import { share } from './numbers';
import { weekly } from './weeks';

/**
 * Context continuity: sessions that began from the exact state in which the previous one was saved, by the
 * sessions that had a previous one. What that means to the letter is said in sessionLog.ts.
 *
 * Source: the sessions, saves, edits, mends and merges of the journal, in its order; two people who work on
 * two branches are one line of sessions once these are merged. Left out are sessions without a previous
 * one that the journal saw begin. In a week's value count the sessions that began in it. Target: 100%.
 */
export function contextContinuity({ context, facts, now }: MetricSource): Metric {
  const { sessions } = facts.sittings;
  const judged = sessions.filter(({ continuous }) => continuous !== null);
  const good = (some: typeof judged): number =>
    some.filter(({ continuous }) => continuous === true).length;
  const total = Math.max(sessions.length, context.metrics?.total_sessions ?? 0);
  return metric({
    id: 'contextContinuity',
    unit: 'ratio',
    value: share(good(judged), judged.length),
    target: { from: 1 },
    excluded: total - judged.length,
    evidence: judged.map(({ id, continuous }) => ({
      kind: 'session',
      id,
      good: continuous,
      value: null,
    })),
    trend: weekly(
      now,
      judged,
      ({ started }) => started,
      (inWeek) => share(good([...inWeek]), inWeek.length),
    ),
  });
}
