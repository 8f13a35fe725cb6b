import { AtlasError } from '../errors';
import type { Context, Task } from './context';
import { findTask, taskState } from './lookup';

/**
 * The task people mean, which there is still something to do about.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted, taskClosed
 */
export function findOpenTask(context: Context, typed: string): Task {
  const task = findTask(context, typed);
  const state = taskState(context, task);
  if (state === 'completed') {
    throw new AtlasError('taskAlreadyCompleted', { id: task.id, outcome: task.outcome ?? '' });
  }
  if (state === 'failed' || state === 'cancelled') {
    throw new AtlasError('taskClosed', { id: task.id, state, reason: task.outcome ?? '' });
  }
  return task;
}
