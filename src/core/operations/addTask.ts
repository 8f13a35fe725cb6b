import * as z from 'zod';
import type { Agent, Context } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { findAgent, findObjective, findTask, nextId } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  description: text,
  /** Id of the objective the task is a step towards. */
  objective: text.optional(),
  /** Ids of tasks that must be completed first. */
  dependsOn: z.array(text).optional(),
  /** Id of the agent that came upon it; the task serves what the agent's own task serves. */
  discoveredBy: text.optional(),
});

/**
 * Adds a task (Phase 2, Strategic Planning).
 * @throws AtlasError objectiveNotFound, taskNotFound, agentNotFound
 */
export const addTask = operation(
  'addTask',
  input,
  (context, { description, objective, dependsOn = [], discoveredBy }, { now }) => {
    const finder = discoveredBy === undefined ? undefined : findAgent(context, discoveredBy);
    const serves = objective
      ? findObjective(context, objective).id
      : finder && objectiveOf(context, finder);
    const task = {
      id: nextId(context, 'task'),
      description,
      status: 'pending',
      ...(serves ? { objective: serves } : {}),
      ...(dependsOn.length > 0
        ? { depends_on: dependsOn.map((id) => findTask(context, id).id) }
        : {}),
      ...(finder ? { discovered_by: finder.id } : {}),
      created: now,
    };
    return {
      events: [{ type: 'taskAdded', task }],
      result: (after) => findTask(after, task.id),
    };
  },
);

function objectiveOf(context: Context, { task }: Agent): string | undefined {
  return task === undefined ? undefined : indexOf(context).find('task', task)?.objective;
}
