import type { Context } from '../model/context';
import { atOnce, type Slices } from '../slices';
import { findingAdvisories } from './advisories/findAdvisories';
import type { Advisory } from './advisories/advisory';
import { agentsPerTask } from './agentsPerTask';
import { contextContinuity } from './contextContinuity';
import { contextSwitchTime } from './contextSwitchTime';
import { decisionQuality } from './decisionQuality';
import { decisionQueue, type QueuedDecision } from './decisionQueue';
import { decisionTime } from './decisionTime';
import { finishedTasks } from './finishedTasks';
import type { HistoryFacts } from './historyFacts';
import type { Metric, MetricId, MetricSource } from './metric';
import { METRIC_IDS } from './metric';
import { parallelRate } from './parallelRate';
import { reworkRate } from './reworkRate';
import { scale } from './scale';
import { taskSuccessRate } from './taskSuccessRate';
import { throughput, type WeekOfWork } from './throughput';
import { timeline, type Timeline } from './timeline';

/** How an orchestration does, measured at one moment. */
export interface Measurements {
  /** In the order of METRIC_IDS. */
  readonly metrics: readonly Metric[];
  readonly advisories: readonly Advisory[];
  readonly throughput: readonly WeekOfWork[];
  readonly decisionQueue: readonly QueuedDecision[];
  readonly timeline: Timeline;
}

/** Those for which all tasks are looked at have places to stop. */
const METRICS: Readonly<Record<MetricId, (source: MetricSource) => Metric | Slices<Metric>>> = {
  agentsPerTask,
  parallelRate,
  decisionTime,
  contextSwitchTime,
  taskSuccessRate,
  reworkRate,
  decisionQuality,
  contextContinuity,
  scale,
};

/** @param now ISO 8601 in UTC */
export function measure(context: Context, facts: HistoryFacts, now: string): Measurements {
  return atOnce(measuring(context, facts, now));
}

/**
 * The same with places to stop. What happens to the context meanwhile is in some of the numbers; the facts stay as
 * they are.
 */
export function* measuring(
  context: Context,
  facts: HistoryFacts,
  now: string,
): Slices<Measurements> {
  const tasks = yield* finishedTasks(context);
  yield;
  const source = { context, facts, tasks, now: Date.parse(now) };
  const metrics: Metric[] = [];
  for (const id of METRIC_IDS) {
    const measured = METRICS[id](source);
    metrics.push('next' in measured ? yield* measured : measured);
    yield;
  }
  const advisories = yield* findingAdvisories(source);
  const done = throughput(source);
  yield;
  return {
    metrics,
    advisories,
    throughput: done,
    decisionQueue: decisionQueue(source),
    timeline: timeline(source),
  };
}
