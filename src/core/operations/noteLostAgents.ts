import * as z from 'zod';
import { agentState, isAtWork } from '../model/agentStates';
import type { Agent } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Ids of agents whose runner was found to be gone. */
  agents: z.array(text),
  /** What each of them had left behind, and what came of that, by id. */
  left: z.record(text, text).default({}),
});

/**
 * Records that agents are lost: their processes are gone, and nobody saw them end. Whoever looked did
 * so before the state was fresh: an agent that has ended or reported meanwhile is left as it is.
 */
export const noteLostAgents = operation('noteLostAgents', input, (context, { agents, left }) => {
  const lost = [...new Set(agents)].filter((id) => {
    const agent = indexOf(context).find('agent', id);
    return agent !== undefined && isAtWork(agentState(agent));
  });
  return {
    events: lost.map((id) => {
      const behind = left[id];
      return { type: 'agentLost', id, ...(behind === undefined ? {} : { left: behind }) };
    }),
    result: (after): Agent[] => lost.map((id) => findAgent(after, id)),
  };
});
