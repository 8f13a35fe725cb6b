import type { Agent, Task } from '../../model/context';
import { agentState } from '../../model/agentStates';
import { groupBy } from '../../model/groupBy';
import type { MetricSource } from '../metric';
import { isTypable, type Advisory } from './advisory';

/** More than these on one task, as the process puts it. */
const MOST = 3;

/**
 * Too many agents on a task: more than three were spawned for a task that is still open; it is probably
 * several tasks. Reviewers, planned and cancelled agents do not count.
 */
export function tooManyAgents({ context }: MetricSource): Advisory | undefined {
  const agents = groupBy((context.spawned_agents ?? []).filter(counts), ({ task }) => task);
  const crowded = (context.active_tasks ?? [])
    .map((task) => ({ task, agents: agents.get(task.id)?.length ?? 0 }))
    .filter((each) => each.agents > MOST)
    .sort((one, other) => other.agents - one.agents);
  const [first] = crowded;
  return first
    ? {
        kind: 'tooManyAgents',
        count: crowded.length,
        evidence: crowded.map(({ task }) => ({ kind: 'task', id: task.id })),
        action: split(first.task),
      }
    : undefined;
}

function counts(agent: Agent): boolean {
  return (
    agent.task !== undefined &&
    agent.reviews === undefined &&
    !['planned', 'cancelled'].includes(agentState(agent))
  );
}

/** Another task beside it, for a part of the work. */
function split({ objective }: Task): Advisory['action'] {
  return isTypable(objective)
    ? { act: 'addTask', item: objective, typed: `atlas task "…" --objective ${objective}` }
    : { act: 'addTask', item: null, typed: 'atlas task "…"' };
}
