import { tasksWithAgents } from '../finishedTasks';
import type { MetricSource } from '../metric';
import { RECENT_MS, type Advisory } from './advisory';
import { spawnForTask } from './readyTask';

/** So many tasks of the last week, and the greater part of those that were completed in it. */
const FEWEST = 3;

/**
 * Direct implementation: tasks were completed without any agent. The orchestrator plans, spawns, collects
 * and decides; what it does itself, nobody was asked for and nobody verified. Which files it changed is not
 * recorded, that no agent ever served the task is.
 */
export function directImplementation({ context, tasks, now }: MetricSource): Advisory | undefined {
  const recent = tasks.finished.filter(
    ({ state, at = -Infinity }) => state === 'completed' && now - at <= RECENT_MS,
  );
  const served = tasksWithAgents(context);
  const direct = recent.filter(({ task }) => !served.has(task.id));
  if (direct.length < FEWEST || direct.length * 2 <= recent.length) {
    return undefined;
  }
  return {
    kind: 'directImplementation',
    count: direct.length,
    evidence: direct.toReversed().map(({ task }) => ({ kind: 'task', id: task.id })),
    action: spawnForTask(context),
  };
}
