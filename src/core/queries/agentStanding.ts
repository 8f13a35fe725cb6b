import { agentState, endedWithoutReport, type AgentState } from '../model/agentStates';
import type { Agent, Context } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { isCompleted } from '../model/lookup';

/** Whether its last report was checked and sent back; one that came after that is to be looked at anew. */
export function isRejected({ report, verification }: Agent): boolean {
  return (
    verification?.accepted === false &&
    !(Date.parse(report?.reported ?? '') > Date.parse(verification.verified))
  );
}

/** Whether its program never began, so that nothing of it is there to go on with. */
export function isUnstarted({ started, report }: Agent): boolean {
  return started === undefined && report === undefined;
}

/**
 * Whether a report is missing: none came since the agent was last started, or since its last one was
 * rejected. Not of one that was only planned, or given up.
 */
export function awaitsReport(agent: Agent): boolean {
  const state = agentState(agent);
  const isMissing =
    !agent.report || Date.parse(agent.report.reported) < Date.parse(reportDueSince(agent));
  return isMissing && state !== 'planned' && state !== 'cancelled';
}

/** From when on a report is a new one: what was written before belongs to an earlier run. */
export function reportDueSince(agent: Agent): string {
  const sent = agent.started ?? agent.spawned ?? '';
  const { verification } = agent;
  return verification?.accepted === false && Date.parse(verification.verified) > Date.parse(sent)
    ? verification.verified
    : sent;
}

/**
 * Agents of which something waits for a person: an answer, a report to verify, a rejected report, or an
 * end without one. Not those whose task is completed, nor those that another agent was sent after; nor,
 * where nothing more comes of them, those whose task was given up.
 */
export function waitingAgents(context: Context): Agent[] {
  const waiting = (context.spawned_agents ?? []).filter(
    (agent) =>
      WAITING.has(agentState(agent)) &&
      !(agent.task !== undefined && isCompleted(context, agent.task)),
  );
  const over = waiting.filter(
    (agent) => endedWithoutReport(agentState(agent)) || isRejected(agent),
  );
  const next = over.length > 0 ? nextSpawned(context, over) : undefined;
  const isDone = new Set(
    over.filter(
      (agent) => (next?.(agent) ?? -Infinity) > endOf(agent) || isGivenUp(context, agent),
    ),
  );
  return waiting.filter((agent) => !isDone.has(agent));
}

const WAITING: ReadonlySet<AgentState> = new Set([
  'needs_input',
  'turn_ended',
  'reported',
  'exited_without_report',
  'timed_out',
  'failed',
  'lost',
]);

/** When it was known that nothing more comes of it, in ms. */
function endOf({ verification, ended }: Agent): number {
  return Date.parse(verification?.verified ?? ended ?? '');
}

function isGivenUp(context: Context, { task }: Agent): boolean {
  return task !== undefined && indexOf(context).listOf(task) === 'closed_tasks';
}

/** When another agent was last sent after each of these, or to its task; in ms, -Infinity where none was. */
function nextSpawned(context: Context, agents: readonly Agent[]): (agent: Agent) => number {
  const after = new Map(agents.map(({ id }) => [id, -Infinity]));
  const to = new Map(agents.map(({ task }) => [task, -Infinity]));
  const note = <K>(times: Map<K, number>, key: K, spawned: string | undefined): void => {
    const known = times.get(key);
    if (known !== undefined) {
      const at = Date.parse(spawned ?? '');
      times.set(key, at > known ? at : known);
    }
  };
  for (const { task, follows, spawned } of context.spawned_agents ?? []) {
    if (task !== undefined) {
      note(to, task, spawned);
    }
    if (follows !== undefined) {
      note(after, follows, spawned);
    }
  }
  return ({ id, task }) => Math.max(after.get(id) ?? -Infinity, to.get(task) ?? -Infinity);
}
