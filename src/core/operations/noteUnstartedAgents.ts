import * as z from 'zod';
import { isUnstarted } from '../queries/agentStanding';
import type { Agent } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Ids of agents that nobody is going to start any more. */
  agents: z.array(text),
  /** What became of whoever was to start them. */
  reason: text,
});

/**
 * Records that agents could not start, because whoever was to start them is gone. Whoever looked did so
 * before the state was fresh: an agent that has begun or reported meanwhile is left as it is.
 */
export const noteUnstartedAgents = operation(
  'noteUnstartedAgents',
  input,
  (context, { agents, reason }) => {
    const waiting = [...new Set(agents)].filter((id) => {
      const agent = indexOf(context).find('agent', id);
      return agent?.status === 'spawned' && isUnstarted(agent);
    });
    return {
      events: waiting.map((id) => ({ type: 'agentCouldNotStart', id, reason })),
      result: (after): Agent[] => waiting.map((id) => findAgent(after, id)),
    };
  },
);
