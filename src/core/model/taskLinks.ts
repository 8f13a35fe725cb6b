import type { Context } from './context';
import { replace } from './contextDraft';
import { waitingPath } from './dependencies';
import type { AtlasEvent } from './events';
import { withoutPlace } from './taskOrder';
import { dependsOn } from './taskStates';

/** What a task belongs to and waits for, and how urgent it is: changing that in place. */

/**
 * Adds and removes what a task waits for. Two branches may each have made one task wait for the other:
 * the one that comes second in the order of the journal is left out, so that no task waits for itself.
 */
export function changeDependencies(
  context: Context,
  { id, added, removed }: Extract<AtlasEvent, { type: 'dependenciesChanged' }>,
): Context {
  const gone = new Set(removed);
  change(context, id, (ids) => ids.filter((each) => !gone.has(each)));
  for (const before of added) {
    if (!waitingPath(context, before, id)) {
      change(context, id, (ids) => (ids.includes(before) ? ids : [...ids, before]));
    }
  }
  return context;
}

function change(
  context: Context,
  id: string,
  update: (ids: readonly string[]) => readonly string[],
): void {
  replace(context, 'task', id, ({ depends_on: _before, ...task }) => {
    const ids = update(dependsOn({ ...task, depends_on: _before }));
    return ids.length > 0 ? { ...task, depends_on: ids } : task;
  });
}

export function moveToObjective(
  context: Context,
  { id, objective }: Extract<AtlasEvent, { type: 'taskMoved' }>,
): Context {
  return replace(context, 'task', id, (task) => {
    // The place it was given was one among the tasks it leaves.
    const { objective: _before, ...moved } = withoutPlace(task);
    return { ...moved, ...(objective === undefined ? {} : { objective }) };
  });
}
