import { agentState, isAtWork } from '../core/model/agentStates';
import type { Context } from '../core/model/context';
import { isRunnerGone } from './agentRun';
import type { OrchestrationFolder } from './orchestrationFolder';

/**
 * Ids of agents that are on record as at work and whose runner is known to be gone: it was killed, or
 * the machine went down.
 *
 * Known is only what a runner of this machine left behind: while its agent runs there is a record with
 * its pid and its start time, and it takes the record away after it has recorded the end. Without a
 * record (a runner on another machine that shares the repository, a chat, an agent started by hand,
 * records deleted), with one of another host or of another start, or with one that cannot be read,
 * nothing is known, and the agent is not declared lost. So a runner that was killed in the instant between recording the
 * start and leaving its record behind goes unnoticed; better that than to declare a living agent lost.
 */
export function lostAgents(folder: OrchestrationFolder, context: Context): string[] {
  return (context.spawned_agents ?? [])
    .filter((agent) => isAtWork(agentState(agent)) && isRunnerGone(folder, agent))
    .map(({ id }) => id);
}
