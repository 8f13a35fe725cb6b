import { sessionSentence } from '../core/documents/statusPage';
import type { Few, Overview } from '../core/queries/overview';
import { localTime } from './localTime';

/** Plain words for a terminal: aligned columns, no boxes, no colour that would have to be turned off. */

const SHOWN_CHARACTERS = 100;

export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function firstLine(words: string): string {
  const [line = ''] = words.trim().split(/\r?\n/);
  // By whole letters: half of one would be shown as a question mark.
  const letters = Array.from(line);
  return letters.length > SHOWN_CHARACTERS
    ? `${letters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`
    : line;
}

/** Where the orchestration stands, in a few lines; what happened meanwhile is for the briefing. */
export function statusWords({ status: now, running, waiting }: Overview): string {
  const { tasks, agents } = now;
  const rows = [
    ['Phase', now.phase],
    ['Objectives', `${now.objectives.active} active, ${now.objectives.achieved} achieved`],
    [
      'Tasks',
      `${tasks.active} active, ${tasks.ready} ready, ${tasks.blocked} blocked, ${tasks.completed} completed`,
    ],
    [
      'Agents',
      `${agents.running} running, ${agents.reported} reported, ${agents.exited_without_report} ended without a report, ${agents.failed} could not start, ${agents.lost} lost, ${agents.spawned} spawned`,
    ],
    ['Decisions', `${now.decisions.pending} waiting, ${now.decisions.made} made`],
    ['Insights', String(now.insights)],
  ];
  return [
    `${now.project}: ${sessionSentence(now, { time: localTime })}`,
    columns(rows),
    ...listed('Running:', running),
    ...listed('Waiting for a decision:', waiting),
  ].join('\n\n');
}

function listed(heading: string, { first, total }: Few): string[] {
  const more = total - first.length;
  const rest = more > 0 ? `\nand ${more} more` : '';
  const rows = first.map(({ id, text }) => [id, firstLine(text)]);
  return rows.length > 0 ? [`${heading}\n${columns(rows)}${rest}`] : [];
}
