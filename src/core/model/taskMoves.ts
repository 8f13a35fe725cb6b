import type { Context, Task } from './context';
import { bookkeeping, count, grown, replace } from './contextDraft';
import { indexOf, presentIndex, tasksIn } from './contextIndex';
import type { TaskList } from './taskStates';

/** How a task goes from list to list. */

export function completeTask(context: Context, id: string, outcome: string, at: string): Context {
  const from = indexOf(context).listOf(id);
  if (from === 'completed_tasks') {
    // Completed on two branches: both outcomes are kept.
    return replace(context, 'task', id, (task) =>
      task.outcome === outcome ? task : { ...task, outcome: joined(task.outcome, outcome) },
    );
  }
  return moveTask(context, id, 'completed_tasks', ({ id: own, description, ...rest }) => ({
    id: own,
    description,
    ...rest,
    // Given up on one branch, and done on another.
    ...(rest.outcome === undefined ? {} : { earlier_outcome: rest.outcome }),
    status: 'completed',
    outcome,
    completed: at,
  }))
    ? count(context, 'task', 'total_tasks_completed')
    : context;
}

function joined(one: string | undefined, other: string): string {
  return one === undefined || one === '' ? other : `${one}\n\n${other}`;
}

export function closeTask(context: Context, id: string, fields: Partial<Task>): Context {
  if (indexOf(context).listOf(id) === 'active_tasks') {
    moveTask(context, id, 'closed_tasks', (task) => ({ ...task, ...fields }));
  }
  return context;
}

export function reopenTask(
  context: Context,
  id: string,
  reason: string | undefined,
  at: string,
): Context {
  const from = indexOf(context).listOf(id);
  if (from === undefined || from === 'active_tasks') {
    return context;
  }
  const { total_tasks_completed: total = 0 } = context.metrics ?? {};
  if (from === 'completed_tasks' && total > 0) {
    context.metrics = { ...context.metrics, total_tasks_completed: total - 1 };
  }
  moveTask(
    context,
    id,
    'active_tasks',
    ({ outcome, completed: _completed, closed: _closed, ...task }) => ({
      ...task,
      status: task.started === undefined ? 'pending' : 'active',
      reopened: at,
      ...(outcome === undefined ? {} : { earlier_outcome: outcome }),
      ...(reason === undefined ? {} : { reopen_reason: reason }),
    }),
  );
  return context;
}

/** False where there is no such task. */
function moveTask(
  context: Context,
  id: string,
  to: TaskList,
  update: (task: Task) => Task,
): boolean {
  const index = indexOf(context);
  const from = index.listOf(id);
  const task = index.find('task', id);
  if (!task || !from) {
    return false;
  }
  const left = tasksIn(context, from) as Task[];
  left.splice(left.indexOf(task), 1);
  const moved = update(task);
  if (to === 'closed_tasks') {
    const atlas = bookkeeping(context);
    context.atlas = { ...atlas, closed_tasks: grown(atlas.closed_tasks, moved) };
  } else {
    context[to] = grown(context[to], moved);
  }
  presentIndex(context)?.putTask(moved, to);
  return true;
}
