import type { Context, Task } from '../model/context';
import { tasksIn } from '../model/contextIndex';
import { taskStateIn } from '../model/taskStates';
import { AT_ONCE, type Slices } from '../slices';
import { moment } from './numbers';

/** A task that came to an end. */
export interface FinishedTask {
  readonly task: Task;
  readonly state: 'completed' | 'failed' | 'cancelled';
  /** When, in ms, where known. */
  readonly at: number | undefined;
}

export interface FinishedTasks {
  readonly finished: readonly FinishedTask[];
  /** Given up before anything was done about them. */
  readonly untouched: number;
  /** Completed ones that an older context counted without naming them. */
  readonly unnamed: number;
}

/**
 * Tasks that were completed, failed, or cancelled after work. There was work on a task when it was started,
 * or an agent was spawned for it that was not only planned.
 */
export function* finishedTasks(context: Context): Slices<FinishedTasks> {
  // As they are at one moment: the lists may change at the places to stop.
  const completed = [...tasksIn(context, 'completed_tasks')];
  const closed = [...tasksIn(context, 'closed_tasks')];
  const finished: FinishedTask[] = [];
  for (const task of completed) {
    finished.push({ task, state: 'completed', at: moment(task.completed) });
    if (finished.length % AT_ONCE === 0) {
      yield;
    }
  }
  const worked = closed.length > 0 ? tasksWithAgents(context) : new Set();
  let untouched = 0;
  for (const task of closed) {
    const state = taskStateIn('closed_tasks', task) === 'cancelled' ? 'cancelled' : 'failed';
    if (state === 'failed' || task.started !== undefined || worked.has(task.id)) {
      finished.push({ task, state, at: moment(task.closed) });
    } else {
      untouched += 1;
    }
  }
  const unnamed = Math.max(0, (context.metrics?.total_tasks_completed ?? 0) - completed.length);
  return { finished, untouched, unnamed };
}

/** Ids of tasks for which an agent was spawned that was not only planned. */
export function tasksWithAgents(context: Context): Set<string> {
  return new Set(
    (context.spawned_agents ?? []).flatMap(({ task, status }) =>
      task === undefined || status === 'planned' ? [] : [task],
    ),
  );
}
