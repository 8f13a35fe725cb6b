import { indexOf } from '../model/contextIndex';
import type { MetricSource } from './metric';
import { workOf, type Work } from './runLog';

/** More stretches than these are not drawn: the last ones are. */
const RUNS_SHOWN = 200;

/** One stretch of an agent's work, and the lane it is drawn in. */
export interface TimelineRun {
  readonly agent: string;
  readonly type: string;
  readonly task: string | null;
  /** ISO 8601 in UTC. */
  readonly start: string;
  readonly end: string;
  readonly how: Work['how'];
  /** Runs in one lane do not overlap; as many lanes as agents ran at once, at most. */
  readonly lane: number;
}

export interface Timeline {
  readonly lanes: number;
  /** By their start, the earliest first. */
  readonly runs: readonly TimelineRun[];
  /** Earlier stretches that are left out. */
  readonly left: number;
}

/** When each agent ran, and waited for nobody: what ran at the same time lies one above the other. */
export function timeline({ context, facts, now }: MetricSource): Timeline {
  const all = facts.work
    .runs({ context, now })
    .flatMap(workOf)
    .sort((one, other) => one.start - other.start || one.end - other.end);
  const shown = all.slice(-RUNS_SHOWN);
  const index = indexOf(context);
  const ends: number[] = [];
  const runs = shown.map(({ agent, start, end, how }): TimelineRun => {
    const free = ends.findIndex((busyUntil) => busyUntil <= start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = end;
    const item = index.find('agent', agent);
    return {
      agent,
      type: item?.type ?? '',
      task: item?.task ?? null,
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      how,
      lane,
    };
  });
  return { lanes: ends.length, runs, left: all.length - shown.length };
}
