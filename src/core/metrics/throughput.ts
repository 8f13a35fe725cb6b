import type { MetricSource } from './metric';
import { moment } from './numbers';
import { trendWeeks, weekName, weekStart } from './weeks';

/** What was done in a week. */
export interface WeekOfWork {
  /** The Monday on which it begins, in UTC: `2026-03-02`. */
  readonly week: string;
  /** Tasks that were completed in it, and stayed so. */
  readonly completed: number;
  /** Agents that reported in it, each by its last report. */
  readonly reported: number;
}

/** How much was done in each of the last weeks, the earliest first; a week without work is there with zeros. */
export function throughput({ context, tasks, now }: MetricSource): WeekOfWork[] {
  const weeks = new Map(trendWeeks(now).map((start) => [start, { completed: 0, reported: 0 }]));
  const count = (at: number | undefined, what: 'completed' | 'reported'): void => {
    const week = at === undefined ? undefined : weeks.get(weekStart(at));
    if (week) {
      week[what] += 1;
    }
  };
  for (const { state, at } of tasks.finished) {
    if (state === 'completed') {
      count(at, 'completed');
    }
  }
  for (const { report } of context.spawned_agents ?? []) {
    count(moment(report?.reported), 'reported');
  }
  return [...weeks].map(([start, done]) => ({ week: weekName(start), ...done }));
}
