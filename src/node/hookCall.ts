import type { Atlas } from '../core/atlas';
import { hookAnswer, newsOfHook } from '../core/launch/hookSignals';
import { takeNews, takeWords } from './launch/agentNews';
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
 * undefined: nothing.
 * @param open opens the orchestration, which costs time
 */
export async function takeHookCall(
  folder: OrchestrationFolder,
  { agent, payload, remind }: HookCall,
  open: () => Atlas,
): Promise<unknown> {
  const news = newsOfHook(payload);
  const isAtWork = await takeNews(folder, agent, news, open);
  if (hookAnswer(payload, '') === undefined || !isAtWork) {
    return undefined;
  }
  const words = takeWords(folder, agent, { signal: news.signal, remind });
  return words === undefined ? undefined : hookAnswer(payload, words);
}
