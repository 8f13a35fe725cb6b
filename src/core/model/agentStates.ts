/**
 * What is known of an agent, and how each signal changes it. The agent's own report outranks the end
 * of its process: a process that exited 0 has not reported, and a report stays one when the process
 * ends afterwards. A report is verified by somebody; a new report has to be verified anew.
 */
export const AGENT_STATES = [
  'spawned',
  'running',
  'reported',
  'verified',
  'exited_without_report',
  'failed',
  'lost',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export type AgentSignal =
  'started' | 'reported' | 'accepted' | 'rejected' | 'exited' | 'couldNotStart' | 'vanished';

/** Signals that are not named leave the state as it is. */
const TABLE: Record<AgentState, Partial<Record<AgentSignal, AgentState>>> = {
  spawned: {
    started: 'running',
    reported: 'reported',
    exited: 'exited_without_report',
    couldNotStart: 'failed',
  },
  running: {
    reported: 'reported',
    exited: 'exited_without_report',
    couldNotStart: 'failed',
    vanished: 'lost',
  },
  reported: { accepted: 'verified' },
  verified: { reported: 'reported', rejected: 'reported' },
  exited_without_report: { started: 'running', reported: 'reported', couldNotStart: 'failed' },
  failed: { started: 'running', reported: 'reported' },
  lost: { started: 'running', reported: 'reported', exited: 'exited_without_report' },
};

export function nextAgentState(state: AgentState, signal: AgentSignal): AgentState {
  return TABLE[state][signal] ?? state;
}

/** The state of an agent as stored; older contexts recorded only that it was spawned. */
export function agentState(agent: { status?: string | undefined }): AgentState {
  return AGENT_STATES.find((state) => state === agent.status) ?? 'spawned';
}
