import * as vscode from 'vscode';
import { durationWords } from '../../core/documents/durationWords';
import { metricValue } from '../../core/documents/metricValue';
import { shortened } from '../../core/documents/markdown';
import type { Advisory } from '../../core/metrics/advisories/advisory';
import type { Measurements } from '../../core/metrics/measure';
import type { Evidence, Metric } from '../../core/metrics/metric';
import type { Context } from '../../core/model/context';
import { indexOf } from '../../core/model/contextIndex';
import { sessionStart } from '../../core/model/sessions';
import type {
  AdvicePart,
  Card,
  Dashboard,
  Item,
  QueuePart,
  TimelinePart,
  WeeksPart,
} from '../../protocol/dashboard';
import { formatCount } from '../host/counts';
import { formatDay, formatTime } from '../host/time';
import { adviceAction, adviceSentence } from './adviceTexts';
import { metricDefinition, metricName, noteWords, targetWords, valueWords } from './metricTexts';

/** More is not listed in the page; the files of an export and `atlas metrics --json` name more. */
const ITEMS_SHOWN = 25;

/** What is measured, as it is drawn. */
export function dashboardData(context: Context, measured: Measurements, now: string): Dashboard {
  return {
    project: context.project_name,
    measured: vscode.l10n.t('Measured {0}', formatTime(now)),
    cards: measured.metrics.map((metric) => card(context, metric)),
    advice: measured.advisories.map((advisory) => advicePart(context, advisory)),
    timeline: timelinePart(measured),
    weeks: weeksPart(measured),
    queue: queuePart(measured),
  };
}

function card(context: Context, metric: Metric): Card {
  const { id, unit, value, meets, trend, evidence } = metric;
  const name = metricName(id);
  return {
    id,
    name,
    value: valueWords(metric),
    hasValue: value !== null,
    target: targetWords(metric),
    verdict:
      meets === null
        ? null
        : {
            met: meets,
            words: meets ? vscode.l10n.t('on target') : vscode.l10n.t('off target'),
          },
    note: noteWords(metric),
    definition: metricDefinition(id),
    trendWords: trendWords(name, trend.filter((point) => point.value !== null).length),
    trend: trend.map((point) => ({
      label: formatDay(point.week),
      value: point.value,
      text: valueWords({ unit, value: point.value }),
    })),
    ...itemsOf(context, evidence, metric),
  };
}

function trendWords(name: string, weeks: number): string {
  return weeks === 0
    ? vscode.l10n.t('{0} by week: no data in the last twelve weeks', name)
    : vscode.l10n.t('{0} by week: data in {1} of the last twelve weeks', name, weeks);
}

/** What speaks against it first, then the newest. */
function itemsOf(
  context: Context,
  evidence: readonly Evidence[],
  metric: Metric,
): { readonly evidence: Item[]; readonly more: string } {
  const first = [
    ...lastOf(evidence, ({ good }) => good === false),
    ...lastOf(evidence, ({ good }) => good !== false),
  ];
  return shown(first, evidence.length, ({ kind, id, good, value }) => ({
    ref: { kind, id },
    good,
    detail: [value === null ? '' : shareWords(metric, value), about(context, { kind, id })]
      .filter((words) => words !== '')
      .join(' · '),
  }));
}

/** The last ones of a kind, the last first: as many as are shown. */
function lastOf(evidence: readonly Evidence[], isOne: (each: Evidence) => boolean): Evidence[] {
  const found: Evidence[] = [];
  for (let at = evidence.length - 1; at >= 0 && found.length < ITEMS_SHOWN; at -= 1) {
    const each = evidence[at];
    if (each && isOne(each)) {
      found.push(each);
    }
  }
  return found;
}

/** What one piece of evidence adds to a metric. */
function shareWords({ id, unit }: Metric, value: number): string {
  const words = metricValue(unit, value);
  switch (id) {
    case 'agentsPerTask':
      return vscode.l10n.t('Agents: {0}', words);
    case 'parallelRate':
      return vscode.l10n.t('in parallel: {0}', words);
    default:
      return words;
  }
}

