import type { TrendPoint } from './metric';

/** So many weeks a trend goes back, the current one included. */
const TREND_WEEKS = 12;

const DAY_MS = 24 * 60 * 60_000;
export const WEEK_MS = 7 * DAY_MS;

/** 1970-01-05 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** When the week of a moment begins: Monday, 0:00 UTC, in ms. */
export function weekStart(ms: number): number {
  return ms - ((((ms - FIRST_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);
}

/** The weeks of a trend, the earliest first, each by its beginning in ms. */
export function trendWeeks(now: number): number[] {
  const last = weekStart(now);
  return Array.from({ length: TREND_WEEKS }, (_, at) => last - (TREND_WEEKS - 1 - at) * WEEK_MS);
}

export function weekName(start: number): string {
  return new Date(start).toISOString().slice(0, 10);
}

/**
 * A value for each of the last weeks, of what belongs into it.
 * @param at when a thing counts, in ms; what has no moment counts in no week
 * @param value of the things of one week, of which there is at least one
 */
export function weekly<T>(
  now: number,
  things: readonly T[],
  at: (thing: T) => number | undefined,
  value: (things: readonly T[]) => number | null,
): TrendPoint[] {
  const weeks = trendWeeks(now);
  const byWeek = new Map(weeks.map((start) => [start, [] as T[]]));
  for (const thing of things) {
    const ms = at(thing);
    if (ms !== undefined) {
      byWeek.get(weekStart(ms))?.push(thing);
    }
  }
  return weeks.map((start) => {
    const found = byWeek.get(start) ?? [];
    return {
      week: weekName(start),
      value: found.length === 0 ? null : value(found),
      counted: found.length,
    };
  });
}
