import type { Context } from '../model/context';
import type { ItemKind } from '../model/ids';
import type { FinishedTasks } from './finishedTasks';
import type { HistoryFacts } from './historyFacts';

/** What a metric is measured from: what happened, and what it came to. */
export interface MetricSource {
  readonly context: Context;
  readonly facts: HistoryFacts;
  readonly tasks: FinishedTasks;
  /** In ms since 1970. */
  readonly now: number;
}

export const METRIC_IDS = [
  'agentsPerTask',
  'parallelRate',
  'decisionTime',
  'contextSwitchTime',
  'taskSuccessRate',
  'reworkRate',
  'decisionQuality',
  'contextContinuity',
  'scale',
] as const;
export type MetricId = (typeof METRIC_IDS)[number];

/** What a value has to be; `above` and `below` leave out the number itself, `from` and `to` do not. */
export interface Target {
  readonly above?: number;
  readonly below?: number;
  readonly from?: number;
  readonly to?: number;
}

/** One thing that was counted. */
export interface Evidence {
  readonly kind: ItemKind | 'session';
  readonly id: string;
  /** Whether it speaks for the metric's good end or against it; null where it does neither. */
  readonly good: boolean | null;
  /** What it adds, in the metric's unit; null where it is only counted. */
  readonly value: number | null;
}

export interface TrendPoint {
  /** The Monday on which the week begins, in UTC: `2026-03-02`. */
  readonly week: string;
  /** null: no data. */
  readonly value: number | null;
  /** How many things the value rests on. */
  readonly counted: number;
}

export interface Metric {
  readonly id: MetricId;
  readonly unit: 'ratio' | 'number' | 'ms';
  /** null: no data, which is neither 0 nor everything. */
  readonly value: number | null;
  /** null: the process names none, the value is only shown. */
  readonly target: Target | null;
  /** Whether the value is as it should be; null without a value or a target. */
  readonly meets: boolean | null;
  /** How many things the value rests on. */
  readonly counted: number;
  /** How many could not be counted, because what is recorded of them does not say enough. */
  readonly excluded: number;
  /** How many of those that were counted have a part that nobody saw and that was estimated. */
  readonly estimated: number;
  readonly evidence: readonly Evidence[];
  /** The last weeks, the earliest first; see weeks.ts. */
  readonly trend: readonly TrendPoint[];
  /** Numbers of several kinds, where one value cannot say it. */
  readonly parts?: Readonly<Record<string, number>>;
}

type Measured = Pick<Metric, 'id' | 'unit' | 'value' | 'target' | 'evidence' | 'trend'> &
  Partial<Pick<Metric, 'counted' | 'excluded' | 'estimated' | 'parts'>>;

/** @param measured without `counted`, each piece of evidence counts */
export function metric(measured: Measured): Metric {
  const { value, target } = measured;
  return {
    counted: measured.evidence.length,
    excluded: 0,
    estimated: 0,
    ...measured,
    meets: value === null || target === null ? null : isMet(value, target),
  };
}

function isMet(value: number, { above, below, from, to }: Target): boolean {
  return (
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (from === undefined || value >= from) &&
    (to === undefined || value <= to)
  );
}
