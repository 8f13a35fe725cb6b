import * as z from 'zod';
import { missionDocument } from '../documents/mission';
import { missionPath } from '../documents/paths';
import type { Agent, Caps, Context, Task } from '../model/context';
import { parseCriterion } from '../model/criteria';
import { findCriterion } from '../model/findCriterion';
import { findAgent, nextId } from '../model/lookup';
import { findOpenTask } from '../model/openTask';
import { openTaskState } from '../model/taskStates';
import { operation, text } from '../operation';
import { missionFacts } from '../queries/missionFacts';

const input = z.strictObject({
  /** researcher, analyst, developer (the default), reviewer, executor, advisor, lead, or the user's own. */
  type: text.optional(),
  /** What the agent is asked. */
  mission: text,
  /** Id of the task the mission serves. */
  task: text.optional(),
  /** Each as people write it; see criteria.ts for those that a program can check. */
  successCriteria: z.array(text).default([]),
  /** What has to come back, beside the report itself. */
  outputRequirements: z.array(text).default([]),
  timeboxMinutes: z.number().positive().optional(),
  /** What the mission may use up at most. */
  caps: z
    .strictObject({
      turns: z.number().int().positive().optional(),
      cost: z.number().positive().optional(),
    })
    .optional(),
  /** Name of the profile the agent is launched through. */
  profile: text.optional(),
  /** The git branch it works on, in a worktree of its own. */
  worktree: z.boolean().default(false),
  /** Only plan it: it is launched later. */
  planned: z.boolean().default(false),
  /** Id of the agent whose report is to be reviewed, and the criterion that is judged by it. */
  reviews: text.optional(),
  reviewsCriterion: text.optional(),
  /**
   * Id of an agent whose rejected or missing report this one is to do better. What is not said anew (type,
   * task, criteria, requirements, limits) is as it was for that one.
   */
  follows: text.optional(),
});

/** A mission before anything of it has happened. */
export interface DraftedMission {
  readonly agent: Agent;
  /** The task it serves. */
  readonly task: Task | undefined;
  /** What its mission.md says. */
  readonly document: string;
}

/**
 * The mission that `spawnAgent` would write at this moment, for people to read before they say yes.
 * @throws AtlasError as `spawnAgent`
 */
export function draftMission(
  context: Context,
  values: z.output<typeof input>,
  now: string,
): DraftedMission {
  const follows = values.follows === undefined ? undefined : findAgent(context, values.follows);
  const reviews = values.reviews === undefined ? undefined : findAgent(context, values.reviews);
  const served = values.task ?? follows?.task;
  const task = served === undefined ? undefined : findOpenTask(context, served);
  const session = context.last_session;
  const id = nextId(context, 'agent');
  const criteria = values.successCriteria.map((criterion) => parseCriterion(criterion).text);
  const timebox = values.timeboxMinutes ?? follows?.timebox_minutes;
  const agent: Agent = {
    id,
    type: values.type ?? follows?.type ?? 'developer',
    mission: values.mission,
    spawned: now,
    status: values.planned ? 'planned' : 'spawned',
    ...(task ? { task: task.id } : {}),
    ...listed('success_criteria', criteria, follows),
    ...listed('output_requirements', values.outputRequirements, follows),
    ...(timebox ? { timebox_minutes: timebox } : {}),
    ...capped(values.caps ?? follows?.caps),
    ...(values.profile ? { profile: values.profile } : {}),
    ...(values.worktree ? { branch: branchOf(id) } : {}),
    ...(reviews ? { reviews: reviews.id } : {}),
    ...(reviews && values.reviewsCriterion !== undefined
      ? { reviews_criterion: findCriterion(reviews, values.reviewsCriterion, 'spawnAgent') }
      : {}),
    ...(follows ? { follows: follows.id } : {}),
    ...(session ? { session } : {}),
  };
  return { agent, task, document: missionDocument(context, agent, missionFacts(context, agent)) };
}

/**
 * Writes an agent's mission and records that it was spawned (Phase 3, Agent Orchestration). Launching
 * it is the surface's part. A pending task becomes active, unless the agent is only planned.
 * @throws AtlasError taskNotFound, taskAlreadyCompleted, taskClosed, agentNotFound, inputInvalid (a
 *   criterion that looks like a check and cannot be checked, or one to review that is not there)
 */
export const spawnAgent = operation('spawnAgent', input, (context, values, { now }) => {
  const { agent, task, document } = draftMission(context, values, now);
  const starts = task && !values.planned && openTaskState(task) === 'pending';
  return {
    events: [
      { type: 'agentSpawned', agent },
      ...(starts ? ([{ type: 'taskStarted', id: task.id }] as const) : []),
    ],
    documents: [{ path: missionPath(agent.id), text: document, mode: 'create' }],
    result: (after) => findAgent(after, agent.id),
  };
});

function capped({ turns, cost }: Caps = {}): Partial<Agent> {
  const caps = { ...(turns ? { turns } : {}), ...(cost ? { cost } : {}) };
  return Object.keys(caps).length > 0 ? { caps } : {};
}

/** What was said anew, or else what was said to the agent before. */
function listed(
  key: 'success_criteria' | 'output_requirements',
  texts: readonly string[],
  before: Agent | undefined,
): Partial<Agent> {
  const said = texts.length > 0 ? texts : (before?.[key] ?? []);
  return said.length > 0 ? { [key]: [...said] } : {};
}

/** `AGENT_0007` works on `atlas/agent-0007`. */
function branchOf(agent: string): string {
  return `atlas/${agent.toLowerCase().replaceAll('_', '-')}`;
}
