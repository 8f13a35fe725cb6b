import type { JournalRecord } from '../journal/record';
import { agentState, isAtWork } from '../model/agentStates';
import type { Agent, Context, Decision, Task } from '../model/context';
import { pendingDecisions } from '../model/decisions';
import type { RepositoryNews } from '../model/repository';
import { openTaskState } from '../model/taskStates';
import { atOnce, type Slices } from '../slices';
import { isRejected, waitingAgents } from './agentStanding';
import { briefingNews, type BriefingNews } from './briefingNews';
import { sessionStatus, type SessionStatus } from './status';
import { suggestions, type Suggestion } from './suggestions';

export interface BriefingFacts {
  /** ISO 8601. */
  readonly now: string;
  /** Until when the person was here before (ISO 8601), see lookBack; null where they never were. */
  readonly since: string | null;
  /** What changed in git meanwhile, where that is known. */
  readonly repository?: RepositoryNews | undefined;
}

/** What a person needs who comes back: what happened, what waits, what goes on, what to do next. */
export interface Briefing extends BriefingNews {
  readonly project: string;
  readonly session: SessionStatus;
  readonly since: string | null;
  /** What waits from before: it is no news, and nobody saw to it. */
  readonly waiting: {
    readonly decisions: readonly (Decision | OddDecision)[];
    readonly reported: readonly Agent[];
    readonly rejected: readonly Agent[];
    readonly withoutReport: readonly Agent[];
  };
  readonly repository?: RepositoryNews;
  readonly active: readonly Task[];
  /** At work, and waiting for nobody. */
  readonly running: readonly Agent[];
  /** The most urgent first, at most five. */
  readonly next: readonly Suggestion[];
}

/** An entry of `pending_decisions` as other tools write them: words, and no id to decide it by. */
export interface OddDecision {
  readonly id: null;
  readonly question: string;
}

/** @param records the history, at least from `since` on */
export function briefing(
  context: Context,
  records: readonly JournalRecord[],
  facts: BriefingFacts,
): Briefing {
  return atOnce(briefingInSlices(context, records, facts));
}

/** The same with places to stop; nobody changes the context meanwhile. */
export function* briefingInSlices(
  context: Context,
  records: readonly JournalRecord[],
  { now, since, repository }: BriefingFacts,
): Slices<Briefing> {
  const news = yield* briefingNews(context, records, since);
  yield;
  const agents = waitingAgents(context);
  yield;
  const waiting = olderWaiting(context, news, agents);
  yield;
  const active = (context.active_tasks ?? []).filter((task) => openTaskState(task) === 'active');
  yield;
  const next = yield* suggestions(context, agents, now);
  yield;
  const waits = new Set(agents);
  const running = (context.spawned_agents ?? []).filter(
    (agent) => isAtWork(agentState(agent)) && !waits.has(agent),
  );
  yield;
  return {
    project: context.project_name,
    session: { ...sessionStatus(context), since },
    since,
    ...news,
    waiting,
    ...(repository ? { repository } : {}),
    active,
    running,
    next,
  };
}

function olderWaiting(
  context: Context,
  news: BriefingNews,
  waiting: readonly Agent[],
): Briefing['waiting'] {
  const told = new Set([...news.reported, ...news.rejected, ...news.withoutReport]);
  const older = waiting.filter((agent) => !told.has(agent));
  const reports = older.filter((agent) => agentState(agent) === 'reported');
  const raised = new Set<unknown>(news.raised);
  const decisions = new Set<unknown>(pendingDecisions(context));
  return {
    decisions: (context.pending_decisions ?? [])
      .filter((decision) => !raised.has(decision))
      .map((decision) =>
        decisions.has(decision)
          ? (decision as Decision)
          : { id: null, question: questionIn(decision) },
      ),
    reported: reports.filter((agent) => !isRejected(agent)),
    rejected: reports.filter(isRejected),
    withoutReport: older.filter((agent) => agentState(agent) !== 'reported'),
  };
}

function questionIn(decision: unknown): string {
  return typeof decision === 'string' ? decision : JSON.stringify(decision);
}
