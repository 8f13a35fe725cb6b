import type { Atlas } from '../core/atlas';
import { agentState, isAtWork } from '../core/model/agentStates';
import type { Agent, Context } from '../core/model/context';
import { noteLostAgents } from '../core/operations/noteLostAgents';
import { endFamily, type LeftBehind } from './agentFamily';
import { familyOfRun, forgetRun, isRunnerGone, recordedAgents } from './agentRun';
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
  return abandonedAgents(folder, context)
    .filter((agent) => isAtWork(agentState(agent)))
    .map(({ id }) => id);
}

/**
 * Records which agents are lost, and ends what their runners left behind, as closing their terminals would
 * have: a program that nobody can talk to any more, and that goes on in a folder where another one may be
 * sent, is what nobody expects of an agent that is lost. The same for agents that had reported.
 */
export async function recordLostAgents(
  door: Pick<Atlas, 'run' | 'read'>,
  folder: OrchestrationFolder,
): Promise<void> {
  const abandoned = door.read((context) => abandonedAgents(folder, context)) ?? [];
  const ended = await Promise.all(abandoned.map((agent) => endWhatIsLeft(folder, agent)));
  const over = ended.flatMap((each) => each ?? []);
  const lost = over.filter(({ agent }) => isAtWork(agentState(agent)));
  if (lost.length > 0) {
    await door.run(noteLostAgents, {
      agents: lost.map(({ agent }) => agent.id),
      left: Object.fromEntries(
        lost.flatMap(({ agent, words }) => (words ? [[agent.id, words]] : [])),
      ),
    });
  }
  for (const { agent } of over) {
    // It may have been sent again meanwhile: that record is another one's.
    if (isRunnerGone(folder, agent)) {
      forgetRun(folder, agent.id);
    }
  }
}

function abandonedAgents(folder: OrchestrationFolder, context: Context): Agent[] {
  return recordedAgents(folder, context.spawned_agents ?? []).filter((agent) =>
    isRunnerGone(folder, agent),
  );
}

/** Undefined where the agent is not over: it is we who are a process of it. */
async function endWhatIsLeft(
  folder: OrchestrationFolder,
  agent: Agent,
): Promise<{ readonly agent: Agent; readonly words: string | undefined } | undefined> {
  const family = familyOfRun(folder, agent.id);
  const left = family === undefined ? NOTHING : await endFamily(family);
  return left && { agent, words: leftWords(left) };
}

const NOTHING: LeftBehind = { found: 0, remain: 0 };

function leftWords({ found, remain }: LeftBehind): string | undefined {
  if (found === 0) {
    return undefined;
  }
  const [what, were] =
    found === 1 ? ['1 process of it', 'was'] : [`${found} processes of it`, 'were'];
  const but = remain === 0 ? '' : `; ${remain} of them could not be`;
  return `its runner was killed; ${what} that ${were} still there ${were} ended${but}`;
}
