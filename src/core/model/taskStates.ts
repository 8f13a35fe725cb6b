import type { Context, Task } from './context';

export type TaskState = 'pending' | 'active' | 'completed';

/** The state of a task of the active list. Older contexts list what is worked on, without a status. */
export function openTaskState(task: Task): 'pending' | 'active' {
  return task.status === 'pending' ? 'pending' : 'active';
}

export interface TaskEntry {
  readonly task: Task;
  readonly state: TaskState;
  /** Ids of tasks that must be completed before a pending one can start. */
  readonly waitsFor: readonly string[];
}

/** Every task with its state, by id: the active list first, then the completed ones. */
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
  return entries;
}

function dependsOn(task: Task): string[] {
  const ids: unknown = task['depends_on'];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
