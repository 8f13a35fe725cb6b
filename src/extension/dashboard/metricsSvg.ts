import * as vscode from 'vscode';
import { sparkline, timelineChart, weekBars } from '../../protocol/charts';
import type { Card, Dashboard } from '../../protocol/dashboard';
import { formatCount } from '../host/counts';
import { pageWords } from './pageWords';

const WIDTH = 960;
const MARGIN = 24;
const INNER = WIDTH - 2 * MARGIN;
const CARD = { columns: 3, height: 92, gap: 16 };
const COLOURS = {
  ink: '#1f2328',
  soft: '#57606a',
  line: '#d0d7de',
  first: '#0a58a8',
  second: '#a8500a',
};

/** The dashboard as one picture that stands by itself: the values with their trends, and both charts. */
export function metricsSvg(shown: Dashboard): string {
  const words = pageWords();
  let y = 44;
  const parts: string[] = [
    text(MARGIN, 34, vscode.l10n.t('Metrics of {0}', shown.project), 20, 'bold'),
    text(MARGIN, 54, shown.measured, 12, 'soft'),
  ];
  y += 28;
  const columnWidth = (INNER - CARD.gap * (CARD.columns - 1)) / CARD.columns;
  shown.cards.forEach((card, at) => {
    const x = MARGIN + (at % CARD.columns) * (columnWidth + CARD.gap);
    const top = y + Math.floor(at / CARD.columns) * (CARD.height + CARD.gap);
    parts.push(cardPart(card, x, top, columnWidth, words.target));
  });
  y += Math.ceil(shown.cards.length / CARD.columns) * (CARD.height + CARD.gap) + 20;
  parts.push(
    text(MARGIN, y, words.timeline, 15, 'bold'),
    text(MARGIN, y + 18, shown.timeline.summary, 12, 'soft'),
  );
  y += 32;
  const timeline = timelinePart(shown);
  parts.push(group(MARGIN, y, timeline.drawn));
  y += timeline.height + 36;
  parts.push(
    text(MARGIN, y, words.throughput, 15, 'bold'),
    text(MARGIN, y + 18, shown.weeks.summary, 12, 'soft'),
  );
  y += 32;
  const bars = weeksPart(shown);
  parts.push(group(MARGIN, y, bars.drawn));
  y += bars.height + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" role="img" font-family="system-ui, sans-serif">`,
    `<title>${escaped(vscode.l10n.t('Metrics of {0}', shown.project))}</title>`,
    `<defs>${hatch('hatch-first', COLOURS.first)}${hatch('hatch-second', COLOURS.second)}</defs>`,
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function cardPart(card: Card, x: number, y: number, width: number, target: string): string {
  const { line, dots } = sparkline(
    card.trend.map(({ value }) => value),
    { width: 96, height: 32 },
  );
  return group(x, y, [
    `<rect width="${round(width)}" height="${CARD.height}" rx="6" fill="none" stroke="${COLOURS.line}"/>`,
    text(12, 22, card.name, 12, 'soft'),
    text(12, 50, card.value, 22, card.hasValue ? 'bold' : 'soft'),
    text(
      12,
      74,
      [`${target} ${card.target}`, card.verdict?.words ?? '']
        .filter((each) => each !== '')
        .join(' · '),
      11,
      'soft',
    ),
    group(width - 108, 26, [
      `<path d="${line}" fill="none" stroke="${COLOURS.first}" stroke-width="2"/>`,
      ...dots.map(
        ({ x: at, y: up }) => `<circle cx="${at}" cy="${up}" r="3" fill="${COLOURS.first}"/>`,
      ),
    ]),
  ]);
}

/** By how a stretch of work ended. */
const FILLS: Readonly<Record<Dashboard['timeline']['runs'][number]['how'], string>> = {
  reported: COLOURS.first,
  running: '#ffffff',
  waited: '#ffffff',
  ended: 'url(#hatch-first)',
  unseen: 'url(#hatch-first)',
};

function timelinePart({ timeline }: Dashboard): { height: number; drawn: string[] } {
  if (timeline.runs.length === 0) {
    return { height: 20, drawn: [text(0, 14, pageWords().noRuns, 12, 'soft')] };
  }
  const chart = timelineChart(timeline.runs, timeline.lanes, INNER);
  return {
    height: chart.height,
    drawn: [
      ...chart.stretches.map(
        ({ x, width }) =>
          `<line x1="${x}" x2="${round(x + width)}" y1="${chart.baseline}" y2="${chart.baseline}" stroke="${COLOURS.line}"/>`,
      ),
      ...chart.breaks.map(
        (x) =>
          `<line x1="${x}" x2="${x}" y1="0" y2="${chart.baseline}" stroke="${COLOURS.line}" stroke-dasharray="2 3"/>`,
      ),
      ...chart.boxes.map(({ run, x, y, width, height }) => {
        const found = timeline.runs[run];
        const how = found?.how ?? 'unseen';
        return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="2" fill="${FILLS[how]}" stroke="${COLOURS.first}"${how === 'waited' ? ' stroke-dasharray="3 2"' : ''}><title>${escaped([found?.agent, found?.lasted, found?.ending].join(' · '))}</title></rect>`;
      }),
      ...chart.ticks
        .filter(({ labelled }) => labelled)
        .map(({ x, at }) => text(x, chart.baseline + 16, tickWords(at), 10, 'soft')),
    ],
  };
}

function weeksPart({ weeks: { weeks } }: Dashboard): { height: number; drawn: string[] } {
  const words = pageWords();
  const chart = weekBars(weeks, INNER);
  return {
    height: chart.height + 24,
    drawn: [
      ...chart.lines.flatMap(({ y, value }) => [
        `<line x1="${chart.left}" x2="${INNER}" y1="${y}" y2="${y}" stroke="${COLOURS.line}"/>`,
        text(0, y + 4, formatCount(value), 10, 'soft'),
      ]),
      ...chart.bars.map(
        ({ series, x, y, width, height }) =>
          `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${series === 'completed' ? COLOURS.first : 'url(#hatch-second)'}" stroke="${series === 'completed' ? COLOURS.first : COLOURS.second}"/>`,
      ),
      ...chart.labels.map(({ x, week }) =>
        text(x, chart.height - 4, weeks[week]?.label ?? '', 10, 'soft', 'middle'),
      ),
      `<rect x="0" y="${chart.height + 8}" width="12" height="12" fill="${COLOURS.first}"/>`,
      text(18, chart.height + 18, words.tasksCompleted, 11, 'soft'),
      `<rect x="160" y="${chart.height + 8}" width="12" height="12" fill="url(#hatch-second)" stroke="${COLOURS.second}"/>`,
      text(178, chart.height + 18, words.agentsReported, 11, 'soft'),
    ],
  };
}

function tickWords(at: number): string {
  return new Date(at).toLocaleString(vscode.env.language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function hatch(id: string, colour: string): string {
  return `<pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/><rect width="2.5" height="5" fill="${colour}"/></pattern>`;
}

function group(x: number, y: number, parts: readonly string[]): string {
  return `<g transform="translate(${round(x)} ${round(y)})">${parts.join('')}</g>`;
}

function text(
  x: number,
  y: number,
  words: string,
  size: number,
  look: 'bold' | 'soft',
  anchor: 'start' | 'middle' = 'start',
): string {
  const weight = look === 'bold' ? ' font-weight="600"' : '';
  const colour = look === 'bold' ? COLOURS.ink : COLOURS.soft;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${weight}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
