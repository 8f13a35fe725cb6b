import { metric, type Metric, type MetricSource } from './metric';
import { median } from './numbers';
import { weekly } from './weeks';

const TARGET_MS = 2 * 60_000;

/**
 * Context switch time: the median of how long it took from the beginning of a session to the first thing
 * that was orchestrated in it.
 *
 * Source: the sessions that the journal saw begin, and the first act (acts.ts) in each. A window's session
 * begins when the window opens. Left out are sessions in which nothing was done, and those that are only
 * known by name or number. In a week's value count the sessions that began in it. Target: under 2 minutes.
 */
export function contextSwitchTime({ context, facts, now }: MetricSource): Metric {
  const { sessions } = facts.sittings;
  const timed = sessions.flatMap(({ id, started, firstAct }) =>
    started === undefined || firstAct === undefined || firstAct < started
      ? []
      : [{ id, started, took: firstAct - started }],
  );
  const total = Math.max(sessions.length, context.metrics?.total_sessions ?? 0);
  return metric({
    id: 'contextSwitchTime',
    unit: 'ms',
    value: median(timed.map(({ took }) => took)),
    target: { below: TARGET_MS },
    excluded: total - timed.length,
    evidence: timed.map(({ id, took }) => ({
      kind: 'session',
      id,
      good: took < TARGET_MS,
      value: took,
    })),
    trend: weekly(
      now,
      timed,
      ({ started }) => started,
      (inWeek) => median(inWeek.map(({ took }) => took)),
    ),
  });
}
