import { metric, type Evidence, type Metric, type MetricSource } from './metric';
import { share } from './numbers';
import { stretches, type Stretch } from './overlap';
import { workOf, type Work } from './runLog';
import { trendWeeks, WEEK_MS, weekName } from './weeks';

/**
 * Parallel execution rate: of the time that agents ran, the share in which another agent of the
 * orchestration ran too.
 *
 * Source: the starts, waits and ends in the journal, as runLog.ts reads them; an agent that waits for a
 * person does not run. Two agents that run for an hour together are two hours of agent-time. Estimated are runs of which nobody saw the end. Left out are
 * agents whose start the journal does not have. Target: above 60%.
 */
export function parallelRate({ context, facts, now }: MetricSource): Metric {
  const runs = facts.work.runs({ context, now });
  const work = runs.flatMap(workOf);
  const together = stretches(work);
  const seen = new Set(runs.map(({ agent }) => agent));
  const unseen = (context.spawned_agents ?? []).filter(
    ({ id, started }) => started !== undefined && !seen.has(id),
  );
  return metric({
    id: 'parallelRate',
    unit: 'ratio',
    value: rate(together),
    target: { above: 0.6 },
    counted: runs.length,
    excluded: unseen.length,
    estimated: runs.filter(({ how }) => how === 'unseen').length,
    evidence: evidenceOf(work, together),
    trend: trendWeeks(now).map((start) => {
      const inWeek = together.flatMap((stretch) => clipped(stretch, start, start + WEEK_MS));
      const counted = runs.filter((run) => run.start < start + WEEK_MS && run.end > start).length;
      return { week: weekName(start), value: rate(inWeek), counted };
    }),
  });
}

function rate(together: readonly Stretch[]): number | null {
  let [all, parallel] = [0, 0];
  for (const { from, to, agents } of together) {
    all += (to - from) * agents;
    parallel += agents > 1 ? (to - from) * agents : 0;
  }
  return share(parallel, all);
}

function clipped(stretch: Stretch, from: number, to: number): Stretch[] {
  const inside = {
    ...stretch,
    from: Math.max(stretch.from, from),
    to: Math.min(stretch.to, to),
  };
  return inside.to > inside.from ? [inside] : [];
}

/** The agents, and of each the share of its own time in which another one ran. */
function evidenceOf(work: readonly Work[], together: readonly Stretch[]): Evidence[] {
  const times = new Map<string, { all: number; parallel: number }>();
  for (const { agent, start, end } of work) {
    const time = times.get(agent) ?? { all: 0, parallel: 0 };
    times.set(agent, time);
    for (let at = firstAfter(together, start); at < together.length; at += 1) {
      const stretch = together[at];
      if (!stretch || stretch.from >= end) {
        break;
      }
      time.all += stretch.to - stretch.from;
      time.parallel += stretch.agents > 1 ? stretch.to - stretch.from : 0;
    }
  }
  return [...times].map(([id, { all, parallel }]) => ({
    kind: 'agent',
    id,
    good: all === 0 ? null : parallel > 0,
    value: share(parallel, all),
  }));
}

/** The first stretch that begins at a moment or later; each stretch of work begins one. */
function firstAfter(together: readonly Stretch[], start: number): number {
  let [low, high] = [0, together.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((together[middle]?.from ?? 0) < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
