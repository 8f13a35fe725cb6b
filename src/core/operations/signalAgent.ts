import * as z from 'zod';
import { agentState, nextAgentState } from '../model/agentStates';
import type { AtlasEvent } from '../model/events';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  agent: text,
  /** Left out where only the conversation's id is told. */
  signal: z.enum(['needsInput', 'working', 'turnEnded']).optional(),
  /** What it waits for, in words. */
  about: text.optional(),
  /** Id of the conversation in the agent's own program, to go on with it later. */
  cliSession: text.optional(),
});

/**
 * Records what a hook of the agent's program says of it. A signal that changes nothing records nothing:
 * hooks come with every tool an agent uses.
 * @throws AtlasError agentNotFound
 */
export const signalAgent = operation('signalAgent', input, (context, values) => {
  const agent = findAgent(context, values.agent);
  const { signal, about, cliSession } = values;
  const state = agentState(agent);
  const events: AtlasEvent[] = [];
  if (cliSession !== undefined && cliSession !== agent.cli_session) {
    events.push({ type: 'agentSessionKnown', id: agent.id, cliSession });
  }
  const next = signal === undefined ? state : nextAgentState(state, signal);
  const waitsForMore =
    next === 'needs_input' && about !== undefined && about !== agent.waits_for?.about;
  if (signal !== undefined && (next !== state || waitsForMore)) {
    events.push({
      type: 'agentSignalled',
      id: agent.id,
      signal,
      ...(about === undefined ? {} : { about }),
    });
  }
  return { events, result: (after) => findAgent(after, agent.id) };
});
