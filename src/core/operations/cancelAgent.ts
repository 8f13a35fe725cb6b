import * as z from 'zod';
import { AtlasError } from '../errors';
import { agentState, nextAgentState } from '../model/agentStates';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  agent: text,
  /** Why it is given up. */
  reason: text.default('Cancelled'),
});

/**
 * Gives an agent up: nobody waits for its report any more. Ending its process is the surface's part.
 * @throws AtlasError agentNotFound, agentReported (what was reported is accepted or rejected)
 */
export const cancelAgent = operation('cancelAgent', input, (context, { agent: typed, reason }) => {
  const agent = findAgent(context, typed);
  const state = agentState(agent);
  if (state !== 'cancelled' && nextAgentState(state, 'cancelled') !== 'cancelled') {
    throw new AtlasError('agentReported', { id: agent.id });
  }
  return {
    events: state === 'cancelled' ? [] : [{ type: 'agentCancelled', id: agent.id, reason }],
    result: (after) => findAgent(after, agent.id),
  };
});
