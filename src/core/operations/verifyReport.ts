import * as z from 'zod';
import { AtlasError } from '../errors';
import { agentState } from '../model/agentStates';
import type { Agent } from '../model/context';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';
import { criteriaOf } from '../queries/criteriaOf';

const input = z
  .strictObject({
    /** Id of the agent whose report was checked. */
    agent: text,
    accepted: z.boolean(),
    /** What the check showed; of a rejection, why. */
    note: text.optional(),
    /** Accept it although a check failed, or was not made; the note says why. */
    despite: z.boolean().default(false),
  })
  .refine(({ accepted, note }) => accepted || note !== undefined, {
    path: ['note'],
    error: 'must say why the report is rejected',
  })
  .refine(({ despite, note }) => !despite || note !== undefined, {
    path: ['note'],
    error: 'must say why the report is accepted all the same',
  });

/**
 * Records whether the work behind an agent's report was found to be what was asked for. Its task stays
 * as it is: completing it is an act of its own.
 * @throws AtlasError agentNotFound, agentNotReported, criteriaOpen (accepting it although a criterion was
 *   found not to hold, or a program or a reviewer has not judged it)
 */
export const verifyReport = operation('verifyReport', input, (context, values, { now }) => {
  const agent = findAgent(context, values.agent);
  const state = agentState(agent);
  if (state !== 'reported' && state !== 'verified') {
    throw new AtlasError('agentNotReported', { id: agent.id });
  }
  const open = values.accepted && !values.despite ? openCriteria(agent) : [];
  if (open.length > 0) {
    throw new AtlasError('criteriaOpen', { id: agent.id, criteria: open.join('; ') });
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

/** Criteria that were found not to hold, and those that somebody else than who accepts still has to judge. */
function openCriteria(agent: Agent): string[] {
  return criteriaOf(agent)
    .filter(({ criterion, check }) =>
      check === undefined ? criterion.kind !== 'person' : !check.passed,
    )
    .map(({ criterion, check }) => `${criterion.text} (${check ? 'failed' : 'not checked'})`);
}
