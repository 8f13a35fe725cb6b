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
  const spawned = lastSpawned(context);
  return (context.spawned_agents ?? []).filter((agent) => {
    const state = agentState(agent);
    const settled = agent.task !== undefined && isCompleted(context, agent.task);
    if (settled || !WAITING.has(state)) {
      return false;
    }
    const isOver = endedWithoutReport(state) || isRejected(agent);
    const next = Math.max(
      spawned.after.get(agent.id) ?? -Infinity,
      (agent.task === undefined ? undefined : spawned.to.get(agent.task)) ?? -Infinity,
    );
    return !(isOver && (next > endOf(agent) || isGivenUp(context, agent)));
  });
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

/** When an agent was last sent to each task, and after each other agent, in ms. */
function lastSpawned(context: Context): {
  readonly to: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
} {
  const last = { to: new Map<string, number>(), after: new Map<string, number>() };
  const note = (times: Map<string, number>, id: string | undefined, at: number): void => {
    if (id !== undefined && at > (times.get(id) ?? -Infinity)) {
      times.set(id, at);
    }
  };
  for (const { task, follows, spawned } of context.spawned_agents ?? []) {
    const at = Date.parse(spawned ?? '');
    note(last.to, task, at);
    note(last.after, follows, at);
  }
  return last;
}
