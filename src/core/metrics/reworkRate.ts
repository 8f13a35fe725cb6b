import type { Agent, Context, Task } from '../model/context';
import { groupBy } from '../model/groupBy';
import { AT_ONCE, mapping, type Slices } from '../slices';
import { metric, type Evidence, type Metric, type MetricSource } from './metric';
import { moment, share } from './numbers';
import type { ReworkLog } from './reworkLog';
import { weekly } from './weeks';

/**
 * Rework rate: tasks whose work had to be done again, by the tasks that were ever finished.
 *
 * Work was done again when the task was reopened, when a further agent was spawned for it after an agent of
 * the task had reported a failure or had its report rejected, or when the agent itself was started again to
 * mend a rejected report. Finished are tasks that were completed, failed, or cancelled after work, and those
 * that were reopened since.
 *
 * Source: the tasks and agents of the context; reopenings, reports, verdicts and starts in the journal. Left
 * out are tasks as in the task success rate, and those that were finished before the journal began: it
 * cannot say whether their work was done again. A week's value is of the tasks that ended (or were reopened)
 * in it for the last time. Target: under 10%.
 */
export function* reworkRate({ context, facts, tasks: ended, now }: MetricSource): Slices<Metric> {
  const { rework, first } = facts;
  const { finished, untouched, unnamed } = ended;
  const begun = first ?? Infinity;
  const again = reworkedTasks(context, rework);
  const isAgain = (task: Task): boolean => task.reopened !== undefined || again.has(task.id);
  const reopened = (context.active_tasks ?? []).filter(
    ({ id, reopened: since }) => since !== undefined || rework.reopened.has(id),
  );
  const tasks: { readonly task: Task; readonly at: number | undefined; readonly again: boolean }[] =
    [];
  for (const [seen, { task, at }] of finished.entries()) {
    if (seen % AT_ONCE === AT_ONCE - 1) {
      yield;
    }
    const done = isAgain(task);
    if (done || (at ?? -Infinity) >= begun) {
      tasks.push({ task, at, again: done });
    }
  }
  const known = tasks.length;
  for (const task of reopened) {
    tasks.push({ task, at: moment(task.reopened), again: true });
  }
  yield;
  const evidence = yield* mapping(tasks, ({ task, again: done }): Evidence => ({
    kind: 'task',
    id: task.id,
    good: !done,
    value: null,
  }));
  yield;
  return metric({
    id: 'reworkRate',
    unit: 'ratio',
    value: share(tasks.filter((each) => each.again).length, tasks.length),
    target: { below: 0.1 },
    excluded: untouched + unnamed + finished.length - known,
    evidence,
    trend: weekly(
      now,
      tasks,
      ({ at }) => at,
      (inWeek) => share(inWeek.filter((each) => each.again).length, inWeek.length),
    ),
  });
}

function reworkedTasks(context: Context, rework: ReworkLog): Set<string> {
  const reworked = new Set(rework.reopened);
  const withTask = (context.spawned_agents ?? []).filter(({ task }) => task !== undefined);
  for (const [task = '', agents] of groupBy(withTask, (agent) => agent.task)) {
    if (agents.some(({ id }) => rework.sentBack.has(id)) || isFollowed(agents, rework)) {
      reworked.add(task);
    }
  }
  return reworked;
}

/** Whether one of them was spawned after another one had failed. */
function isFollowed(agents: readonly Agent[], { troubled, spawned }: ReworkLog): boolean {
  return agents.some((failed) => {
    const since = troubled.get(failed.id);
    return (
      since !== undefined &&
      agents.some(({ id }) => id !== failed.id && (spawned.get(id) ?? -1) > since)
    );
  });
}
