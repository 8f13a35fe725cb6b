import * as z from 'zod';
import { findObjective, findTask } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** Id of the objective it is a step towards; null where it serves none. */
  objective: text.nullable(),
});

/**
 * Says which objective a task serves.
 * @throws AtlasError taskNotFound, objectiveNotFound
 */
export const moveTask = operation('moveTask', input, (context, values) => {
  const { id, objective: before } = findTask(context, values.task);
  const objective =
    values.objective === null ? undefined : findObjective(context, values.objective).id;
  const event = {
    type: 'taskMoved',
    id,
    ...(objective === undefined ? {} : { objective }),
  } as const;
  return {
    events: before === objective ? [] : [event],
    result: (after) => findTask(after, id),
  };
});
