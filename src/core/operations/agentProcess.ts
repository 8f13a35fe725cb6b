import * as z from 'zod';
import { AtlasError } from '../errors';
import { agentState, isAtWork } from '../model/agentStates';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';
import { isRejected } from '../queries/agentStanding';

/** The life of an agent's process, as its runner sees it. None of these says that a mission is done. */

const start = z.strictObject({
  agent: text,
  /**
   * Which run of the agent this is, counted from 1: whoever starts it a second time with the same number
   * (a terminal that was created anew, another window) is refused. Left out: only a first run.
   */
  run: z.number().int().positive().default(1),
  purpose: z.enum(['goOn', 'report', 'rework']).optional(),
  /** Id of the conversation in the agent's own program, where it is known beforehand. */
  cliSession: text.optional(),
});

/**
 * Records that the agent's process was started.
 * @throws AtlasError agentNotFound, agentAlreadyStarted, agentCancelled
 */
export const startAgent = operation('startAgent', start, (context, input) => {
  const agent = findAgent(context, input.agent);
  const runs = agent.runs ?? (agent.started === undefined ? 0 : 1);
  if (input.run <= runs || (input.run > 1 && isAtWork(agentState(agent)))) {
    throw new AtlasError('agentAlreadyStarted', { id: agent.id, started: agent.started ?? '' });
  }
  // What was given up is only taken up again on purpose; a terminal that comes late has none.
  if (agentState(agent) === 'cancelled' && input.run === 1 && input.purpose === undefined) {
    throw new AtlasError('agentCancelled', { id: agent.id, reason: agent.failure ?? '' });
  }
  const { cliSession } = input;
  const purpose = isRejected(agent) ? 'rework' : input.purpose;
  return {
    events: [
      {
        type: 'agentStarted',
        id: agent.id,
        ...(purpose === undefined ? {} : { purpose }),
        ...(cliSession === undefined ? {} : { cliSession }),
      },
    ],
    result: (after) => findAgent(after, agent.id),
  };
});

/**
 * Records that the agent's process ended.
 * @throws AtlasError agentNotFound
 */
export const endAgent = operation(
  'endAgent',
  z.strictObject({
    agent: text,
    exitCode: z.number().int().optional(),
    signal: text.optional(),
  }),
  (context, { agent: id, exitCode, signal }) => {
    const agent = findAgent(context, id);
    return {
      events: [
        {
          type: 'agentExited',
          id: agent.id,
          ...(exitCode === undefined ? {} : { exitCode }),
          ...(signal === undefined ? {} : { signal }),
        },
      ],
      result: (after) => findAgent(after, agent.id),
    };
  },
);

/**
 * Records that the agent's program could not be started at all.
 * @throws AtlasError agentNotFound
 */
export const failAgentStart = operation(
  'failAgentStart',
  z.strictObject({ agent: text, reason: text }),
  (context, { agent: id, reason }) => {
    const agent = findAgent(context, id);
    return {
      events: [{ type: 'agentCouldNotStart', id: agent.id, reason }],
      result: (after) => findAgent(after, agent.id),
    };
  },
);
