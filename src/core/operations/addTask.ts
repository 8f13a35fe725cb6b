import * as z from 'zod';
import { findObjective, findTask, nextId } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  description: text,
  /** Id of the objective the task is a step towards. */
  objective: text.optional(),
  /** Ids of tasks that must be completed first. */
  dependsOn: z.array(text).optional(),
});

/**
 * Adds a task (Phase 2, Strategic Planning).
 * @throws AtlasError objectiveNotFound, taskNotFound
 */
export const addTask = operation(
  'addTask',
  input,
  (context, { description, objective, dependsOn = [] }, { now }) => {
    const task = {
      id: nextId(context, 'task'),
      description,
      status: 'pending',
      ...(objective ? { objective: findObjective(context, objective).id } : {}),
      ...(dependsOn.length > 0
        ? { depends_on: dependsOn.map((id) => findTask(context, id).id) }
        : {}),
      created: now,
    };
    return {
      events: [{ type: 'taskAdded', task }],
      result: (after) => findTask(after, task.id),
    };
  },
);
