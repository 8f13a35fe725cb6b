import * as z from 'zod';
import { missionDocument } from '../documents/mission';
import { missionPath } from '../documents/paths';
import { findAgent, nextId } from '../model/lookup';
import { findOpenTask } from '../model/openTask';
import { openTaskState } from '../model/taskStates';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** researcher, analyst, developer, reviewer, executor, advisor, lead, or the user's own. */
  type: text.default('developer'),
  /** What the agent is asked. */
  mission: text,
  /** Id of the task the mission serves. */
  task: text.optional(),
  successCriteria: z.array(text).default([]),
  timeboxMinutes: z.number().int().positive().optional(),
  /** Name of the profile the agent is launched through. */
  profile: text.optional(),
});

/**
 * Writes an agent's mission and records that it was spawned (Phase 3, Agent Orchestration). Launching
 * it is the surface's part. A pending task becomes active.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted, taskClosed
 */
export const spawnAgent = operation('spawnAgent', input, (context, values, { now }) => {
  const task = values.task ? findOpenTask(context, values.task) : undefined;
  const session = context.last_session;
  const agent = {
    id: nextId(context, 'agent'),
    type: values.type,
    mission: values.mission,
    spawned: now,
    status: 'spawned',
    ...(task ? { task: task.id } : {}),
    ...(values.successCriteria.length > 0 ? { success_criteria: values.successCriteria } : {}),
    ...(values.timeboxMinutes ? { timebox_minutes: values.timeboxMinutes } : {}),
    ...(values.profile ? { profile: values.profile } : {}),
    ...(session ? { session } : {}),
  };
  const starts = task && openTaskState(task) === 'pending';
  return {
    events: [
      { type: 'agentSpawned', agent },
      ...(starts ? ([{ type: 'taskStarted', id: task.id }] as const) : []),
    ],
    documents: [
      { path: missionPath(agent.id), text: missionDocument(context, agent, task), mode: 'create' },
    ],
    result: (after) => findAgent(after, agent.id),
  };
});
