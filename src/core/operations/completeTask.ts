import * as z from 'zod';
import { findTask } from '../model/lookup';
import { findOpenTask } from '../model/openTask';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** What came of it, in plain words. */
  outcome: text,
});

/**
 * Completes a task with its outcome.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted, taskClosed
 */
export const completeTask = operation(
  'completeTask',
  input,
  (context, { task: typed, outcome }) => {
    const task = findOpenTask(context, typed);
    return {
      events: [{ type: 'taskCompleted', id: task.id, outcome }],
      result: (after) => findTask(after, task.id),
    };
  },
);
