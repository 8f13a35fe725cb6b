import { groupBy } from '../model/groupBy';
import { metric, type Metric, type MetricSource } from './metric';
import { moment, share } from './numbers';
import { weekly } from './weeks';

/**
 * Agents per task: agents that were spawned for a task, by the tasks that had at least one.
 *
 * Source: the agents of the context and the task each serves. Left out are agents that serve no task, and
 * those that an older context counted without naming them. In a week's value count the agents that were
 * spawned in it. Target: 1 to 3.
 */
export function agentsPerTask({ context, now }: MetricSource): Metric {
  const agents = context.spawned_agents ?? [];
  const serving = agents.filter(({ task }) => task !== undefined);
  const byTask = groupBy(serving, ({ task }) => task ?? '');
  const unnamed = Math.max(0, (context.metrics?.total_agents_spawned ?? 0) - agents.length);
  return metric({
    id: 'agentsPerTask',
    unit: 'number',
    value: share(serving.length, byTask.size),
    target: { from: 1, to: 3 },
    excluded: agents.length - serving.length + unnamed,
    evidence: [...byTask].map(([id, own]) => ({
      kind: 'task',
      id,
      good: own.length <= 3,
      value: own.length,
    })),
    trend: weekly(
      now,
      serving,
      ({ spawned }) => moment(spawned),
      (spawned) => share(spawned.length, new Set(spawned.map(({ task }) => task)).size),
    ),
  });
}
