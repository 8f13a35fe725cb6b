import type { Decision } from '../model/context';
import { metric, type Metric, type MetricSource } from './metric';
import { median, moment } from './numbers';
import { weekly } from './weeks';

const TARGET_MS = 5 * 60_000;

/**
 * Decision time: the median of how long decisions waited, from the moment the question was raised to the
 * moment it was decided.
 *
 * Source: the decisions of the context that were made. Left out are those without both moments, and those
 * that an older context counted without naming them. In a week's value count the decisions that were made
 * in it. Target: under 5 minutes.
 */
export function decisionTime({ context, now }: MetricSource): Metric {
  const made = context.atlas?.decisions_made ?? [];
  const timed = made.flatMap((decision) => {
    const took = waited(decision);
    return took === undefined ? [] : [{ decision, took }];
  });
  const total = Math.max(made.length, context.metrics?.total_decisions_made ?? 0);
  return metric({
    id: 'decisionTime',
    unit: 'ms',
    value: median(timed.map(({ took }) => took)),
    target: { below: TARGET_MS },
    excluded: total - timed.length,
    evidence: timed.map(({ decision, took }) => ({
      kind: 'decision',
      id: decision.id,
      good: took < TARGET_MS,
      value: took,
    })),
    trend: weekly(
      now,
      timed,
      ({ decision }) => moment(decision.made),
      (inWeek) => median(inWeek.map(({ took }) => took)),
    ),
  });
}

/** In ms; undefined where it is not known, or would be less than nothing. */
function waited({ raised, made }: Decision): number | undefined {
  const [from, to] = [moment(raised), moment(made)];
  return from === undefined || to === undefined || to < from ? undefined : to - from;
}
