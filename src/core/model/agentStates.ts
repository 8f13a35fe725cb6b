/**
 * What is known of an agent, and how each signal changes it. Signals are ranked: the agent's own report
 * outranks what a hook says of its turn, and that outranks the end of its process. A process that exited
 * 0 has not reported, a turn that ended is no finished mission, and a report stays one when the process
 * ends afterwards. A report is verified by somebody; a new report has to be verified anew. What a person
 * cancelled stays cancelled until a person takes it up again.
 */
export const AGENT_STATES = [
  'planned',
  'spawned',
  'running',
  'needs_input',
  'turn_ended',
  'reported',
  'verified',
  'exited_without_report',
  'timed_out',
  'cancelled',
  'failed',
  'lost',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export const AGENT_SIGNALS = [
  /** A mission that was planned, or could not start before, is to be launched. */
  'launched',
  /** Its process began, for the first time or again. */
  'started',
  /** Its process began again because its report was rejected. */
  'reworked',
  /** It waits for a person: a permission, an answer. */
  'needsInput',
  /** It goes on after it had waited, or after its turn had ended. */
  'working',
  /** It stopped talking; nothing says that it is done. */
  'turnEnded',
  'reported',
  'accepted',
  'rejected',
  'exited',
  'couldNotStart',
  /** Its process is gone, and nobody saw it end. */
  'vanished',
  /** Its timebox and the grace after it were over, and it was ended. */
  'timedOut',
  /** A person gave it up. */
  'cancelled',
] as const;
export type AgentSignal = (typeof AGENT_SIGNALS)[number];

type Row = Partial<Record<AgentSignal, AgentState>>;

/** The same while its process is there, whatever it does. */
const ALIVE: Row = {
  needsInput: 'needs_input',
  working: 'running',
  turnEnded: 'turn_ended',
  reported: 'reported',
  exited: 'exited_without_report',
  couldNotStart: 'failed',
  vanished: 'lost',
  timedOut: 'timed_out',
  cancelled: 'cancelled',
};

/** The same when its process is gone, and no report came: it may be sent again, and may still report. */
const GONE: Row = { started: 'running', reported: 'reported', cancelled: 'cancelled' };

/** Signals that are not named leave the state as it is. */
const TABLE: Record<AgentState, Row> = {
  planned: {
    launched: 'spawned',
    started: 'running',
    reported: 'reported',
    cancelled: 'cancelled',
  },
  spawned: {
    started: 'running',
    reported: 'reported',
    exited: 'exited_without_report',
    couldNotStart: 'failed',
    cancelled: 'cancelled',
  },
  running: ALIVE,
  needs_input: ALIVE,
  turn_ended: ALIVE,
  reported: { accepted: 'verified', reworked: 'running' },
  verified: { reported: 'reported', rejected: 'reported' },
  exited_without_report: { ...GONE, couldNotStart: 'failed' },
  timed_out: { ...GONE, couldNotStart: 'failed' },
  failed: { ...GONE, launched: 'spawned' },
  lost: { ...GONE, exited: 'exited_without_report', couldNotStart: 'failed' },
  cancelled: { started: 'running', reworked: 'running' },
};

export function nextAgentState(state: AgentState, signal: AgentSignal): AgentState {
  return TABLE[state][signal] ?? state;
}

/** The state of an agent as stored; older contexts recorded only that it was spawned. */
export function agentState(agent: { status?: string | undefined }): AgentState {
  return AGENT_STATES.find((state) => state === agent.status) ?? 'spawned';
}

const AT_WORK: ReadonlySet<AgentState> = new Set(['running', 'needs_input', 'turn_ended']);

/** Whether a process, or a chat, of it is there as far as is known, and it has not reported. */
export function isAtWork(state: AgentState): boolean {
  return AT_WORK.has(state);
}

const OVER: ReadonlySet<AgentState> = new Set([
  'exited_without_report',
  'timed_out',
  'failed',
  'lost',
]);

/** Whether it is gone, or never was there, and left no report. */
export function endedWithoutReport(state: AgentState): boolean {
  return OVER.has(state);
}
