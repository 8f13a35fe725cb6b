/**
 * What is known of an agent, and how each signal changes it. The agent's own report outranks the end
 * of its process: a process that exited 0 has not reported, and a report stays one when the process
 * ends afterwards.
 */
export const AGENT_STATES = [
  'spawned',
  'running',
  'reported',
  'exited_without_report',
  'failed',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export type AgentSignal = 'started' | 'reported' | 'exited' | 'couldNotStart';

const TABLE: Record<AgentState, Record<AgentSignal, AgentState>> = {
  spawned: {
    started: 'running',
    reported: 'reported',
    exited: 'exited_without_report',
    couldNotStart: 'failed',
  },
  running: {
    started: 'running',
    reported: 'reported',
    exited: 'exited_without_report',
    couldNotStart: 'failed',
  },
  reported: {
    started: 'reported',
    reported: 'reported',
    exited: 'reported',
    couldNotStart: 'reported',
  },
  exited_without_report: {
    started: 'running',
    reported: 'reported',
    exited: 'exited_without_report',
    couldNotStart: 'failed',
  },
  failed: {
    started: 'running',
    reported: 'reported',
    exited: 'failed',
    couldNotStart: 'failed',
  },
};

export function nextAgentState(state: AgentState, signal: AgentSignal): AgentState {
  return TABLE[state][signal];
}

/** The state of an agent as stored; older contexts recorded only that it was spawned. */
export function agentState(agent: { status?: string | undefined }): AgentState {
  return AGENT_STATES.find((state) => state === agent.status) ?? 'spawned';
}
