import type { Context } from '../model/context';
import { TASK_LISTS } from '../model/taskStates';
import { tasksIn } from '../model/contextIndex';
import { metric, type Metric, type MetricSource } from './metric';
import { moment } from './numbers';
import { stretches } from './overlap';
import { workOf } from './runLog';
import { trendWeeks, WEEK_MS, weekName } from './weeks';

/**
 * Scale: the most agents that ran at once. Its parts are the length of the orchestration (from its creation
 * to now) and the items it holds, kind by kind.
 *
 * Source: the starts, waits and ends in the journal, as runLog.ts reads them; the lists of the context. The
 * evidence is the agents that ran when the most did, the first time. A week's value is the most at once in
 * it. No target: it is shown.
 */
export function scale({ context, facts, now }: MetricSource): Metric {
  const runs = facts.work.runs({ context, now });
  const work = runs.flatMap(workOf);
  const together = stretches(work);
  const most = mostIn(together);
  const peak = together.find(({ agents }) => agents === most);
  const atPeak = peak
    ? work.filter(({ start, end }) => start <= peak.from && end >= peak.to && end > start)
    : [];
  return metric({
    id: 'scale',
    unit: 'number',
    value: most,
    target: null,
    estimated: runs.filter(({ how }) => how === 'unseen').length,
    evidence: [...new Set(atPeak.map(({ agent }) => agent))].map((id) => ({
      kind: 'agent',
      id,
      good: null,
      value: null,
    })),
    trend: trendWeeks(now).map((start) => {
      const inWeek = together.filter(({ from, to }) => from < start + WEEK_MS && to > start);
      const counted = runs.filter((run) => run.start < start + WEEK_MS && run.end > start).length;
      return { week: weekName(start), value: mostIn(inWeek), counted };
    }),
    parts: { ...lengthOf(context, facts.first, now), ...itemsOf(context) },
  });
}

function mostIn(together: readonly { readonly agents: number }[]): number | null {
  let most: number | null = null;
  for (const { agents } of together) {
    most = Math.max(most ?? 0, agents);
  }
  return most;
}

/** In ms; nothing where it is not known when it began. */
function lengthOf(
  { created_date: created }: Context,
  first: number | undefined,
  now: number,
): { readonly length_ms?: number } {
  const begun = moment(created) ?? first;
  return begun === undefined || begun > now ? {} : { length_ms: now - begun };
}

function itemsOf(context: Context): Record<string, number> {
  const tasks = TASK_LISTS.map((list) => tasksIn(context, list).length);
  return {
    objectives: context.objectives?.length ?? 0,
    tasks: tasks.reduce((sum, count) => sum + count, 0),
    agents: context.spawned_agents?.length ?? 0,
    decisions:
      (context.pending_decisions?.length ?? 0) + (context.atlas?.decisions_made?.length ?? 0),
    insights: context.key_insights?.length ?? 0,
  };
}
