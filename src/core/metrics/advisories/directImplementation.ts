import { tasksIn } from '../../model/contextIndex';
import { tasksWithAgents } from '../finishedTasks';
import { moment, type MetricSource } from '../metric';
import { RECENT_MS, type Advisory } from './advisory';
import { spawnForTask } from './readyTask';

/** So many tasks of the last week, and the greater part of those that were completed in it. */
const FEWEST = 3;

/**
 * Direct implementation: tasks were completed without any agent. The orchestrator plans, spawns, collects
 * and decides; what it does itself, nobody was asked for and nobody verified. Which files it changed is not
 * recorded, that no agent ever served the task is.
 */
export function directImplementation({ context, now }: MetricSource): Advisory | undefined {
  const recent = tasksIn(context, 'completed_tasks').filter(
    ({ completed }) => now - (moment(completed) ?? -Infinity) <= RECENT_MS,
  );
  const served = tasksWithAgents(context);
  const direct = recent.filter(({ id }) => !served.has(id));
  if (direct.length < FEWEST || direct.length * 2 <= recent.length) {
    return undefined;
  }
  return {
    kind: 'directImplementation',
    count: direct.length,
    evidence: direct.toReversed().map(({ id }) => ({ kind: 'task', id })),
    action: spawnForTask(context),
  };
}
