import * as z from 'zod';
import { AtlasError } from '../errors';
import { agentState } from '../model/agentStates';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const input = z
  .strictObject({
    /** Id of the agent whose report was checked. */
    agent: text,
    accepted: z.boolean(),
    /** What the check showed; of a rejection, why. */
    note: text.optional(),
  })
  .refine(({ accepted, note }) => accepted || note !== undefined, {
    path: ['note'],
    error: 'must say why the report is rejected',
  });

/**
 * Records whether the work behind an agent's report was found to be what was asked for. Its task stays
 * as it is: completing it is an act of its own.
 * @throws AtlasError agentNotFound, agentNotReported
 */
export const verifyReport = operation('verifyReport', input, (context, values, { now }) => {
  const agent = findAgent(context, values.agent);
  const state = agentState(agent);
  if (state !== 'reported' && state !== 'verified') {
    throw new AtlasError('agentNotReported', { id: agent.id });
  }
  const verification = {
    accepted: values.accepted,
    verified: now,
    ...(values.note === undefined ? {} : { note: values.note }),
  };
  return {
    events: [{ type: 'agentVerified', id: agent.id, verification }],
    result: (after) => findAgent(after, agent.id),
  };
});
