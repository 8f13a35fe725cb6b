import * as z from 'zod';
import { findTask } from '../model/lookup';
import { PRIORITIES } from '../model/priorities';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  priority: z.enum(PRIORITIES),
});

/**
 * Says how urgent a task is: the more urgent is proposed first.
 * @throws AtlasError taskNotFound
 */
export const prioritiseTask = operation('prioritiseTask', input, (context, values) => {
  const { id, ...task } = findTask(context, values.task);
  const { priority } = values;
  return {
    events: task['priority'] === priority ? [] : [{ type: 'taskPrioritised', id, priority }],
    result: (after) => findTask(after, id),
  };
});
