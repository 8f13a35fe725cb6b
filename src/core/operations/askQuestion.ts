import * as z from 'zod';
import { agentState, isAtWork } from '../model/agentStates';
import { findAgent, findDecision, nextId } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the agent that asks. */
  agent: text,
  question: text,
  /** What there is to choose from. */
  options: z.array(text).default([]),
});

/**
 * Raises a decision on behalf of an agent that cannot go on by itself; until it is made, the agent waits
 * for a person.
 * @throws AtlasError agentNotFound
 */
export const askQuestion = operation('askQuestion', input, (context, values, { now }) => {
  const agent = findAgent(context, values.agent);
  const { question, options } = values;
  const id = nextId(context, 'decision');
  const decision = {
    id,
    question,
    ...(options.length > 0 ? { options } : {}),
    ...(agent.task === undefined ? {} : { task: agent.task }),
    agent: agent.id,
    raised: now,
  };
  const waits = isAtWork(agentState(agent));
  return {
    events: [
      { type: 'decisionRaised', decision },
      ...(waits
        ? ([
            {
              type: 'agentSignalled',
              id: agent.id,
              signal: 'needsInput',
              about: question,
            },
          ] as const)
        : []),
    ],
    result: (after) => findDecision(after, id),
  };
});
