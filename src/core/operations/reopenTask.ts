import * as z from 'zod';
import { AtlasError } from '../errors';
import { findTask, taskState } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** Why there is more to do after all. */
  reason: text.optional(),
});

/**
 * Takes a completed, failed or cancelled task up again.
 * @throws AtlasError taskNotFound, taskOpen
 */
export const reopenTask = operation('reopenTask', input, (context, { task: typed, reason }) => {
  const task = findTask(context, typed);
  const state = taskState(context, task);
  if (state === 'pending' || state === 'active') {
    throw new AtlasError('taskOpen', { id: task.id, state });
  }
  return {
    events: [{ type: 'taskReopened', id: task.id, ...(reason === undefined ? {} : { reason }) }],
    result: (after) => findTask(after, task.id),
  };
});
