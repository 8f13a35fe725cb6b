import { agentState } from '../../model/agentStates';
import type { MetricSource } from '../metric';
import { moment } from '../numbers';
import { RECENT_MS, type Advisory } from './advisory';
import { spawnForTask } from './readyTask';

/** So many agents that were spawned in the last week. */
const FEWEST = 2;

/**
 * Missions without criteria: agents were spawned without a word on how to tell that they succeeded, so their
 * reports can only be believed. Reviewers, whose criterion is the one they judge, and cancelled agents do
 * not count.
 */
export function missionsWithoutCriteria({ context, now }: MetricSource): Advisory | undefined {
  const vague = (context.spawned_agents ?? []).filter(
    (agent) =>
      (agent.success_criteria ?? []).length === 0 &&
      agent.reviews === undefined &&
      agentState(agent) !== 'cancelled' &&
      now - (moment(agent.spawned) ?? -Infinity) <= RECENT_MS,
  );
  if (vague.length < FEWEST) {
    return undefined;
  }
  const { act, item, typed } = spawnForTask(context);
  return {
    kind: 'missionsWithoutCriteria',
    count: vague.length,
    evidence: vague.toReversed().map(({ id }) => ({ kind: 'agent', id })),
    action: { act, item, typed: `${typed} --criterion "…"` },
  };
}
