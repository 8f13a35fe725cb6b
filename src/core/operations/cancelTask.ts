import * as z from 'zod';
import { findTask } from '../model/lookup';
import { findOpenTask } from '../model/openTask';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** Why nobody needs it any more. */
  reason: text,
});

/**
 * Gives a task up because it is not needed any more.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted, taskClosed
 */
export const cancelTask = operation('cancelTask', input, (context, { task: typed, reason }) => {
  const task = findOpenTask(context, typed);
  return {
    events: [{ type: 'taskCancelled', id: task.id, reason }],
    result: (after) => findTask(after, task.id),
  };
});
