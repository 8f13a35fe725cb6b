import { agentState, nextAgentState, type AgentSignal } from './agentStates';
import type { Agent, Check, Waiting } from './context';
import type { AtlasEvent } from './events';

export type AgentEvent = Extract<
  AtlasEvent,
  {
    type:
      | 'agentLaunched'
      | 'agentStarted'
      | 'agentSignalled'
      | 'agentSessionKnown'
      | 'agentTimeboxed'
      | 'agentTimedOut'
      | 'agentCancelled'
      | 'agentReported'
      | 'agentChecked';
  }
>;

/** The agent after an event of its life; its other keys stay as they are. */
export function agentAfter(agent: Agent, event: AgentEvent, at: string): Agent {
  switch (event.type) {
    case 'agentLaunched':
      return launched(agent, event);
    case 'agentStarted':
      return started(agent, event, at);
    case 'agentSignalled':
      return signalled(agent, event, at);
    case 'agentSessionKnown':
      return { ...agent, cli_session: event.cliSession };
    case 'agentTimeboxed':
      return { ...agent, [event.stage === 'warned' ? 'timebox_warned' : 'timebox_over']: at };
    case 'agentTimedOut':
      return withState(agent, 'timedOut', { failure: event.left });
    case 'agentCancelled':
      return withState(agent, 'cancelled', { failure: event.reason });
    case 'agentReported': {
      // What was found of an earlier report says nothing of this one.
      const { verification: _verdict, checks: _checks, ...rest } = agent;
      return withState(rest, 'reported', { report: event.report });
    }
    case 'agentChecked':
      return { ...agent, checks: checksAfter(agent.checks ?? [], event.checks) };
  }
}

/** Why it could not start before is over. */
function launched(
  { ended: _ended, failure: _failure, ...agent }: Agent,
  { profile }: Extract<AgentEvent, { type: 'agentLaunched' }>,
): Agent {
  return withState(agent, 'launched', profile === undefined ? {} : { profile });
}

/** A new run begins: what was known of the end and the timebox of the one before is over. */
function started(
  agent: Agent,
  { purpose, cliSession }: Extract<AgentEvent, { type: 'agentStarted' }>,
  at: string,
): Agent {
  const {
    ended: _ended,
    exit_code: _code,
    exit_signal: _signal,
    failure: _failure,
    timebox_warned: _warned,
    timebox_over: _over,
    ...rest
  } = agent;
  return withState(rest, purpose === 'rework' ? 'reworked' : 'started', {
    runs: (agent.runs ?? (agent.started === undefined ? 0 : 1)) + 1,
    started: at,
    ...(cliSession === undefined ? {} : { cli_session: cliSession }),
  });
}

function signalled(
  agent: Agent,
  { signal, about }: Extract<AgentEvent, { type: 'agentSignalled' }>,
  at: string,
): Agent {
  const after = withState(agent, signal, {});
  switch (agentState(after)) {
    case 'needs_input': {
      const waits: Waiting = { since: at, ...(about === undefined ? {} : { about }) };
      return { ...after, waits_for: waits };
    }
    case 'turn_ended':
      return { ...after, turn_ended: at };
    default:
      return after;
  }
}

function withState(
  { waits_for: _over, turn_ended: _turn, ...agent }: Agent,
  signal: AgentSignal,
  fields: Partial<Agent>,
): Agent {
  return { ...agent, status: nextAgentState(agentState(agent), signal), ...fields };
}

/** The latest finding of each criterion, in the order in which they were first found. */
function checksAfter(before: readonly Check[], found: readonly Check[]): Check[] {
  const latest = new Map(before.map((check) => [check.criterion, check]));
  for (const check of found) {
    latest.set(check.criterion, check);
  }
  return [...latest.values()];
}
