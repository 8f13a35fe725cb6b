import { AtlasError, type ErrorCode } from '../errors';
import type { Agent, Context, Decision, Objective, Task } from './context';
import { indexOf, tasksIn, type Items } from './contextIndex';
import { formatId, fullId, type ItemKind } from './ids';
import { TASK_LISTS, taskStateIn, type TaskState } from './taskStates';

/** Finding items by what people type, with the error they can act on when they are not there. */

const NOT_FOUND = {
  objective: 'objectiveNotFound',
  task: 'taskNotFound',
  agent: 'agentNotFound',
  decision: 'decisionNotFound',
} as const satisfies Record<ItemKind, ErrorCode>;

/**
 * The next free id of a kind, for example `TASK_026`. Numbers continue after the highest id in the
 * context and after the format's own counter, because older contexts list only some of what they
 * counted: an id that was ever handed out must not come back.
 */
export function nextId(context: Context, kind: ItemKind): string {
  return formatId(kind, indexOf(context).highest(kind) + 1n);
}

/** The item people mean by `TASK_026`, `task_26`, or `26`. @throws AtlasError (kind)NotFound */
export function findItem<K extends ItemKind>(context: Context, kind: K, typed: string): Items[K] {
  const index = indexOf(context);
  const id = fullId(kind, typed);
  const found = index.find(kind, id) ?? index.find(kind, typed.trim());
  if (!found) {
    throw new AtlasError(NOT_FOUND[kind], { id });
  }
  return found;
}

export function findObjective(context: Context, id: string): Objective {
  return findItem(context, 'objective', id);
}

export function findTask(context: Context, id: string): Task {
  return findItem(context, 'task', id);
}

export function findAgent(context: Context, id: string): Agent {
  return findItem(context, 'agent', id);
}

export function findDecision(context: Context, id: string): Decision {
  return findItem(context, 'decision', id);
}

/** Every task: the active list (pending and active) first, then the completed and the closed ones. */
export function allTasks(context: Context): Task[] {
  return TASK_LISTS.flatMap((list) => [...tasksIn(context, list)]);
}

/** The objective that a task serves; undefined also where the one it names is not there. */
export function servedBy(context: Context, { objective }: Task): Objective | undefined {
  return objective === undefined ? undefined : indexOf(context).find('objective', objective);
}

/** The state of a task that is there. */
export function taskState(context: Context, task: Task): TaskState {
  return taskStateIn(indexOf(context).listOf(task.id) ?? 'active_tasks', task);
}

export function isCompleted(context: Context, id: string): boolean {
  return indexOf(context).listOf(id) === 'completed_tasks';
}

/** Hands out the next free ids of a context, one after the other. */
export function newIds(context: Context): (kind: ItemKind) => string {
  const given = new Map<ItemKind, bigint>();
  return (kind) => {
    const number = (given.get(kind) ?? indexOf(context).highest(kind)) + 1n;
    given.set(kind, number);
    return formatId(kind, number);
  };
}
