import { findAnyItem } from '../model/anyItem';
import { agentState, type AgentState } from '../model/agentStates';
import type { Agent, Context, Decision, Objective, Task } from '../model/context';
import { decisionsIn } from '../model/decisions';
import { allTasks, isCompleted, taskState } from '../model/lookup';
import { inHandOrder } from '../model/taskOrder';
import { dependsOn, type TaskState } from '../model/taskStates';

/** An item as another one names it. */
export interface Mention {
  readonly id: string;
  readonly status: string;
  /** What it is about. */
  readonly text: string;
}

export type ObjectiveView = Objective & {
  readonly status: string;
  readonly tasks: readonly Mention[];
  readonly decisions: readonly Mention[];
};
export type TaskView = Task & {
  readonly status: TaskState;
  /** Ids of tasks that must be completed before it can start. */
  readonly waits_for: readonly string[];
  readonly agents: readonly Mention[];
  readonly decisions: readonly Mention[];
};
export type AgentView = Agent & { readonly status: AgentState };
export type DecisionView = Decision & { readonly status: DecisionStatus };
export type DecisionStatus = 'pending' | 'made';

/** An item with what follows from the rest of the context. */
export type ItemView =
  | { readonly kind: 'objective'; readonly item: ObjectiveView }
  | { readonly kind: 'task'; readonly item: TaskView }
  | { readonly kind: 'agent'; readonly item: AgentView }
  | { readonly kind: 'decision'; readonly item: DecisionView };

/**
 * One item, of whatever kind.
 * @param typed its id, or its number where only one kind has it
 * @throws AtlasError itemNotFound, itemUnclear, objectiveNotFound, taskNotFound, agentNotFound, decisionNotFound
 */
export function itemView(context: Context, typed: string): ItemView {
  const found = findAnyItem(context, typed);
  switch (found.kind) {
    case 'objective':
      return { kind: 'objective', item: objectiveView(context, found.item) };
    case 'task':
      return { kind: 'task', item: taskView(context, found.item) };
    case 'agent':
      return { kind: 'agent', item: { ...found.item, status: agentState(found.item) } };
    case 'decision':
      return { kind: 'decision', item: { ...found.item, status: decisionStatus(found.item) } };
  }
}

export function decisionStatus({ made, choice }: Decision): DecisionStatus {
  return made === undefined && choice === undefined ? 'pending' : 'made';
}

/** Ids of tasks that must be completed before this one can start. */
function waitsFor(context: Context, task: Task): string[] {
  return taskState(context, task) === 'pending'
    ? dependsOn(task).filter((id) => !isCompleted(context, id))
    : [];
}

function objectiveView(context: Context, objective: Objective): ObjectiveView {
  return {
    ...objective,
    status: objective.status ?? 'active',
    tasks: inHandOrder(allTasks(context).filter((task) => task.objective === objective.id)).map(
      (task) => ({
        id: task.id,
        status: taskState(context, task),
        text: task.description,
      }),
    ),
    decisions: decisionsAbout(context, (decision) => decision.objective === objective.id),
  };
}

function taskView(context: Context, task: Task): TaskView {
  return {
    ...task,
    status: taskState(context, task),
    waits_for: waitsFor(context, task),
    agents: (context.spawned_agents ?? [])
      .filter((agent) => agent.task === task.id)
      .map((agent) => ({ id: agent.id, status: agentState(agent), text: agent.mission })),
    decisions: decisionsAbout(context, (decision) => decision.task === task.id),
  };
}

function decisionsAbout(context: Context, isAbout: (decision: Decision) => boolean): Mention[] {
  return decisionsIn(context)
    .filter(isAbout)
    .map((decision) => ({
      id: decision.id,
      status: decisionStatus(decision),
      text: decision.question,
    }));
}
