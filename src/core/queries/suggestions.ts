import { agentState, isAtWork } from '../model/agentStates';
import type { Agent, Context, Objective, Task } from '../model/context';
import { pendingDecisions } from '../model/decisions';
import { groupBy } from '../model/groupBy';
import { isCompleted } from '../model/lookup';
import { priorityRank } from '../model/priorities';
import { dependsOn, openTaskState } from '../model/taskStates';
import { AT_ONCE, type Slices } from '../slices';
import { isRejected } from './agentStanding';

/** Something to do next. */
export interface Suggestion {
  readonly act:
    | 'decide'
    | 'answer'
    | 'lookAfter'
    | 'sendAnother'
    | 'hurry'
    | 'verify'
    | 'complete'
    | 'goOn'
    | 'start'
    | 'conclude'
    | 'addTask'
    | 'addObjective';
  /** Id of what it is about; null where something is to be added. */
  readonly item: string | null;
  /** What the item says. */
  readonly about: string;
  /** What does it on the command line; `…` is for one's own words. Null where the id cannot be typed. */
  readonly command: string | null;
}

const MOST = 5;

/**
 * What to do next, the most urgent first: what only a person can decide, what went wrong, what came
 * back, what can go on, and what there is to plan.
 * @param waiting see waitingAgents
 */
export function* suggestions(
  context: Context,
  waiting: readonly Agent[],
  now: string,
): Slices<Suggestion[]> {
  const found = [
    ...urgent(pendingDecisions(context), ({ id, question }) =>
      suggest('decide', id, question, typed`atlas decide ${id} "…"`),
    ),
    ...ofAgents(context, waiting, now),
  ];
  yield;
  if (found.length < MOST) {
    found.push(...(yield* ofTasks(context)));
  }
  yield;
  if (found.length < MOST) {
    found.push(...ofObjectives(context));
  }
  return found.slice(0, MOST);
}

/** No more of one kind can be among the first of all. */
function urgent<T>(items: readonly T[], suggestionOf: (item: T) => Suggestion): Suggestion[] {
  return items.slice(0, MOST).map(suggestionOf);
}

function suggest(
  act: Suggestion['act'],
  item: string | null,
  about: string,
  command: string | null,
): Suggestion {
  return { act, item, about, command };
}

/** The words of a command with ids in them. Those of other tools may hold what a shell takes for its own. */
function typed(words: TemplateStringsArray, ...ids: string[]): string | null {
  return ids.every((id) => /^\w[\w.-]*$/.test(id)) ? String.raw({ raw: words }, ...ids) : null;
}

function ofAgents(context: Context, waiting: readonly Agent[], now: string): Suggestion[] {
  const reports = waiting.filter((agent) => agentState(agent) === 'reported');
  const asking = waiting.filter((agent) => agentState(agent) === 'needs_input');
  const withoutReport = waiting.filter(
    (agent) => !['reported', 'needs_input'].includes(agentState(agent)),
  );
  const late = (context.spawned_agents ?? []).filter((agent) => isLate(agent, now));
  const unverified = reports.filter((agent) => !isRejected(agent));
  return [
    ...urgent(asking, ({ id, waits_for: waitsFor, mission }) =>
      suggest('answer', id, waitsFor?.about ?? mission, typed`atlas show ${id}`),
    ),
    ...urgent(withoutReport, ({ id, failure, mission }) =>
      suggest('lookAfter', id, failure ?? mission, typed`atlas show ${id}`),
    ),
    ...urgent(late, ({ id, mission }) => suggest('hurry', id, mission, typed`atlas show ${id}`)),
    ...urgent(reports.filter(isRejected), ({ id, verification, mission }) =>
      suggest(
        'sendAnother',
        id,
        verification?.note ?? mission,
        typed`atlas spawn "…" --follows ${id}`,
      ),
    ),
    ...urgent(unverified, ({ id, report }) =>
      suggest('verify', id, report?.summary ?? '', typed`atlas verify ${id}`),
    ),
  ];
}

/** It has been running for longer than it was given. */
function isLate(agent: Agent, now: string): boolean {
  const { started, timebox_minutes: minutes } = agent;
  return (
    isAtWork(agentState(agent)) &&
    minutes !== undefined &&
    Date.parse(started ?? '') + minutes * 60_000 < Date.parse(now)
  );
}

function* ofTasks(context: Context): Slices<Suggestion[]> {
  const agents = groupBy(context.spawned_agents ?? [], ({ task }) => task);
  const verified: Task[] = [];
  const idle: Task[] = [];
  const ready: Task[] = [];
  for (const [index, task] of (context.active_tasks ?? []).entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) {
      yield;
    }
    const states = (agents.get(task.id) ?? []).map(agentState);
    if (openTaskState(task) === 'pending') {
      if (dependsOn(task).every((before) => isCompleted(context, before))) {
        ready.push(task);
      }
    } else if (states.length === 0) {
      idle.push(task);
    } else if (states.every((state) => state === 'verified')) {
      verified.push(task);
    }
  }
  ready.sort((one, other) => priorityRank(one) - priorityRank(other));
  return [
    ...urgent(verified, ({ id, description }) =>
      suggest('complete', id, description, typed`atlas complete ${id} "…"`),
    ),
    ...urgent(idle, ({ id, description }) =>
      suggest('goOn', id, description, typed`atlas spawn "…" --task ${id}`),
    ),
    ...urgent(ready, ({ id, description }) =>
      suggest('start', id, description, typed`atlas start ${id}`),
    ),
  ];
}

function ofObjectives(context: Context): Suggestion[] {
  const active = (context.objectives ?? []).filter(({ status = 'active' }) => status === 'active');
  const open = context.active_tasks ?? [];
  if (active.length === 0 && open.length === 0) {
    return [suggest('addObjective', null, '', 'atlas objective "…"')];
  }
  const busy = new Set(open.map(({ objective }) => objective));
  if (busy.has(undefined)) {
    // Older contexts do not say what a task serves: it may be any of them.
    return [];
  }
  const begun = new Set(context.completed_tasks?.map(({ objective }) => objective));
  return urgent(
    active.filter(({ id }) => !busy.has(id)),
    (objective) => ofIdleObjective(objective, begun.has(objective.id)),
  );
}

/** None of its tasks is left to do. */
function ofIdleObjective({ id, description }: Objective, begun: boolean): Suggestion {
  return begun
    ? suggest('conclude', id, description, typed`atlas show ${id}`)
    : suggest('addTask', id, description, typed`atlas task "…" --objective ${id}`);
}
