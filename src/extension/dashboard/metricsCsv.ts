import type { Measurements } from '../../core/metrics/measure';
import type { Target } from '../../core/metrics/metric';

const HEAD = [
  'metric',
  'week',
  'value',
  'unit',
  'target',
  'meets',
  'counted',
  'excluded',
  'estimated',
] as const;

/**
 * The metrics for a spreadsheet: of each one row for all time (without a week), and one for each week.
 * Values are plain numbers (a ratio of 0 to 1, a time in ms), and empty where there is no data.
 */
export function metricsCsv({ metrics, throughput }: Measurements): string {
  const rows = metrics.flatMap((metric) => [
    [
      metric.id,
      '',
      metric.value,
      metric.unit,
      metric.target ? targetCell(metric.target) : '',
      metric.meets,
      metric.counted,
      metric.excluded,
      metric.estimated,
    ],
    ...metric.trend.map(({ week, value, counted }) => [
      metric.id,
      week,
      value,
      metric.unit,
      '',
      '',
      counted,
      '',
      '',
    ]),
  ]);
  const work = throughput.flatMap(({ week, completed, reported }) => [
    ['tasksCompleted', week, completed, 'number', '', '', completed, '', ''],
    ['agentsReported', week, reported, 'number', '', '', reported, '', ''],
  ]);
  return [HEAD, ...rows, ...work].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function targetCell({ above, below, from, to }: Target): string {
  return [
    ...(above === undefined ? [] : [`>${above}`]),
    ...(below === undefined ? [] : [`<${below}`]),
    ...(from === undefined ? [] : [`>=${from}`]),
    ...(to === undefined ? [] : [`<=${to}`]),
  ].join(' ');
}

/** All cells are numbers or words of our own; the quotes are for a target with a comma, should there be one. */
function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
