import { AtlasError } from '../errors';
import { applyChanges } from '../changes/applyChanges';
import { diffContexts } from '../changes/diffContexts';
import { agentAfter } from './agentFold';
import { agentState, nextAgentState, type AgentSignal } from './agentStates';
import {
  SCHEMA_VERSION,
  type Agent,
  type Context,
  type Decision,
  type Outcome,
  type Session,
} from './context';
import { append, bookkeeping, count, counted, grown, replace } from './contextDraft';
import { inheritIndex } from './inheritIndex';
import { indexOf, presentIndex } from './contextIndex';
import type { AtlasEvent } from './events';
import { changeDependencies, moveToObjective } from './taskLinks';
import { closeTask, completeTask, reopenTask } from './taskMoves';
import { putAt } from './taskOrder';

/**
 * Folds one event into the context. Pure: the given context is not changed. Keys keep their order and
 * unknown keys stay, so that the file's differences are as small as the change.
 *
 * @param at when the event was recorded, ISO 8601 in UTC
 */
export function applyEvent(context: Context | undefined, event: AtlasEvent, at: string): Context {
  if (context && (event.type === 'contextEdited' || event.type === 'journalMended')) {
    // Changes leave the context as it is that they are made to, and find their way by its index.
    return ownCopy(applyChanges(context, event.changes));
  }
  return foldEvent(context && ownCopy(context), event, at);
}

/** A context of one's own to fold events into: its lists are new, its items are shared. */
export function ownCopy(context: Context): Context {
  const copy = { ...context };
  for (const [key, value] of Object.entries(copy)) {
    if (Array.isArray(value)) {
      Object.defineProperty(copy, key, { value: [...(value as unknown[])] });
    }
  }
  if (copy.atlas) {
    copy.atlas = {
      ...copy.atlas,
      ...(copy.atlas.closed_tasks ? { closed_tasks: [...copy.atlas.closed_tasks] } : {}),
      ...(copy.atlas.decisions_made ? { decisions_made: [...copy.atlas.decisions_made] } : {}),
    };
  }
  return copy;
}

/**
 * The same in place: the context's lists are changed, its items replaced, and its index kept up to
 * date, at a cost that does not depend on how many there are. Returns the context to go on with.
 */
