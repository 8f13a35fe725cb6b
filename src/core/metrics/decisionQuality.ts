import { metric, type Metric, type MetricSource } from './metric';
import { moment, share } from './numbers';
import { weekly } from './weeks';

/**
 * Decision quality: decisions that turned out good, by those that were judged.
 *
 * Source: the decisions of the context whose outcome somebody judged (`atlas judge`), by their last
 * judgement. Left out are decisions that nobody has judged yet. In a week's value count the decisions that
 * were judged in it. No target: it is shown.
 */
export function decisionQuality({ context, now }: MetricSource): Metric {
  const made = context.atlas?.decisions_made ?? [];
  const judged = made.flatMap(({ id, outcome }) => (outcome ? [{ id, outcome }] : []));
  const good = (some: typeof judged): number => some.filter(({ outcome }) => outcome.good).length;
  const total = Math.max(made.length, context.metrics?.total_decisions_made ?? 0);
  return metric({
    id: 'decisionQuality',
    unit: 'ratio',
    value: share(good(judged), judged.length),
    target: null,
    excluded: total - judged.length,
    evidence: judged.map(({ id, outcome }) => ({
      kind: 'decision',
      id,
      good: outcome.good,
      value: null,
    })),
    trend: weekly(
      now,
      judged,
      ({ outcome }) => moment(outcome.judged),
      (inWeek) => share(good([...inWeek]), inWeek.length),
    ),
  });
}
