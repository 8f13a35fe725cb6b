import { agentState, isAtWork, type AgentState } from '../model/agentStates';
import type { Agent, Context, Objective, Task } from '../model/context';
import { groupBy } from '../model/groupBy';
import { indexOf, tasksIn } from '../model/contextIndex';
import { isCompleted, servedBy, taskState } from '../model/lookup';
import { byId, ordering } from '../model/taskOrder';
import { dependsOn, TASK_LISTS, type TaskList, type TaskState } from '../model/taskStates';
import { AT_ONCE, atOnce, mapping, onceInSlices, type Slices } from '../slices';

export interface AgentNode {
  readonly kind: 'agent';
  readonly agent: Agent;
  readonly state: AgentState;
  /** Its task is completed: whatever became of the agent, nobody waits for it any more. */
  readonly settled: boolean;
}

export interface TaskNode {
  readonly kind: 'task';
  readonly task: Task;
  readonly state: TaskState;
  readonly waitsFor: readonly string[];
  /** Those of them that failed or were cancelled: it waits in vain. */
  readonly inVain: readonly string[];
  readonly agents: readonly AgentNode[];
}

export interface ObjectiveNode {
  readonly kind: 'objective';
  /** Undefined for the group of tasks that serve no objective. */
  readonly objective: Objective | undefined;
  /**
   * In the order that somebody gave them, or else that of their ids. Made when somebody asks: a tree that is
   * closed needs the counts only.
   */
  readonly tasks: readonly TaskNode[];
  /** The same with places to stop: there may be very many. */
  readonly makingTasks: () => Slices<readonly TaskNode[]>;
  readonly total: number;
  readonly completed: number;
}

/** Objective -> tasks -> agents: what each mission serves. */
export function objectiveTree(context: Context): ObjectiveNode[] {
  return atOnce(growingTree(context));
}

/** The same with places to stop. */
export function* growingTree(context: Context): Slices<ObjectiveNode[]> {
  const begin = (): Count => ({ total: 0, completed: 0 });
  const counts = yield* byObjective(context, begin, countOne);
  const tasks = onceInSlices(() => byObjective(context, (): Task[] => [], addOne));
  const agents = once(() => groupBy(agentNodes(context), ({ agent }) => agent.task));
  const node = (objective: Objective | undefined): ObjectiveNode =>
    objectiveNode(
      objective,
      counts.get(objective) ?? { total: 0, completed: 0 },
      onceInSlices(function* () {
        const own = yield* ordering((yield* tasks()).get(objective) ?? []);
        return yield* mapping(own, (task) => taskNode(context, task, agents().get(task.id)));
      }),
    );
  return [
    ...(context.objectives ?? []).map(node),
    ...(counts.has(undefined) ? [node(undefined)] : []),
  ];
}

export function objectiveNode(
  objective: Objective | undefined,
  { total, completed }: Count,
  makingTasks: () => Slices<readonly TaskNode[]>,
): ObjectiveNode {
  return {
    kind: 'objective',
    objective,
    total,
    completed,
    get tasks() {
      return atOnce(makingTasks());
    },
    makingTasks,
  };
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

function taskNode(context: Context, task: Task, agents: readonly AgentNode[] = []): TaskNode {
  const state = taskState(context, task);
  const waitsFor =
    state === 'pending' ? dependsOn(task).filter((id) => !isCompleted(context, id)) : [];
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
