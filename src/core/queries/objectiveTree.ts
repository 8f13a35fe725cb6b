import { agentState, type AgentState } from '../model/agentStates';
import type { Agent, Context, Objective, Task } from '../model/context';
import { groupBy } from '../model/groupBy';
import { taskEntries, type TaskState } from '../model/taskStates';

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
  readonly agents: readonly AgentNode[];
}

export interface ObjectiveNode {
  readonly kind: 'objective';
  /** Undefined for the group of tasks that serve no objective. */
  readonly objective: Objective | undefined;
  readonly tasks: readonly TaskNode[];
  readonly completed: number;
}

/** Objective -> tasks -> agents: what each mission serves. Tasks keep the order they were added in. */
export function objectiveTree(context: Context): ObjectiveNode[] {
  const agents = groupBy(agentNodes(context), ({ agent }) => agent.task);
  const tasks = [...taskEntries(context).values()].map((entry): TaskNode => ({
    kind: 'task',
    ...entry,
    agents: agents.get(entry.task.id) ?? [],
  }));
  tasks.sort((a, b) => a.task.id.localeCompare(b.task.id, 'en', { numeric: true }));
  const known = new Set((context.objectives ?? []).map((objective) => objective.id));
  const byObjective = groupBy(tasks, ({ task }) =>
    task.objective !== undefined && known.has(task.objective) ? task.objective : undefined,
  );
  const node = (objective: Objective | undefined): ObjectiveNode => {
    const own = byObjective.get(objective?.id) ?? [];
    const completed = own.filter((task) => task.state === 'completed').length;
    return { kind: 'objective', objective, tasks: own, completed };
  };
  return [
    ...(context.objectives ?? []).map(node),
    ...(byObjective.has(undefined) ? [node(undefined)] : []),
  ];
}

/** What needs a person first, then what is running, then what was only spawned. */
const URGENCY: Record<AgentState, number> = {
  failed: 0,
  exited_without_report: 1,
  reported: 2,
  running: 3,
  spawned: 4,
};
const SETTLED = 5;

/** Every agent, in the order a person wants to look at them; the newest first in each group. */
export function agentList(context: Context): AgentNode[] {
  const urgency = ({ state, settled }: AgentNode): number => (settled ? SETTLED : URGENCY[state]);
  return agentNodes(context).sort(
    (a, b) =>
      urgency(a) - urgency(b) || b.agent.id.localeCompare(a.agent.id, 'en', { numeric: true }),
  );
}

/** Agents that ended, or could not start, and left a task without a report. */
export function agentsWithoutReport(context: Context): AgentNode[] {
  return agentList(context).filter(
    ({ state, settled }) => !settled && (state === 'failed' || state === 'exited_without_report'),
  );
}

function agentNodes(context: Context): AgentNode[] {
  const completed = new Set((context.completed_tasks ?? []).map((task) => task.id));
  return (context.spawned_agents ?? []).map((agent) => {
    const state = agentState(agent);
    const settled = state !== 'running' && agent.task !== undefined && completed.has(agent.task);
    return { kind: 'agent', agent, state, settled };
  });
}