/** @param all how many there are; there may be very many, and only the first are looked at */
function shown<T>(
  first: readonly T[],
  all: number,
  item: (each: T) => Item,
): { readonly evidence: Item[]; readonly more: string } {
  const more = all - ITEMS_SHOWN;
  return {
    evidence: first.slice(0, ITEMS_SHOWN).map(item),
    more: more > 0 ? vscode.l10n.t('and {0} more', formatCount(more)) : '',
  };
}

/** What an item says, in one line. */
function about(context: Context, { kind, id }: Pick<Evidence, 'kind' | 'id'>): string {
  const index = indexOf(context);
  switch (kind) {
    case 'session': {
      const started = sessionStart(id);
      return started === undefined ? '' : formatTime(started);
    }
    case 'agent': {
      const agent = index.find('agent', id);
      return agent ? shortened(`${agent.type}: ${agent.mission}`) : '';
    }
    case 'decision':
      return shortened(index.find('decision', id)?.question ?? '');
    case 'task':
    case 'objective':
      return shortened(index.find(kind, id)?.description ?? '');
  }
}

function advicePart(context: Context, advisory: Advisory): AdvicePart {
  const { kind, action, evidence } = advisory;
  return {
    kind,
    sentence: adviceSentence(advisory),
    action: adviceAction(advisory),
    typed: action.typed,
    ...shown(evidence, evidence.length, (ref) => ({
      ref: { ...ref },
      good: null,
      detail: about(context, ref),
    })),
  };
}

function timelinePart({ timeline: { runs, lanes, left } }: Measurements): TimelinePart {
  const agents = new Set(runs.map(({ agent }) => agent)).size;
  return {
    summary: [
      vscode.l10n.t(
        'Stretches of work: {0}, agents: {1}, at most {2} at once.',
        runs.length,
        agents,
        lanes,
      ),
      ...(left > 0
        ? [vscode.l10n.t('Earlier ones that are not drawn: {0}.', formatCount(left))]
        : []),
    ].join(' '),
    lanes,
    runs: runs.map(({ agent, type, task, start, end, how, lane }) => {
      const [from, to] = [Date.parse(start), Date.parse(end)];
      return {
        agent,
        how,
        lane,
        start: from,
        end: to,
        type,
        task: task ?? '',
        started: formatTime(start),
        lasted: durationWords(to - from),
        ending: endingWords(how),
      };
    }),
  };
}

function endingWords(how: Measurements['timeline']['runs'][number]['how']): string {
  switch (how) {
    case 'reported':
      return vscode.l10n.t('reported');
    case 'ended':
      return vscode.l10n.t('ended without a report');
    case 'unseen':
      return vscode.l10n.t('end not seen');
    case 'waited':
      return vscode.l10n.t('waited for a person');
    case 'running':
      return vscode.l10n.t('running');
  }
}

function weeksPart({ throughput }: Measurements): WeeksPart {
  const sum = (what: 'completed' | 'reported'): number =>
    throughput.reduce((total, week) => total + week[what], 0);
  return {
    summary: vscode.l10n.t(
      'In the last twelve weeks: tasks completed {0}, agents reported {1}.',
      formatCount(sum('completed')),
      formatCount(sum('reported')),
    ),
    weeks: throughput.map(({ week, completed, reported }) => ({
      label: formatDay(week),
      completed,
      reported,
    })),
  };
}

function queuePart({ decisionQueue }: Measurements): QueuePart {
  const more = decisionQueue.length - ITEMS_SHOWN;
  return {
    summary: vscode.l10n.t(
      'Decisions: {0}, the one that has waited longest first.',
      formatCount(decisionQueue.length),
    ),
    decisions: decisionQueue.slice(0, ITEMS_SHOWN).map(({ id, question, age }) => ({
      id,
      question: shortened(question),
      age: age === null ? vscode.l10n.t('unknown') : durationWords(age),
    })),
    more: more > 0 ? vscode.l10n.t('and {0} more', formatCount(more)) : '',
  };
}
