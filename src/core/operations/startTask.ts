import * as z from 'zod';
import { AtlasError } from '../errors';
import { findTask, isCompleted } from '../model/lookup';
import { findOpenTask } from '../model/openTask';
import { dependsOn, openTaskState } from '../model/taskStates';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** Start it although tasks it depends on are not completed. */
  force: z.boolean().default(false),
});

/**
 * Makes a pending task active.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted, taskClosed, taskAlreadyStarted, taskBlocked
 */
export const startTask = operation('startTask', input, (context, { task: typed, force }) => {
  const task = findOpenTask(context, typed);
  if (openTaskState(task) === 'active') {
    throw new AtlasError('taskAlreadyStarted', { id: task.id });
  }
  const waitsFor = dependsOn(task).filter((id) => !isCompleted(context, id));
  if (waitsFor.length > 0 && !force) {
    throw new AtlasError('taskBlocked', { id: task.id, tasks: waitsFor.join(', ') });
  }
  return {
    events: [{ type: 'taskStarted', id: task.id }],
    result: (after) => findTask(after, task.id),
  };
});
