import * as z from 'zod';
import { agentState, isAtWork } from '../model/agentStates';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const stage = z.strictObject({
  agent: text,
  /** `warned` at 80% of the timebox, `over` when it is. */
  stage: z.enum(['warned', 'over']),
});

/**
 * Records that an agent's timebox is nearly over, or over. An agent that has reported or ended meanwhile
 * is left as it is.
 * @throws AtlasError agentNotFound
 */
export const noteTimebox = operation('noteTimebox', stage, (context, input) => {
  const agent = findAgent(context, input.agent);
  const noted = input.stage === 'warned' ? agent.timebox_warned : agent.timebox_over;
  const due = isAtWork(agentState(agent)) && noted === undefined;
  return {
    events: due ? [{ type: 'agentTimeboxed', id: agent.id, stage: input.stage }] : [],
    result: (after) => findAgent(after, agent.id),
  };
});

/**
 * Records that an agent is ended because its timebox and the grace after it are over.
 * @throws AtlasError agentNotFound
 */
export const timeOutAgent = operation(
  'timeOutAgent',
  z.strictObject({
    agent: text,
    /** What there was by then, in a sentence. */
    left: text,
  }),
  (context, { agent: typed, left }) => {
    const agent = findAgent(context, typed);
    return {
      events: isAtWork(agentState(agent)) ? [{ type: 'agentTimedOut', id: agent.id, left }] : [],
      result: (after) => findAgent(after, agent.id),
    };
  },
);
