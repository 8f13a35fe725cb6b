import type { ItemList } from '../changes/contextChange';
import type { JournalRecord } from '../journal/record';
import { agentState, type AgentState } from '../model/agentStates';
import type { Agent, Context, Decision, Task } from '../model/context';
import { tasksIn } from '../model/contextIndex';
import { decisionsIn } from '../model/decisions';
import type { AtlasEvent } from '../model/events';
import { isCompleted } from '../model/lookup';
import type { Slices } from '../slices';
import { dependsOn, openTaskState } from '../model/taskStates';
import { isRejected } from './agentStanding';
import { editOf, mergeOf, type BranchMerge, type ForeignEdit } from './foreignChanges';
import { countEvents, type EventCounts } from './happenings';
import { rememberingInsights, type RememberedInsight } from './rememberedInsights';
import { TouchedByHand } from './touchedByHand';

/** A task that became ready, and the completed tasks it had waited for. */
export type ReadyTask = Task & { readonly waited_for: readonly string[] };

/** What happened after a moment: each item in the state it is in now, and in one place only. */
export interface BriefingNews {
  readonly finished: readonly Task[];
  /** Failed or cancelled; the outcome says why. */
  readonly givenUp: readonly Task[];
  /** Their reports wait to be verified. */
  readonly reported: readonly Agent[];
  readonly verified: readonly Agent[];
  readonly rejected: readonly Agent[];
  /** Lost, timed out, ended without a report, or could not start. */
  readonly withoutReport: readonly Agent[];
  /** Raised and still to be decided. */
  readonly raised: readonly Decision[];
  readonly decided: readonly Decision[];
  readonly ready: readonly ReadyTask[];
  readonly learnt: readonly RememberedInsight[];
  readonly edits: readonly ForeignEdit[];
  readonly merges: readonly BranchMerge[];
  /** What else happened, in counts. */
  readonly others: EventCounts;
}

/**
 * @param records the history, at least from `since` on
 * @param since ISO 8601; null: everything there ever was
 */
export function* briefingNews(
  context: Context,
  records: readonly JournalRecord[],
  since: string | null,
): Slices<BriefingNews> {
  const after = isAfter(since);
  const recent = records.filter(({ time }) => after(time));
  yield;
  const byHand = new TouchedByHand(recent);
  const isNewIn = (list: ItemList, id: string, time: string | undefined): boolean =>
    after(time) || byHand.entered(list, id);

  const finished = tasksIn(context, 'completed_tasks').filter((task) =>
    isNewIn('completed_tasks', task.id, task.completed),
  );
  yield;
  const givenUp = tasksIn(context, 'closed_tasks').filter((task) =>
    isNewIn('closed_tasks', task.id, task.closed),
  );
  yield;
  const ofAgents = newsOfAgents(
    context,
    (agent, field, time) => after(time) || byHand.set(agent, field),
  );
  const ofDecisions = newsOfDecisions(context, isNewIn);
  yield;
  const ready = yield* readyNow(context, finished);
  yield;
  const insights = yield* rememberingInsights(context, recent);
  const learnt = insights.filter(({ time }) => after(time));
  yield;
  const edits = recent.flatMap(({ event, time }) => editOf(event, time));
  const merges = recent.flatMap(({ event, time }) => mergeOf(event, time, context));
  yield;
  const others = otherCounts(recent);
  return { finished, givenUp, ...ofAgents, ...ofDecisions, ready, learnt, edits, merges, others };
}

/** As Atlas writes moments: these sort as they are written, and need not be read one by one. */
const WRITTEN_BY_ATLAS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isAfter(since: string | null): (time: string | null | undefined) => boolean {
  if (since === null) {
    return () => true;
  }
  const from = Date.parse(since);
  const written = WRITTEN_BY_ATLAS.test(since);
  return (time) =>
    written && time?.length === since.length && WRITTEN_BY_ATLAS.test(time)
      ? time > since
      : Date.parse(time ?? '') > from;
}

