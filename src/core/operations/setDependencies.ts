import * as z from 'zod';
import { AtlasError } from '../errors';
import type { Context } from '../model/context';
import { waitingPath } from '../model/dependencies';
import { findTask } from '../model/lookup';
import { dependsOn } from '../model/taskStates';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the task. */
  task: text,
  /** Ids of tasks it waits for from now on. */
  on: z.array(text).default([]),
  /** Ids of tasks it does not wait for any more. */
  notOn: z.array(text).default([]),
});

/**
 * Says what a task waits for, and what it does not wait for any more.
 * @throws AtlasError taskNotFound, dependencyCycle
 */
export const setDependencies = operation('setDependencies', input, (context, values) => {
  const { id, ...task } = findTask(context, values.task);
  const before = dependsOn({ id, ...task });
  // What is gone already may be named in a list of somebody who removed it from there.
  const removed = values.notOn
    .map((typed) => (before.includes(typed) ? typed : findTask(context, typed).id))
    .filter((each) => before.includes(each));
  const added = [...new Set(values.on.map((typed) => findTask(context, typed).id))].filter(
    (each) => !before.includes(each),
  );
  for (const each of added) {
    refuseCycle(context, id, each);
  }
  const changed = added.length + removed.length > 0;
  return {
    events: changed ? [{ type: 'dependenciesChanged', id, added, removed }] : [],
    result: (after) => findTask(after, id),
  };
});

function refuseCycle(context: Context, id: string, before: string): void {
  const path = waitingPath(context, before, id);
  if (path) {
    throw new AtlasError('dependencyCycle', { id, before, path: [id, ...path].join(' → ') });
  }
}
