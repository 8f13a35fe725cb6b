import { agentState, isAtWork, type AgentState } from '../model/agentStates';
import { LazyList } from '../lazyList';
import type { Agent, Context, Objective, Task } from '../model/context';
import { groupBy } from '../model/groupBy';
import { indexOf, tasksIn } from '../model/contextIndex';
import { isCompleted, servedBy, taskState } from '../model/lookup';
import { byId, ordering } from '../model/taskOrder';
import { dependsOn, TASK_LISTS, type TaskList } from '../model/taskStates';
import { AT_ONCE, atOnce, togetherInSlices, type Slices } from '../slices';
import { ObjectiveNode, type AgentNode, type TaskCount, type TaskNode } from './treeNodes';

/** Objective -> tasks -> agents: what each mission serves. */
export function objectiveTree(context: Context): ObjectiveNode[] {
  return atOnce(growingTree(context));
}

/** The same with places to stop. */
export function* growingTree(context: Context): Slices<ObjectiveNode[]> {
  const begin = (): Count => ({ total: 0, completed: 0 });
  const counts = yield* byObjective(context, begin, countOne);
  // VS Code asks for the tasks of all objectives that are open at once.
  const version = (): unknown => context.atlas?.revision;
  const tasks = togetherInSlices(() => byObjective(context, (): Task[] => [], addOne), version);
  const agents = once(() => groupBy(agentNodes(context), ({ agent }) => agent.task));
  const node = (objective: Objective | undefined): ObjectiveNode =>
    new ObjectiveNode(objective, counts.get(objective) ?? NO_TASKS, version, function* () {
      const own = yield* ordering((yield* tasks()).get(objective) ?? []);
      return new LazyList(own, (task) => taskNode(context, task, agents().get(task.id)));
    });
  return [
    ...(context.objectives ?? []).map(node),
    ...(counts.has(undefined) ? [node(undefined)] : []),
  ];
}

/** A single task, as it stands in the tree. */
export function taskNodeOf(context: Context, task: Task): TaskNode {
  const own = (context.spawned_agents ?? []).filter((agent) => agent.task === task.id);
  return taskNode(
    context,
    task,
    own.map((agent) => agentNode(context, agent)),
  );
}

interface Count {
  total: number;
  completed: number;
}

const NO_TASKS: TaskCount = { total: 0, completed: 0 };

function countOne(count: Count, _task: Task, list: TaskList): void {
  count.total += 1;
  count.completed += list === 'completed_tasks' ? 1 : 0;
}

function addOne(tasks: Task[], task: Task): void {
  tasks.push(task);
}

/** What the tasks of each objective come to, and those without one. */
function* byObjective<T>(
  context: Context,
  begin: () => T,
  add: (sum: T, task: Task, list: TaskList) => void,
): Slices<Map<Objective | undefined, T>> {
  const sums = new Map<Objective | undefined, T>();
  // Looked up once for each id, not for each of the many tasks that name it.
  const byName = new Map<string | undefined, T>();
  let seen = 0;
  for (const list of TASK_LISTS) {
    for (const task of tasksIn(context, list)) {
      let sum = byName.get(task.objective);
      if (sum === undefined) {
        const objective = servedBy(context, task);
        sum = sums.get(objective) ?? begin();
        sums.set(objective, sum);
        byName.set(task.objective, sum);
      }
      add(sum, task, list);
      seen += 1;
      if (seen % AT_ONCE === 0) {
        yield;
      }
    }
  }
  return sums;
}

const NONE: readonly never[] = [];

function taskNode(context: Context, task: Task, agents: readonly AgentNode[] = NONE): TaskNode {
  const state = taskState(context, task);
  const waitsFor: readonly string[] =
    state === 'pending' ? dependsOn(task).filter((id) => !isCompleted(context, id)) : NONE;
  const inVain = waitsFor.filter((id) => indexOf(context).listOf(id) === 'closed_tasks');
  return { kind: 'task', task, state, waitsFor, inVain, agents };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What needs a person first, then what is running, then what was only spawned. */
const URGENCY: Record<AgentState, number> = {
  needs_input: 0,
  failed: 1,
  lost: 2,
  timed_out: 3,
  exited_without_report: 4,
  turn_ended: 5,
  reported: 6,
  running: 7,
  spawned: 8,
  planned: 9,
  verified: 10,
  cancelled: 11,
};
const SETTLED = 12;

/** Every agent, in the order a person wants to look at them; the newest first in each group. */
export function agentList(context: Context): AgentNode[] {
  const urgency = ({ state, settled }: AgentNode): number => (settled ? SETTLED : URGENCY[state]);
  return agentNodes(context).sort((a, b) => urgency(a) - urgency(b) || byId(b.agent, a.agent));
}

function agentNodes(context: Context): AgentNode[] {
  return (context.spawned_agents ?? []).map((agent) => agentNode(context, agent));
}

export function agentNode(context: Context, agent: Agent): AgentNode {
  const state = agentState(agent);
  return {
    kind: 'agent',
    agent,
    state,
    settled: !isAtWork(state) && isSettled(context, agent),
  };
}

/** Whether its task is completed: nobody waits for it any more. */
export function isSettled(context: Context, { task }: Agent): boolean {
  return task !== undefined && isCompleted(context, task);
}
