import type { Context, Task } from '../../model/context';
import { isCompleted } from '../../model/lookup';
import { dependsOn, openTaskState } from '../../model/taskStates';
import { tasksWithAgents } from '../finishedTasks';
import { isTypable, type AdvisoryAction } from './advisory';

/** Open tasks that wait for no other one and that no agent was spawned for. */
function idleTasks(context: Context): Task[] {
  const served = tasksWithAgents(context);
  return (context.active_tasks ?? []).filter(
    (task) =>
      !served.has(task.id) &&
      (openTaskState(task) === 'active' || dependsOn(task).every((id) => isCompleted(context, id))),
  );
}

/** To give a task to an agent: one that is ready, or one's own. */
export function spawnForTask(context: Context): AdvisoryAction {
  const task = idleTasks(context).find(({ id }) => isTypable(id));
  return {
    act: 'spawnAgent',
    item: task?.id ?? null,
    typed: task ? `atlas spawn "…" --task ${task.id}` : 'atlas spawn "…"',
  };
}
