import * as z from 'zod';
import { AtlasError } from '../errors';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

/** The life of an agent's process, as its runner sees it. None of these says that a mission is done. */

/**
 * Records that the agent's process was started.
 * @throws AtlasError agentNotFound, agentAlreadyStarted
 */
export const startAgent = operation(
  'startAgent',
  z.strictObject({ agent: text }),
  (context, input) => {
    const agent = findAgent(context, input.agent);
    if (agent.started) {
      throw new AtlasError('agentAlreadyStarted', { id: agent.id, started: agent.started });
    }
    return {
      events: [{ type: 'agentStarted', id: agent.id }],
      result: (after) => findAgent(after, agent.id),
    };
  },
);

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
