import type { Atlas } from '../../core/atlas';
import { missionPath } from '../../core/documents/paths';
import type { HookNews } from '../../core/launch/hookSignals';
import { reportReminder } from '../../core/launch/prompts';
import { agentState, isAtWork } from '../../core/model/agentStates';
import { signalAgent } from '../../core/operations/signalAgent';
import type { OrchestrationFolder } from '../orchestrationFolder';
import { readMark, takeMark, writeMark } from './agentMarks';

/**
 * Records what an agent's program tells of itself. It tells something with every tool the agent uses, so
 * what was said already does not touch the journal.
 * @param open opens the orchestration, which may cost time
 * @returns whether the agent is at work, as far as is known
 */
export async function takeNews(
  folder: OrchestrationFolder,
  agent: string,
  { signal, about, cliSession }: HookNews,
  open: () => Atlas,
): Promise<boolean> {
  const said = JSON.stringify([signal, about, cliSession]);
  if ((signal ?? cliSession) === undefined || readMark(folder, agent, 'signal') === said) {
    return true;
  }
  const values = {
    agent,
    ...(signal === undefined ? {} : { signal }),
    ...(about === undefined ? {} : { about }),
    ...(cliSession === undefined ? {} : { cliSession }),
  };
  const state = agentState(await open().run(signalAgent, values));
  if (signal !== undefined) {
    writeMark(folder, agent, 'signal', said);
  }
  return isAtWork(state);
}

/**
 * What there is to be said to an agent at work, and is said with that: what was left for it, or the
 * reminder of the report it owes when it ends its turn.
 */
export function takeWords(
  folder: OrchestrationFolder,
  agent: string,
  { signal, remind }: { readonly signal: HookNews['signal']; readonly remind: boolean },
): string | undefined {
  return (
    takeMark(folder, agent, 'words') ??
    (signal === 'turnEnded' && remind ? reminder(folder, agent) : undefined)
  );
}

/** Once in a run: whoever says again that it waits for a person is believed. */
function reminder(folder: OrchestrationFolder, agent: string): string | undefined {
  if (readMark(folder, agent, 'reminded') !== undefined) {
    return undefined;
  }
  writeMark(folder, agent, 'reminded', '');
  return reportReminder(folder.shown(folder.document(missionPath(agent))));
}
