import { agentState, isAtWork } from '../model/agentStates';
import type { Agent, Context, Decision } from '../model/context';
import { pendingDecisions } from '../model/decisions';
import { isRejected, waitingAgents } from './agentStanding';
import { isSettled } from './objectiveTree';

/** What can wait for a person, the most urgent first. */
export const ATTENTION_KINDS = [
  'needsInput',
  'couldNotStart',
  'lost',
  'timedOut',
  'exitedWithoutReport',
  'overTimebox',
  'turnEnded',
  'escalated',
  'failureReported',
  'toVerify',
  'rejected',
  'decision',
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** One thing that waits for a person. */
export interface Attention {
  readonly kind: AttentionKind;
  /** Of the agent; of the decision where there is no agent that waits for it. */
  readonly id: string;
  /** Since when it waits, ISO 8601; empty where an older context does not say. */
  readonly since: string;
  /** In the words of the agent or of whoever raised it. */
  readonly about: string;
  /** Tells this event from every other one, so that it can be told once. */
  readonly key: string;
  readonly agent?: Agent;
  readonly decision?: Decision;
}

/** A pause this short is none: many programs end a turn and go on by themselves. In ms. */
const PAUSE_MS = 60_000;

/**
 * What waits for a person, the most urgent first, of each kind what has waited longest. Left out is what
 * is settled: agents whose task is completed, and those that another one was sent after.
 */
export function attention(context: Context, now: string): Attention[] {
  const decisions = pendingDecisions(context);
  const agents = new Set([...waitingAgents(context), ...lateAgents(context, now)]);
  const found = [...agents].flatMap((agent) => ofAgent(agent, decisions, now));
  const asked = new Set(found.flatMap(({ decision }) => (decision ? [decision.id] : [])));
  // The question that an agent waits for is one thing, not two.
  const open = decisions.filter(({ id }) => !asked.has(id)).map(ofDecision);
  return [...found, ...open].sort(
    (one, other) => urgency(one) - urgency(other) || compare(one.since, other.since),
  );
}

/** When an agent's timebox is over, ISO 8601; undefined where it has none, or was never started. */
function timeboxEnd(agent: Agent): string | undefined {
  const { started, timebox_minutes: minutes, timebox_over: over } = agent;
  const end = Date.parse(started ?? '') + (minutes ?? NaN) * 60_000;
  return end <= LATEST_MS ? new Date(end).toISOString() : over;
}

/** The latest moment that a date can name, in ms. */
const LATEST_MS = 8.64e15;

/** Whether an agent is at work although its timebox is over. */
export function isLate(agent: Agent, now: string): boolean {
  const end = isAtWork(agentState(agent)) ? timeboxEnd(agent) : undefined;
  return end !== undefined && Date.parse(end) <= Date.parse(now);
}

function lateAgents(context: Context, now: string): Agent[] {
  return (context.spawned_agents ?? []).filter(
    (agent) => isLate(agent, now) && !isSettled(context, agent),
  );
}

function ofAgent(agent: Agent, decisions: readonly Decision[], now: string): Attention[] {
  const of = (kind: AttentionKind, since: string | undefined, about?: string): Attention[] => [
    {
      ...event(kind, agent.id, since ?? agent.started ?? agent.spawned),
      about: about ?? agent.mission,
      agent,
    },
  ];
  switch (agentState(agent)) {
    case 'needs_input':
      return needsInput(agent, decisions);
    case 'failed':
      return of('couldNotStart', agent.ended, agent.failure);
    case 'lost':
      return of('lost', agent.ended, agent.failure);
    case 'timed_out':
      // Its process ends a little later: that is no second event.
      return of('timedOut', agent.timebox_over ?? agent.ended, agent.failure);
    case 'exited_without_report':
      return of('exitedWithoutReport', agent.ended);
    case 'reported':
      return reported(agent);
    case 'running':
      return of('overTimebox', timeboxEnd(agent));
    case 'turn_ended':
      if (isLate(agent, now)) {
        return of('overTimebox', timeboxEnd(agent));
      }
      return hasPaused(agent, now) ? of('turnEnded', agent.turn_ended) : [];
    default:
      return [];
  }
}

function needsInput(agent: Agent, decisions: readonly Decision[]): Attention[] {
  const { since, about } = agent.waits_for ?? {};
  const decision = decisions.find(
    (each) => each.agent === agent.id && about !== undefined && each.question === about,
  );
  return [
    {
      ...event('needsInput', agent.id, since ?? agent.started),
      about: about ?? '',
      agent,
      ...(decision ? { decision } : {}),
    },
  ];
}

function reported(agent: Agent): Attention[] {
  const { report, verification } = agent;
  if (isRejected(agent)) {
    const about = verification?.note ?? report?.summary ?? '';
    return [{ ...event('rejected', agent.id, verification?.verified), about, agent }];
  }
  if (agent.reviews !== undefined && agent.reviews_criterion !== undefined) {
    // A review is looked at where it judges: in the report of the agent that was reviewed.
    return [];
  }
  const kind =
    report?.status === 'escalated'
      ? 'escalated'
      : report?.status === 'failure'
        ? 'failureReported'
        : 'toVerify';
  return [{ ...event(kind, agent.id, report?.reported), about: report?.summary ?? '', agent }];
}

function ofDecision(decision: Decision): Attention {
  const { id, raised, question } = decision;
  return { ...event('decision', id, raised), about: question, decision };
}

function hasPaused({ turn_ended: ended }: Agent, now: string): boolean {
  return !(Date.parse(now) - Date.parse(ended ?? '') < PAUSE_MS);
}

function event(
  kind: AttentionKind,
  id: string,
  since = '',
): Pick<Attention, 'kind' | 'id' | 'since' | 'key'> {
  return { kind, id, since, key: `${id} ${kind} ${since}` };
}

function urgency({ kind }: Attention): number {
  return ATTENTION_KINDS.indexOf(kind);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
