import { metricValue, targetSigns } from '../core/documents/metricValue';
import { durationWords } from '../core/documents/durationWords';
import type { Advisory, AdvisoryKind } from '../core/metrics/advisories/advisory';
import type { Measurements } from '../core/metrics/measure';
import type { Metric, MetricId } from '../core/metrics/metric';
import { columns, firstLine } from './words';

/** How an orchestration does, as a person reads it in a terminal. */
export function metricWords({ metrics, advisories, decisionQueue }: Measurements): string {
  const rows = metrics.map((each) => [
    NAMES[each.id],
    each.value === null ? 'no data' : metricValue(each.unit, each.value),
    each.target ? targetSigns(each.unit, each.target) : 'shown',
    noteOf(each),
  ]);
  const [oldest] = decisionQueue;
  const queue = oldest
    ? [
        `Waiting for a decision: ${decisionQueue.length}, the longest ${oldest.id}${oldest.age === null ? '' : ` (${durationWords(oldest.age)})`}: ${firstLine(oldest.question)}`,
      ]
    : [];
  return [
    columns([['Metric', 'Value', 'Target', 'Note'], ...rows]),
    ...queue,
    ...advisories.map(advisoryWords),
  ].join('\n\n');
}

const NAMES: Readonly<Record<MetricId, string>> = {
  agentsPerTask: 'Agents per task',
  parallelRate: 'Parallel execution rate',
  decisionTime: 'Decision time',
  contextSwitchTime: 'Context switch time',
  taskSuccessRate: 'Task success rate',
  reworkRate: 'Rework rate',
  decisionQuality: 'Decision quality',
  contextContinuity: 'Context continuity',
  scale: 'Scale: agents at once',
};

/** What the value is of, in the plural. */
const COUNTED: Readonly<Record<MetricId, readonly [one: string, many: string]>> = {
  agentsPerTask: ['task with agents', 'tasks with agents'],
  parallelRate: ['run', 'runs'],
  decisionTime: ['decision', 'decisions'],
  contextSwitchTime: ['session', 'sessions'],
  taskSuccessRate: ['finished task', 'finished tasks'],
  reworkRate: ['finished task', 'finished tasks'],
  decisionQuality: ['judged decision', 'judged decisions'],
  contextContinuity: ['session', 'sessions'],
  scale: ['agent', 'agents'],
};

function noteOf({ id, value, meets, counted, excluded, estimated, parts }: Metric): string {
  const [one, many] = COUNTED[id];
  return [
    ...(meets === false ? ['off target'] : []),
    ...(value === null || parts ? [] : [`of ${counted} ${counted === 1 ? one : many}`]),
    ...(excluded > 0 ? [`${excluded} left out`] : []),
    ...(estimated > 0 ? [`${estimated} estimated`] : []),
    ...(parts ? [partWords(parts)] : []),
  ].join(', ');
}

function partWords({ length_ms: length, ...items }: NonNullable<Metric['parts']>): string {
  return [
    ...(length === undefined ? [] : [`${durationWords(length)} long`]),
    ...Object.entries(items).map(
      ([kind, count]) => `${count} ${count === 1 ? kind.slice(0, -1) : kind}`,
    ),
  ].join(', ');
}

const SENTENCES: Readonly<Record<AdvisoryKind, (count: number) => string>> = {
  unverifiedReports: (count) => `${count} reports wait to be verified.`,
  contextLoss: (count) =>
    `${count} sessions of the last week did not begin from what the one before had saved.`,
  tooManyAgents: (count) =>
    `${count === 1 ? 'An open task has' : `${count} open tasks have`} more than three agents; split the work.`,
  missionsWithoutCriteria: (count) =>
    `${count} missions of the last week say nothing of how to tell that they succeeded.`,
  sequentialWork: (count) =>
    `${count} agents of the last week waited for another one that their task does not depend on.`,
  directImplementation: (count) =>
    `${count} tasks of the last week were completed without an agent.`,
};

const MOST_NAMED = 5;

function advisoryWords({ kind, count, evidence, action }: Advisory): string {
  const named = evidence.slice(0, MOST_NAMED).map(({ id }) => id);
  const more = evidence.length > named.length ? ', …' : '';
  return `Advice: ${SENTENCES[kind](count)} (${named.join(', ')}${more})\n  ${action.typed}`;
}
