import { AGENT_STATES, agentState, type AgentState } from '../model/agentStates';
import type { Context } from '../model/context';
import { tally, type Tally } from '../model/contextIndex';
import { isCompleted } from '../model/lookup';
import { sessionStart } from '../model/sessions';
import { dependsOn, openTaskState } from '../model/taskStates';

/** The five phases of the process. */
export type Phase =
  | 'context establishment'
  | 'strategic planning'
  | 'agent orchestration'
  | 'synthesis & decision'
  | 'state preservation';

export interface SessionStatus {
  /** How many sessions there have been, this one included. */
  readonly number: number;
  readonly id: string | null;
  /** ISO 8601, where known. */
  readonly started: string | null;
  /** ISO 8601; null while the session is going on, and where it is not known. */
  readonly ended: string | null;
  readonly active: boolean;
  /** When the session before ended (ISO 8601), where known: what came later is new. */
  readonly since: string | null;
}

/** Where an orchestration stands, in counts. */
export interface Status {
  readonly project: string;
  readonly session: SessionStatus;
  readonly phase: Phase;
  readonly objectives: { active: number; achieved: number; dropped: number };
  readonly tasks: {
    pending: number;
    active: number;
    /** Pending with nothing before it left to do. */
    ready: number;
    /** Pending and waiting for another task. */
    blocked: number;
    completed: number;
    failed: number;
    cancelled: number;
  };
  readonly agents: Record<AgentState, number>;
  readonly decisions: { pending: number; made: number };
  readonly insights: number;
}

export function status(context: Context): Status {
  const objectives = context.objectives ?? [];
  const inState = (wanted: string): number =>
    objectives.filter((objective) => (objective.status ?? 'active') === wanted).length;
  const counted = tally(context);
  const tasks = countTasks(context, counted);
  const agents = countAgents(counted);
  const decisions = {
    pending: context.pending_decisions?.length ?? 0,
    made: context.metrics?.total_decisions_made ?? 0,
  };
  const session = sessionStatus(context);
  return {
    project: context.project_name,
    session,
    phase: phase({ context, session, agents, pendingDecisions: decisions.pending }),
    objectives: {
      active: inState('active'),
      achieved: inState('achieved'),
      dropped: inState('dropped'),
    },
    tasks,
    agents,
    decisions,
    insights: context.key_insights?.length ?? 0,
  };
}

function countTasks(context: Context, { tasks }: Tally): Status['tasks'] {
  const blocked = blockedTasks(context);
  // Older contexts counted more completed tasks than they list.
  const completed = Math.max(tasks.completed, context.metrics?.total_tasks_completed ?? 0);
  return { ...tasks, completed, ready: tasks.pending - blocked, blocked };
}

/** How many pending tasks wait for another one. */
function blockedTasks(context: Context): number {
  let blocked = 0;
  for (const task of context.active_tasks ?? []) {
    const before = dependsOn(task);
    const waits = before.length > 0 && openTaskState(task) === 'pending';
    if (waits && before.some((id) => !isCompleted(context, id))) {
      blocked += 1;
    }
  }
  return blocked;
}

function countAgents({ agents }: Tally): Status['agents'] {
  return Object.fromEntries(
    AGENT_STATES.map((state) => [state, agents.get(state) ?? 0]),
  ) as Status['agents'];
}

export function sessionStatus(context: Context): SessionStatus {
  const { session, previous_session: previous } = context.atlas ?? {};
  const active = session !== undefined && session.ended === undefined;
  const id = session?.id ?? context.last_session ?? null;
  return {
    number: context.metrics?.total_sessions ?? 0,
    id,
    started: session?.started ?? (id === null ? null : (sessionStart(id) ?? null)),
    ended: session?.ended ?? null,
    active,
    since: (active ? lastSign(previous) : lastSign(session)) ?? null,
  };
}

function lastSign(
  session: { id: string; started?: string | undefined; ended?: string | undefined } | undefined,
): string | undefined {
  return session && (session.ended ?? session.started ?? sessionStart(session.id));
}

/** The phase the work is in, read from what there is: the process does not record it. */
function phase(facts: {
  context: Context;
  session: SessionStatus;
  agents: Status['agents'];
  pendingDecisions: number;
}): Phase {
  const { context, session, agents, pendingDecisions } = facts;
  if (agents.running + agents.needs_input + agents.turn_ended > 0) {
    return 'agent orchestration';
  }
  if (session.ended !== null) {
    return 'state preservation';
  }
  if ((context.objectives ?? []).length === 0) {
    return 'context establishment';
  }
  // An agent whose task is completed is settled: nobody waits for it any more.
  const toSynthesize = (context.spawned_agents ?? []).some(
    (agent) =>
      agentState(agent) === 'reported' &&
      (agent.task === undefined || !isCompleted(context, agent.task)),
  );
  if (toSynthesize || pendingDecisions > 0) {
    return 'synthesis & decision';
  }
  return (context.active_tasks ?? []).length === 0 ? 'strategic planning' : 'agent orchestration';
}
