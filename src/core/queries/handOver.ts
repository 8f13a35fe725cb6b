import type { Agent, Context, Decision, Task } from '../model/context';
import { insightsIn } from '../model/insights';
import { indexOf } from '../model/contextIndex';
import { dependsOn } from '../model/taskStates';

/** What an agent is told of what is known already. */
export interface HandedOver {
  readonly decisions: readonly Decision[];
  /** Agents whose reports it builds on. */
  readonly reports: readonly Agent[];
  readonly insights: readonly string[];
}

const MOST_DECISIONS = 8;
const MOST_REPORTS = 8;
const MOST_INSIGHTS = 8;

export interface HandOverFor {
  readonly task: Task | undefined;
  readonly mission: string;
  /** An agent whose work it is about, whatever its task. */
  readonly about?: Agent | undefined;
  /** Ids of agents whose reports are not handed over, such as its own. */
  readonly without?: readonly (string | undefined)[];
}

/**
 * What of the context a mission needs: the decisions about its task, its objective and the tasks it
 * depends on; the last report of each of those tasks, and of its own; the insights that share most words
 * with it, and the latest ones. A few of each: a mission that tells everything is not read.
 */
export function handOver(
  context: Context,
  { task, mission, about, without = [] }: HandOverFor,
): HandedOver {
  const tasks = task ? [task.id, ...dependsOn(task)] : [];
  const decisions = (context.atlas?.decisions_made ?? []).filter(
    (decision) =>
      (decision.task !== undefined && tasks.includes(decision.task)) ||
      (decision.objective !== undefined && decision.objective === task?.objective),
  );
  const reports = [
    ...new Set([...tasks.flatMap((id) => lastReported(context, id)), ...(about ? [about] : [])]),
  ];
  const words = [mission, task?.description, objectiveOf(context, task)].join(' ');
  return {
    decisions: decisions.slice(-MOST_DECISIONS),
    reports: reports.filter(({ id }) => !without.includes(id)).slice(0, MOST_REPORTS),
    insights: relevantInsights(context, words),
  };
}

function objectiveOf(context: Context, task: Task | undefined): string {
  const id = task?.objective;
  return id === undefined ? '' : (indexOf(context).find('objective', id)?.description ?? '');
}

function lastReported(context: Context, task: string): Agent[] {
  const last = context.spawned_agents?.findLast((agent) => agent.task === task && agent.report);
  return last ? [last] : [];
}

/** Words that say nothing of what a text is about. */
const SHORTEST_WORD = 4;

function relevantInsights(context: Context, text: string): string[] {
  const wanted = wordsOf(text);
  const scored = insightsIn(context).map(({ number, text: words }) => ({
    number,
    words,
    shared: [...wordsOf(words)].filter((word) => wanted.has(word)).length,
  }));
  const chosen = scored
    .sort((one, other) => other.shared - one.shared || other.number - one.number)
    .slice(0, MOST_INSIGHTS);
  return chosen.sort((one, other) => one.number - other.number).map(({ words }) => words);
}

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD));
}
