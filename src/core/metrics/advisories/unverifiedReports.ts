import { agentState } from '../../model/agentStates';
import { isCompleted } from '../../model/lookup';
import { isRejected } from '../../queries/agentStanding';
import type { MetricSource } from '../metric';
import { moment } from '../numbers';
import { isTypable, type Advisory } from './advisory';

/** So many reports at once, or fewer when the oldest of them has been waiting for longer than a day. */
const MANY = 5;
const SOME = 3;
const LONG_MS = 24 * 60 * 60_000;

/**
 * Unverified reports piling up: agents reported, and nobody looked whether it is what was asked for. Reports
 * of reviewers, and those of tasks that are completed, wait for nobody.
 */
export function unverifiedReports({ context, now }: MetricSource): Advisory | undefined {
  const waiting = (context.spawned_agents ?? [])
    .filter(
      (agent) =>
        agentState(agent) === 'reported' &&
        !isRejected(agent) &&
        agent.reviews === undefined &&
        !(agent.task !== undefined && isCompleted(context, agent.task)),
    )
    .map(({ id, report }) => ({ id, since: moment(report?.reported) ?? now }))
    .sort((one, other) => one.since - other.since);
  const [oldest] = waiting;
  const isPile =
    oldest && (waiting.length >= MANY || (waiting.length >= SOME && now - oldest.since > LONG_MS));
  if (!isPile) {
    return undefined;
  }
  const typed = isTypable(oldest.id) ? `atlas verify ${oldest.id}` : 'atlas list agents';
  return {
    kind: 'unverifiedReports',
    count: waiting.length,
    evidence: waiting.map(({ id }) => ({ kind: 'agent', id })),
    action: { act: 'verifyReport', item: oldest.id, typed },
  };
}
