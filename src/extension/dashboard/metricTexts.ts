import * as vscode from 'vscode';
import { metricValue, targetSigns } from '../../core/documents/metricValue';
import { durationWords } from '../../core/documents/durationWords';
import type { Metric, MetricId } from '../../core/metrics/metric';
import { formatCount } from '../host/counts';

/** What people read of a metric. */

/** What a metric is called, what it is (as the docstrings of src/core/metrics say, shorter), and what it is of. */
interface Texts {
  readonly name: () => string;
  readonly definition: () => string;
  readonly counted: (count: string) => string;
}

const TEXTS: Record<MetricId, Texts> = {
  agentsPerTask: {
    name: () => vscode.l10n.t('Agents per task'),
    definition: () =>
      vscode.l10n.t(
        'Agents that were spawned for a task, by the tasks that had at least one. Left out: agents that serve no task, and those that are only counted.',
      ),
    counted: (counted) => vscode.l10n.t('Tasks: {0}', counted),
  },
  parallelRate: {
    name: () => vscode.l10n.t('Parallel execution rate'),
    definition: () =>
      vscode.l10n.t(
        'Of the time that agents ran, the share in which another agent ran too. A run goes from the start of an agent to its report or its end, without the times in which it waits for a person; a run whose end nobody saw counts up to its last sign, as estimated.',
      ),
    counted: (counted) => vscode.l10n.t('Runs: {0}', counted),
  },
  decisionTime: {
    name: () => vscode.l10n.t('Decision time'),
    definition: () =>
      vscode.l10n.t(
        'The median of the time from the moment a question was raised to the moment it was decided. Left out: decisions without both moments.',
      ),
    counted: (counted) => vscode.l10n.t('Decisions: {0}', counted),
  },
  contextSwitchTime: {
    name: () => vscode.l10n.t('Context switch time'),
    definition: () =>
      vscode.l10n.t(
        'The median of the time from the beginning of a session to the first thing that was orchestrated in it. Left out: sessions in which nothing was done, and those known by name only.',
      ),
    counted: (counted) => vscode.l10n.t('Sessions: {0}', counted),
  },
  taskSuccessRate: {
    name: () => vscode.l10n.t('Task success rate'),
    definition: () =>
      vscode.l10n.t(
        'Completed tasks, by those that were completed, failed, or cancelled after work. Left out: tasks that were cancelled before anything was done about them.',
      ),
    counted: (counted) => vscode.l10n.t('Finished tasks: {0}', counted),
  },
  reworkRate: {
    name: () => vscode.l10n.t('Rework rate'),
    definition: () =>
      vscode.l10n.t(
        'Finished tasks that were reopened, or that were given a further agent (or the same one again) after a failed or rejected report. Left out: tasks that were finished before the journal began.',
      ),
    counted: (counted) => vscode.l10n.t('Finished tasks: {0}', counted),
  },
  decisionQuality: {
    name: () => vscode.l10n.t('Decision quality'),
    definition: () =>
      vscode.l10n.t(
        'Decisions that turned out good, by those that were judged (Judge Decision…, atlas judge). Left out: decisions that nobody has judged yet.',
      ),
    counted: (counted) => vscode.l10n.t('Judged decisions: {0}', counted),
  },
  contextContinuity: {
    name: () => vscode.l10n.t('Context continuity'),
    definition: () =>
      vscode.l10n.t(
        'Sessions that began from the exact state in which the one before was saved, by the sessions that had one before. Unsaved work at the end, or an edit by hand, a mended journal or a merged branch in between, breaks it.',
      ),
    counted: (counted) => vscode.l10n.t('Sessions: {0}', counted),
  },
  scale: {
    name: () => vscode.l10n.t('Scale'),
    definition: () =>
      vscode.l10n.t(
        'The most agents that ran at once, those left out that waited for a person; how long the orchestration has been going on, and the items it holds.',
      ),
    counted: () => vscode.l10n.t('Most agents at once'),
  },
};

export function metricName(id: MetricId): string {
  return TEXTS[id].name();
}

export function metricDefinition(id: MetricId): string {
  return TEXTS[id].definition();
}

/** The value in words, or that there is none. */
export function valueWords({ unit, value }: Pick<Metric, 'unit' | 'value'>): string {
  return value === null ? vscode.l10n.t('No data') : metricValue(unit, value);
}

export function targetWords({ unit, target }: Metric): string {
  return target ? targetSigns(unit, target) : vscode.l10n.t('none, it is shown');
}

/** What the value is of, and what was left out of it or estimated. */
export function noteWords(metric: Metric): string {
  const { id, value, counted, excluded, estimated, parts } = metric;
  return [
    ...(value === null ? [] : [TEXTS[id].counted(formatCount(counted))]),
    ...(excluded > 0 ? [vscode.l10n.t('left out: {0}', formatCount(excluded))] : []),
    ...(estimated > 0 ? [vscode.l10n.t('estimated: {0}', formatCount(estimated))] : []),
    ...(parts ? partWords(parts) : []),
  ].join(' · ');
}

function partWords(parts: NonNullable<Metric['parts']>): string[] {
  const { length_ms: length, objectives, tasks, agents, decisions, insights } = parts;
  return [
    ...(length === undefined ? [] : [vscode.l10n.t('Going on for {0}', durationWords(length))]),
    vscode.l10n.t(
      'Objectives: {0}, tasks: {1}, agents: {2}, decisions: {3}, insights: {4}',
      ...[objectives, tasks, agents, decisions, insights].map((count) => formatCount(count ?? 0)),
    ),
  ];
}
