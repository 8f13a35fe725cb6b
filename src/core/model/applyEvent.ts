import { agentState, nextAgentState, type AgentSignal } from './agentStates';
import {
  SCHEMA_VERSION,
  type Agent,
  type Bookkeeping,
  type Context,
  type Metrics,
  type Session,
} from './context';
import type { AtlasEvent } from './events';

/**
 * Folds one event into the context. Pure: the given context is not changed. Keys keep their order and
 * unknown keys stay, so that the file's differences are as small as the change.
 *
 * @param at when the event was recorded, ISO 8601 in UTC
 */
export function applyEvent(context: Context | undefined, event: AtlasEvent, at: string): Context {
  if (event.type === 'orchestrationCreated') {
    return emptyContext(event.project, at);
  }
  if (!context) {
    throw new Error(`${event.type} before the orchestration was created`);
  }
  return change(context, event, at);
}

/** A new revision of the context, to be taken once per write. */
export function withNextRevision(context: Context, at: string): Context {
  const atlas = bookkeeping(context);
  return { ...context, atlas: { ...atlas, revision: atlas.revision + 1, updated: at } };
}

function emptyContext(project: string, at: string): Context {
  return {
    project_name: project,
    created_date: at,
    last_session: null,
    objectives: [],
    completed_tasks: [],
    active_tasks: [],
    pending_decisions: [],
    key_insights: [],
    spawned_agents: [],
    metrics: {
      total_sessions: 0,
      total_agents_spawned: 0,
      total_tasks_completed: 0,
      total_decisions_made: 0,
    },
    atlas: { schema_version: SCHEMA_VERSION, revision: 0 },
  };
}

type Change = Exclude<AtlasEvent, { type: 'orchestrationCreated' }>;

function change(context: Context, event: Change, at: string): Context {
  switch (event.type) {
    case 'sessionStarted':
      return startSession(context, event.id, event.started);
    case 'sessionContinued':
      return withSession(context, ({ ended: _ended, clean: _clean, ...session }) => session);
    case 'sessionEnded':
      return withSession(context, (session) => ({
        ...session,
        ended: event.ended,
        clean: event.clean,
      }));
    case 'contextSaved':
      return { ...context, atlas: { ...bookkeeping(context), saved: at } };
    case 'objectiveAdded':
      return { ...context, objectives: [...(context.objectives ?? []), event.objective] };
    case 'taskAdded':
      return { ...context, active_tasks: [...(context.active_tasks ?? []), event.task] };
    case 'taskStarted':
      return {
        ...context,
        active_tasks: (context.active_tasks ?? []).map((task) =>
          task.id === event.id ? { ...task, status: 'active', started: at } : task,
        ),
      };
    case 'taskCompleted':
      return completeTask(context, event.id, event.outcome, at);
    case 'insightRecorded':
      return { ...context, key_insights: [...(context.key_insights ?? []), event.text] };
    case 'agentSpawned':
      return {
        ...context,
        spawned_agents: [...(context.spawned_agents ?? []), event.agent],
        metrics: counted(context, 'total_agents_spawned'),
      };
    case 'agentStarted':
      return signalAgent(context, event.id, 'started', { started: at });
    case 'agentReported':
      return signalAgent(context, event.id, 'reported', { report: event.report });
    case 'agentExited':
      return signalAgent(context, event.id, 'exited', {
        ended: at,
        ...(event.exitCode === undefined ? {} : { exit_code: event.exitCode }),
        ...(event.signal === undefined ? {} : { exit_signal: event.signal }),
      });
    case 'agentCouldNotStart':
      return signalAgent(context, event.id, 'couldNotStart', { ended: at, failure: event.reason });
  }
}

function startSession(context: Context, id: string, started: string): Context {
  const atlas = bookkeeping(context);
  // A context from an older script knows the name of its last session and nothing more.
  const before = atlas.session ?? (context.last_session ? { id: context.last_session } : undefined);
  return {
    ...context,
    last_session: id,
    metrics: counted(context, 'total_sessions'),
    atlas: {
      ...atlas,
      session: { id, started },
      ...(before ? { previous_session: before } : {}),
    },
  };
}

function withSession(context: Context, update: (session: Session) => Session): Context {
  const atlas = bookkeeping(context);
  if (!atlas.session) {
    return context;
  }
  return { ...context, atlas: { ...atlas, session: update(atlas.session) } };
}

function completeTask(context: Context, id: string, outcome: string, at: string): Context {
  const task = (context.active_tasks ?? []).find((candidate) => candidate.id === id);
  if (!task) {
    return context;
  }
  const { id: _id, description, ...rest } = task;
  const completed = { id, description, ...rest, status: 'completed', outcome, completed: at };
  return {
    ...context,
    completed_tasks: [...(context.completed_tasks ?? []), completed],
    active_tasks: (context.active_tasks ?? []).filter((candidate) => candidate.id !== id),
    metrics: counted(context, 'total_tasks_completed'),
  };
}

function signalAgent(
  context: Context,
  id: string,
  signal: AgentSignal,
  fields: Partial<Agent>,
): Context {
  return {
    ...context,
    spawned_agents: (context.spawned_agents ?? []).map((agent) =>
      agent.id === id
        ? { ...agent, status: nextAgentState(agentState(agent), signal), ...fields }
        : agent,
    ),
  };
}

function counted(
  context: Context,
  counter: 'total_sessions' | 'total_agents_spawned' | 'total_tasks_completed',
): Metrics {
  return { ...context.metrics, [counter]: (context.metrics?.[counter] ?? 0) + 1 };
}

function bookkeeping(context: Context): Bookkeeping {
  return context.atlas ?? { schema_version: SCHEMA_VERSION, revision: 0 };
}