const LISTS = [
  'finished',
  'givenUp',
  'reported',
  'verified',
  'rejected',
  'withoutReport',
  'raised',
  'decided',
  'ready',
  'learnt',
  'edits',
  'merges',
] as const satisfies readonly (keyof BriefingNews)[];

/** Whether nothing happened at all. */
export function isQuiet(news: BriefingNews): boolean {
  return LISTS.every((list) => news[list].length === 0) && Object.keys(news.others).length === 0;
}

type NewsOfAgents = Pick<BriefingNews, 'reported' | 'verified' | 'rejected' | 'withoutReport'>;

/** Agents in other states are no news. */
const PARTS: Partial<Record<AgentState, keyof NewsOfAgents>> = {
  reported: 'reported',
  verified: 'verified',
  exited_without_report: 'withoutReport',
  timed_out: 'withoutReport',
  failed: 'withoutReport',
  lost: 'withoutReport',
};

function newsOfAgents(
  context: Context,
  isNew: (agent: Agent, field: string, time: string | undefined) => boolean,
): NewsOfAgents {
  const news: Record<keyof NewsOfAgents, Agent[]> = {
    reported: [],
    verified: [],
    rejected: [],
    withoutReport: [],
  };
  for (const agent of context.spawned_agents ?? []) {
    const part = PARTS[agentState(agent)];
    if (part === 'reported') {
      const { report, verification } = agent;
      if (!isRejected(agent) && isNew(agent, 'report', report?.reported)) {
        news.reported.push(agent);
      } else if (isRejected(agent) && isNew(agent, 'verification', verification?.verified)) {
        news.rejected.push(agent);
      }
    } else if (part === 'verified' && isNew(agent, 'verification', agent.verification?.verified)) {
      news.verified.push(agent);
    } else if (part === 'withoutReport' && isNew(agent, 'ended', agent.ended)) {
      news.withoutReport.push(agent);
    }
  }
  return news;
}

function newsOfDecisions(
  context: Context,
  isNewIn: (list: ItemList, id: string, time: string | undefined) => boolean,
): Pick<BriefingNews, 'raised' | 'decided'> {
  const decisions = decisionsIn(context);
  const made = new Set(context.atlas?.decisions_made);
  return {
    raised: decisions.filter(
      (decision) =>
        !made.has(decision) && isNewIn('pending_decisions', decision.id, decision.raised),
    ),
    decided: decisions.filter(
      (decision) => made.has(decision) && isNewIn('decisions_made', decision.id, decision.made),
    ),
  };
}

/** Pending tasks of which the last one they waited for was completed after they were added. */
function* readyNow(context: Context, finished: readonly Task[]): Slices<ReadyTask[]> {
  const completed = new Map(finished.map((task) => [task.id, task.completed]));
  yield;
  return (context.active_tasks ?? []).flatMap((task) => {
    const waitedFor = dependsOn(task);
    const ready =
      openTaskState(task) === 'pending' &&
      waitedFor.some((id) => completed.has(id) && !isBefore(completed.get(id), task.created)) &&
      waitedFor.every((id) => isCompleted(context, id));
    return ready ? [{ ...task, waited_for: waitedFor }] : [];
  });
}

function isBefore(one: string | undefined, other: string | undefined): boolean {
  return Date.parse(one ?? '') < Date.parse(other ?? '');
}

/** Events that have no part of their own in the news, and are worth a word. */
const OTHERS = [
  'objectiveAdded',
  'objectiveClosed',
  'taskAdded',
  'taskStarted',
  'taskReopened',
  'itemEdited',
  'decisionEdited',
  'insightEdited',
  'dependenciesChanged',
  'taskPrioritised',
  'taskMoved',
  'taskOrdered',
  'agentSpawned',
  'agentStarted',
  'insightPromoted',
  'snapshotImported',
] as const satisfies readonly AtlasEvent['type'][];

function otherCounts(records: readonly JournalRecord[]): EventCounts {
  const counts = countEvents(records);
  return Object.fromEntries(
    OTHERS.flatMap((type) => (counts[type] === undefined ? [] : [[type, counts[type]]])),
  );
}
