import * as z from 'zod';
import { AtlasError } from '../errors';
import { agentState } from '../model/agentStates';
import { indexOf } from '../model/contextIndex';
import { findAgent, taskState } from '../model/lookup';
import { operation, text } from '../operation';
import { isUnstarted } from '../queries/agentStanding';

const input = z.strictObject({
  agent: text,
  /** The profile to launch it through, where it is not the one it was planned with. */
  profile: text.optional(),
});

/**
 * Takes a mission up that was planned, or whose agent never began: it is about to be launched. Its task
 * becomes active. One that is spawned already stays as it is.
 * @throws AtlasError agentNotFound, agentAlreadyStarted, agentCancelled
 */
export const launchAgent = operation('launchAgent', input, (context, { agent: typed, profile }) => {
  const agent = findAgent(context, typed);
  const state = agentState(agent);
  if (state === 'cancelled') {
    throw new AtlasError('agentCancelled', { id: agent.id, reason: agent.failure ?? '' });
  }
  const neverBegan = state === 'failed' && isUnstarted(agent);
  if (state !== 'planned' && state !== 'spawned' && !neverBegan) {
    const started = agent.started ?? agent.report?.reported ?? agent.spawned ?? '';
    throw new AtlasError('agentAlreadyStarted', { id: agent.id, started });
  }
  const task = agent.task === undefined ? undefined : indexOf(context).find('task', agent.task);
  const starts = task !== undefined && taskState(context, task) === 'pending';
  const changes = state !== 'spawned' || (profile !== undefined && profile !== agent.profile);
  const launched = {
    type: 'agentLaunched',
    id: agent.id,
    ...(profile === undefined ? {} : { profile }),
  } as const;
  return {
    events: [
      ...(changes ? [launched] : []),
      ...(starts ? ([{ type: 'taskStarted', id: task.id }] as const) : []),
    ],
    result: (after) => findAgent(after, agent.id),
  };
});
