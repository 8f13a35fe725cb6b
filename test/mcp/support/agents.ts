import type { Agent } from '../../../src/core/model/context';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import type { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { contextOf, open } from '../../node/support/open';

/** An agent at work on the open task of the sample, as its runner would have recorded it. */
export async function agentAtWork(folder: OrchestrationFolder): Promise<Agent> {
  const { atlas } = open(folder);
  const mission = { mission: 'Compare three providers', task: '25', timeboxMinutes: 45 };
  const { id } = await atlas.run(spawnAgent, mission);
  return atlas.run(startAgent, { agent: id });
}

export function agentNow(folder: OrchestrationFolder, id: string): Agent | undefined {
  return contextOf(folder).spawned_agents?.find((agent) => agent.id === id);
}

/** Who did what since a moment that was noted by the count of what had happened. */
export function acts(folder: OrchestrationFolder, since = 0): string[] {
  const happened = open(folder).atlas.history().slice(since);
  return happened.map(({ actor, event }) => `${actor} ${event.type}`);
}
