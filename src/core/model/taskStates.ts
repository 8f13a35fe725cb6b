import type { Context, Task } from './context';

export type TaskState = 'pending' | 'active' | 'completed' | 'failed' | 'cancelled';

/** Where a task stands in the context; `closed_tasks` is our own, below `atlas`. */
export const TASK_LISTS = ['active_tasks', 'completed_tasks', 'closed_tasks'] as const;
export type TaskList = (typeof TASK_LISTS)[number];

/** The state of a task of the active list. Older contexts list what is worked on, without a status. */
export function openTaskState(task: Task): 'pending' | 'active' {
  return task.status === 'pending' ? 'pending' : 'active';
}

export function taskStateIn(list: TaskList, task: Task): TaskState {
  switch (list) {
    case 'active_tasks':
      return openTaskState(task);
    case 'completed_tasks':
      return 'completed';
    case 'closed_tasks':
      return task.status === 'cancelled' ? 'cancelled' : 'failed';
  }
}

export interface TaskEntry {
  readonly task: Task;
  readonly state: TaskState;
  /** Ids of tasks that must be completed before a pending one can start. */
  readonly waitsFor: readonly string[];
}

/** Every task with its state, by id: the active list first, then the completed and the closed ones. */
export function taskEntries(context: Context): Map<string, TaskEntry> {
  const done = new Set((context.completed_tasks ?? []).map((task) => task.id));
  const entries = new Map<string, TaskEntry>();
  for (const task of context.active_tasks ?? []) {
    const waitsFor = dependsOn(task).filter((id) => !done.has(id));
    entries.set(task.id, { task, state: openTaskState(task), waitsFor });
  }
  for (const task of context.completed_tasks ?? []) {
    entries.set(task.id, { task, state: 'completed', waitsFor: [] });
  }
  for (const task of context.atlas?.closed_tasks ?? []) {
    entries.set(task.id, { task, state: taskStateIn('closed_tasks', task), waitsFor: [] });
  }
  return entries;
}

export function dependsOn(task: Task): readonly string[] {
  const ids: unknown = task['depends_on'];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : NONE;
}

/** Most tasks wait for nothing, and all of them are asked again and again. */
const NONE: readonly string[] = [];
