import type { Atlas } from '../core/atlas';
import { missionPath } from '../core/documents/paths';
import { hookAnswer, newsOfHook } from '../core/launch/hookSignals';
import { reportReminder } from '../core/launch/prompts';
import { isAtWork, agentState } from '../core/model/agentStates';
import { signalAgent } from '../core/operations/signalAgent';
import { readMark, takeMark, writeMark } from './launch/agentMarks';
import type { OrchestrationFolder } from './orchestrationFolder';

export interface HookCall {
  /** Id of the agent. */
  readonly agent: string;
  /** What the agent's program wrote to the hook. */
  readonly payload: unknown;
  /** Whether the agent is reminded of its report when its turn ends without one. */
  readonly remind: boolean;
}

/**
 * Takes in what a hook of an agent's program says, and gives back what the program is to be answered;
 * undefined: nothing. Hooks come with every tool an agent uses, so what was said already does not touch
 * the journal.
 * @param open opens the orchestration, which costs time
 */
export async function takeHookCall(
  folder: OrchestrationFolder,
  { agent: id, payload, remind }: HookCall,
  open: () => Atlas,
): Promise<unknown> {
  const event = (payload as { hook_event_name?: unknown } | null)?.hook_event_name;
  const { signal, about, cliSession } = newsOfHook(payload);
  const said = JSON.stringify([signal, about, cliSession]);
  const isNews = (signal ?? cliSession) !== undefined && readMark(folder, id, 'signal') !== said;
  let atWork = true;
  if (isNews) {
    const values = {
      agent: id,
      ...(signal === undefined ? {} : { signal }),
      ...(about === undefined ? {} : { about }),
      ...(cliSession === undefined ? {} : { cliSession }),
    };
    atWork = isAtWork(agentState(await open().run(signalAgent, values)));
    if (signal !== undefined) {
      writeMark(folder, id, 'signal', said);
    }
  }
  if (hookAnswer(event, '') === undefined || !atWork) {
    return undefined;
  }
  const words =
    takeMark(folder, id, 'words') ??
    (signal === 'turnEnded' && remind ? reminder(folder, id) : undefined);
  return words === undefined ? undefined : hookAnswer(event, words);
}

/** Once in a run: whoever says again that it waits for a person is believed. */
function reminder(folder: OrchestrationFolder, id: string): string | undefined {
  if (readMark(folder, id, 'reminded') !== undefined) {
    return undefined;
  }
  writeMark(folder, id, 'reminded', '');
  return reportReminder(folder.shown(folder.document(missionPath(id))));
}
