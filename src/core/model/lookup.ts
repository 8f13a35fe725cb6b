import { AtlasError } from '../errors';
import type { Agent, Context, Objective, Task } from './context';
import { findById, fullId } from './ids';

/** Finding items by id, with the error a person can act on when they are not there. */

export function findObjective(context: Context, id: string): Objective {
  const found = findById(context.objectives ?? [], 'objective', id);
  if (!found) {
    throw new AtlasError('objectiveNotFound', { id: fullId('objective', id) });
  }
  return found;
}

/** Every task: the active list (pending and active) first, then the completed ones. */
export function allTasks(context: Context): Task[] {
  return [...(context.active_tasks ?? []), ...(context.completed_tasks ?? [])];
}

export function findTask(context: Context, id: string): Task {
  const found = findById(allTasks(context), 'task', id);
  if (!found) {
    throw new AtlasError('taskNotFound', { id: fullId('task', id) });
  }
  return found;
}

export function findAgent(context: Context, id: string): Agent {
  const found = findById(context.spawned_agents ?? [], 'agent', id);
  if (!found) {
    throw new AtlasError('agentNotFound', { id: fullId('agent', id) });
  }
  return found;
}

export function isCompleted(context: Context, id: string): boolean {
  return (context.completed_tasks ?? []).some((task) => task.id === id);
}
