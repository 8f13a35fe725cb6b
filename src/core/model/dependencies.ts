import type { Context } from './context';
import { indexOf } from './contextIndex';
import { dependsOn } from './taskStates';

/**
 * How one task comes to wait for another, from the first to the last of them; undefined where it does not.
 * Other tools may have written cycles: each task is looked at once.
 */
export function waitingPath(
  context: Context,
  from: string,
  to: string,
): readonly string[] | undefined {
  const index = indexOf(context);
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  // A map goes on to what is added to it meanwhile.
  for (const id of cameFrom.keys()) {
    if (id === to) {
      return pathTo(id, cameFrom);
    }
    const task = index.find('task', id);
    for (const next of task ? dependsOn(task) : []) {
      if (!cameFrom.has(next)) {
        cameFrom.set(next, id);
      }
    }
  }
  return undefined;
}

function pathTo(last: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const path: string[] = [];
  for (let id: string | undefined = last; id !== undefined; id = cameFrom.get(id)) {
    path.unshift(id);
  }
  return path;
}