export function foldEvent(context: Context | undefined, event: AtlasEvent, at: string): Context {
  if (event.type === 'orchestrationCreated') {
    // A second beginning comes from a branch that was begun on its own; its items follow as events.
    return context ?? emptyContext(event.project, at);
  }
  if (event.type === 'contextAdopted') {
    return context ? taken(context, event.context) : ownCopy(event.context);
  }
  if (!context) {
    throw new Error(`${event.type} before the orchestration was created`);
  }
  return change(context, event, at);
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

/** What another context has and this one lacks; two branches may have adopted one and the same. */
function taken(context: Context, other: Context): Context {
  const additions = diffContexts(context, other).filter((found) => found.op === 'add');
  const insights = new Set(context.key_insights ?? []);
  const learnt = (other.key_insights ?? []).filter((insight) => !insights.has(insight));
  const grown = applyChanges(context, additions);
  return learnt.length > 0
    ? { ...grown, key_insights: [...(grown.key_insights ?? []), ...learnt] }
    : grown;
}

type Change = Exclude<AtlasEvent, { type: 'orchestrationCreated' | 'contextAdopted' }>;

function change(context: Context, event: Change, at: string): Context {
  switch (event.type) {
    case 'contextEdited':
    case 'journalMended': {
      const edited = ownCopy(applyChanges(context, event.changes));
      inheritIndex(context, edited, event.changes);
      return edited;
    }
    case 'contextImported': {
      const imported = ownCopy(applyChanges(context, event.changes));
      const atlas = bookkeeping(imported);
      imported.atlas = { ...atlas, imports: [...(atlas.imports ?? []), event.record] };
      return imported;
    }
    case 'contextMigrated':
      context.atlas = { ...bookkeeping(context), schema_version: event.to };
      return context;
    case 'snapshotImported':
    case 'branchesMerged':
    case 'insightPromoted':
      // History only: the context has no place for it.
      return context;
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
      context.atlas = { ...bookkeeping(context), saved: at };
      return context;
    case 'objectiveAdded':
      return append(context, 'objective', 'objectives', event.objective);
    case 'objectiveClosed':
      return replace(context, 'objective', event.id, ({ closed: _closed, ...objective }) => ({
        ...objective,
        status: event.status,
        ...(event.status === 'active' ? {} : { closed: at }),
        ...(event.reason === undefined ? {} : { reason: event.reason }),
      }));
    case 'taskAdded':
      return append(context, 'task', 'active_tasks', event.task);
    case 'taskStarted':
      if (indexOf(context).listOf(event.id) !== 'active_tasks') {
        // Another branch has finished it meanwhile.
        return context;
      }
      return replace(context, 'task', event.id, (task) => ({
        ...task,
        status: 'active',
        started: at,
      }));
    case 'taskCompleted':
      return completeTask(context, event.id, event.outcome, at);
    case 'taskFailed':
      return closeTask(context, event.id, { status: 'failed', outcome: event.reason, closed: at });
    case 'taskCancelled':
      return closeTask(context, event.id, {
        status: 'cancelled',
        outcome: event.reason,
        closed: at,
      });
    case 'taskReopened':
      return reopenTask(context, event.id, event.reason, at);
    case 'itemEdited':
      return replace(context, event.kind, event.id, (item) => ({
        ...item,
        description: event.description,
      }));
    case 'dependenciesChanged':
      return changeDependencies(context, event);
    case 'taskPrioritised':
      return replace(context, 'task', event.id, (task) => ({ ...task, priority: event.priority }));
    case 'taskMoved':
      return moveToObjective(context, event);
    case 'taskOrdered':
      return replace(context, 'task', event.id, (task) => putAt(task, event.place));
    case 'decisionRaised':
      return raiseDecision(context, event.decision);
    case 'decisionEdited':
      return editDecision(context, event);
    case 'decisionMade':
      return makeDecision(context, event, at);
    case 'decisionJudged':
      return judgeDecision(context, event, at);
    case 'insightRecorded':
      context.key_insights = grown(context.key_insights, event.text);
      return context;
    case 'insightEdited':
      return editInsight(context, event);
    case 'agentSpawned':
      append(context, 'agent', 'spawned_agents', event.agent);
      return count(context, 'agent', 'total_agents_spawned');
    case 'agentLaunched':
    case 'agentStarted':
    case 'agentSignalled':
    case 'agentSessionKnown':
    case 'agentTimeboxed':
    case 'agentTimedOut':
    case 'agentCancelled':
    case 'agentReported':
    case 'agentChecked':
      return replace(context, 'agent', event.id, (agent) => agentAfter(agent, event, at));
    case 'agentVerified':
      return signalAgent(context, event.id, event.verification.accepted ? 'accepted' : 'rejected', {
        verification: event.verification,
      });
    case 'agentExited':
      return signalAgent(context, event.id, 'exited', {
        ended: at,
        ...(event.exitCode === undefined ? {} : { exit_code: event.exitCode }),
        ...(event.signal === undefined ? {} : { exit_signal: event.signal }),
      });
    case 'agentCouldNotStart':
      return signalAgent(context, event.id, 'couldNotStart', { ended: at, failure: event.reason });
    case 'agentLost':
      return signalAgent(context, event.id, 'vanished', {
        ended: at,
        ...(event.left === undefined ? {} : { failure: event.left }),
      });
    default:
      // A newer Atlas has written it: folding the rest without it would give something that never was.
      throw new AtlasError('journalNewer', { type: (event as AtlasEvent).type });
  }
}

function startSession(context: Context, id: string, started: string): Context {
  const atlas = bookkeeping(context);
  // A context from an older script knows the name of its last session and nothing more.
  const before = atlas.session ?? (context.last_session ? { id: context.last_session } : undefined);
  context.last_session = id;
  context.metrics = counted(context, 'total_sessions');
  context.atlas = {
    ...atlas,
    session: { id, started },
    ...(before ? { previous_session: before } : {}),
  };
  return context;
}

function withSession(context: Context, update: (session: Session) => Session): Context {
  const atlas = bookkeeping(context);
  if (atlas.session) {
    context.atlas = { ...atlas, session: update(atlas.session) };
  }
  return context;
}

function raiseDecision(context: Context, decision: Decision): Context {
  if (!indexOf(context).find('decision', decision.id)) {
    context.pending_decisions = grown<unknown>(context.pending_decisions, decision);
    presentIndex(context)?.put('decision', decision);
  }
  return context;
}

/** One that another branch has decided meanwhile stays as it was decided. */
function editDecision(
  context: Context,
  { id, question, options, evidence }: Extract<AtlasEvent, { type: 'decisionEdited' }>,
): Context {
  const before = indexOf(context).find('decision', id);
  const pending = context.pending_decisions;
  const place = before ? (pending?.indexOf(before) ?? -1) : -1;
  if (pending && before && place >= 0) {
    const edited: Decision = {
      ...before,
      ...(question === undefined ? {} : { question }),
      ...(options === undefined ? {} : { options: [...options] }),
      ...(evidence === undefined ? {} : { evidence: [...evidence] }),
    };
    pending[place] = edited;
    presentIndex(context)?.put('decision', edited);
    if (before.agent !== undefined) {
      askOtherwise(context, before.agent, before.question, edited.question);
    }
  }
  return context;
}

/** The agent that asked waits for the same answer: what it waits for is known by its words. */
function askOtherwise(context: Context, agent: string, before: string, now: string): void {
  replace(context, 'agent', agent, (asker) =>
    asker.waits_for?.about === before
      ? { ...asker, waits_for: { ...asker.waits_for, about: now } }
      : asker,
  );
}

/** Another branch may have said it in other words before: those stay. */
function editInsight(
  context: Context,
  { before, text }: Extract<AtlasEvent, { type: 'insightEdited' }>,
): Context {
  const place = context.key_insights?.indexOf(before) ?? -1;
  if (context.key_insights && place >= 0) {
    context.key_insights[place] = text;
  }
  return context;
}

function makeDecision(
  context: Context,
  { id, choice, rationale }: Extract<AtlasEvent, { type: 'decisionMade' }>,
  at: string,
): Context {
  const pending = indexOf(context).find('decision', id);
  const place = context.pending_decisions?.indexOf(pending) ?? -1;
  if (!pending || place < 0) {
    return context;
  }
  context.pending_decisions?.splice(place, 1);
  const made = { ...pending, choice, rationale, made: at };
  const atlas = bookkeeping(context);
  context.atlas = { ...atlas, decisions_made: grown(atlas.decisions_made, made) };
  presentIndex(context)?.put('decision', made);
  return count(context, 'decision', 'total_decisions_made');
}

function judgeDecision(
  context: Context,
  { id, good, note }: Extract<AtlasEvent, { type: 'decisionJudged' }>,
  at: string,
): Context {
  const before = indexOf(context).find('decision', id);
  const made = context.atlas?.decisions_made;
  const place = before ? (made?.indexOf(before) ?? -1) : -1;
  if (made && before && place >= 0) {
    const outcome: Outcome = { good, judged: at, ...(note === undefined ? {} : { note }) };
    const judged = { ...before, outcome };
    made[place] = judged;
    presentIndex(context)?.put('decision', judged);
  }
  return context;
}

function signalAgent(
  context: Context,
  id: string,
  signal: AgentSignal,
  fields: Partial<Agent>,
): Context {
  return replace(context, 'agent', id, ({ waits_for: _over, turn_ended: _turn, ...agent }) => ({
    ...agent,
    status: nextAgentState(agentState(agent), signal),
    ...fields,
  }));
}
