import * as z from 'zod';
import { AtlasError } from '../errors';
import { findTask, isCompleted } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** What came of it, in plain words. */
  outcome: text,
});

/**
 * Completes a task with its outcome.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted
 */
export const completeTask = operation('completeTask', input, (context, { task: id, outcome }) => {
  const task = findTask(context, id);
  if (isCompleted(context, task.id)) {
    throw new AtlasError('taskAlreadyCompleted', { id: task.id, outcome: task.outcome ?? '' });
  }
  return {
    events: [{ type: 'taskCompleted', id: task.id, outcome }],
    result: (after) => findTask(after, task.id),
  };
});
