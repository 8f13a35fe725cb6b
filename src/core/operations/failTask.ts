import * as z from 'zod';
import { findTask } from '../model/lookup';
import { findOpenTask } from '../model/openTask';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** Why it did not succeed. */
  reason: text,
});

/**
 * Gives a task up because it was tried and did not succeed.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted, taskClosed
 */
export const failTask = operation('failTask', input, (context, { task: typed, reason }) => {
  const task = findOpenTask(context, typed);
  return {
    events: [{ type: 'taskFailed', id: task.id, reason }],
    result: (after) => findTask(after, task.id),
  };
});
