import type { Context, Task } from '../../model/context';
import { isCompleted } from '../../model/lookup';
import { dependsOn, openTaskState } from '../../model/taskStates';
import { tasksWithAgents } from '../finishedTasks';
import { isTypable, type AdvisoryAction } from './advisory';

/** An open task that waits for no other one and that no agent was spawned for, and whose id can be typed. */
function idleTask(context: Context): Task | undefined {
  const served = tasksWithAgents(context);
  return context.active_tasks?.find(
    (task) =>
      !served.has(task.id) &&
      isTypable(task.id) &&
      (openTaskState(task) === 'active' || dependsOn(task).every((id) => isCompleted(context, id))),
  );
}

/** To give a task to an agent: one that is ready, or one's own. */
export function spawnForTask(context: Context): AdvisoryAction {
  const task = idleTask(context);
  return {
    act: 'spawnAgent',
    item: task?.id ?? null,
    typed: task ? `atlas spawn "…" --task ${task.id}` : 'atlas spawn "…"',
  };
}
