/** Where the lines and boxes of the charts are: arithmetic only, for the page and for pictures in files. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Sparkline {
  /** Lines between weeks that follow each other, as the `d` of a path. */
  readonly line: string;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly last: boolean }[];
}

const DOT = 3;

/** A line through values; it is interrupted where there is no data. The lowest value may lie at the bottom. */
export function sparkline(
  values: readonly (number | null)[],
  { width, height }: { readonly width: number; readonly height: number },
): Sparkline {
  const known = values.filter((value) => value !== null);
  const low = Math.min(0, ...known);
  const high = Math.max(low, ...known);
  const step = (width - 2 * DOT) / Math.max(1, values.length - 1);
  const place = (value: number, at: number): { x: number; y: number } => ({
    x: round(DOT + at * step),
    y: round(
      height - DOT - (high === low ? 0.5 : (value - low) / (high - low)) * (height - 2 * DOT),
    ),
  });
  const lastKnown = values.findLastIndex((value) => value !== null);
  const parts: string[] = [];
  const dots: Sparkline['dots'][number][] = [];
  values.forEach((value, at) => {
    if (value === null) {
      return;
    }
    const { x, y } = place(value, at);
    const goesOn = typeof values[at - 1] === 'number';
    parts.push(`${goesOn ? 'L' : 'M'}${x} ${y}`);
    const isAlone = !goesOn && typeof values[at + 1] !== 'number';
    if (isAlone || at === lastKnown) {
      dots.push({ x, y, last: at === lastKnown });
    }
  });
  return { line: parts.join(''), dots };
}

export interface Bars {
  readonly height: number;
  readonly bars: readonly (Box & {
    readonly series: 'completed' | 'reported';
    readonly week: number;
  })[];
  /** Lines across, with what they stand for. */
  readonly lines: readonly { readonly y: number; readonly value: number }[];
  readonly labels: readonly { readonly x: number; readonly week: number }[];
  readonly left: number;
  readonly baseline: number;
}

const BARS = { height: 150, top: 10, bottom: 22, least: 32 };
/** Of a digit of what a line stands for. */
const DIGIT_WIDTH = 8;
const LABEL_WIDTH = 46;

/** Two bars a week, side by side. */
export function weekBars(
  weeks: readonly { readonly completed: number; readonly reported: number }[],
  width: number,
): Bars {
  const { height, top, bottom, least } = BARS;
  const baseline = height - bottom;
  const most = Math.max(1, ...weeks.flatMap(({ completed, reported }) => [completed, reported]));
  const lineStep = niceStep(most / 2);
  const highest = Math.max(lineStep, Math.ceil(most / lineStep) * lineStep);
  const left = Math.max(least, (highest.toLocaleString('en').length + 1) * DIGIT_WIDTH);
  const y = (value: number): number => round(baseline - (value / highest) * (baseline - top));
  const slot = (width - left) / Math.max(1, weeks.length);
  const bar = Math.max(2, Math.min(18, slot * 0.36));
  return {
    height,
    left,
    baseline,
    bars: weeks.flatMap((week, at) => {
      const middle = left + slot * (at + 0.5);
      return [
        { series: 'completed' as const, value: week.completed, x: middle - bar - 0.5 },
        { series: 'reported' as const, value: week.reported, x: middle + 0.5 },
      ]
        .filter(({ value }) => value > 0)
        .map(({ series, value, x }) => ({
          series,
          week: at,
          x: round(x),
          y: y(value),
          width: round(bar),
          height: round(baseline - y(value)),
        }));
    }),
    lines: Array.from({ length: Math.round(highest / lineStep) + 1 }, (_, at) => ({
      y: y(at * lineStep),
      value: at * lineStep,
    })),
    labels: weekLabels(weeks.length, { left, slot, width }),
  };
}

/** Counted from the end, so that the current week always has its label, inside the width. */
function weekLabels(
  weeks: number,
  { left, slot, width }: { readonly left: number; readonly slot: number; readonly width: number },
): Bars['labels'] {
  const labels: { x: number; week: number }[] = [];
  let free = width;
  for (let week = weeks - 1; week >= 0; week -= 1) {
    const middle = left + slot * (week + 0.5);
    const x = week === weeks - 1 ? Math.min(middle, width - LABEL_WIDTH / 2) : middle;
    if (x + LABEL_WIDTH / 2 <= free) {
      labels.unshift({ x: round(x), week });
      free = x - LABEL_WIDTH / 2;
    }
  }
  return labels;
}

/** 1, 2, 5, 10, 20, 50 …: the first that is not less. */
export function niceStep(least: number): number {
  for (let power = 1; ; power *= 10) {
    const found = [1, 2, 5].find((digit) => digit * power >= least);
    if (found !== undefined) {
      return found * power;
    }
  }
}

export interface TimelineChart {
  readonly height: number;
  readonly boxes: readonly (Box & { readonly run: number })[];
  /** Stretches of time that are drawn to scale; between them nothing ran. */
  readonly stretches: readonly {
    readonly x: number;
    readonly width: number;
    readonly start: number;
  }[];
  /** Where times are left out, in the middle of the space between two stretches. */
  readonly breaks: readonly number[];
  /** Moments that are named below, each at the beginning of a stretch or inside a long one. */
  readonly ticks: readonly {
    readonly x: number;
    readonly at: number;
    readonly labelled: boolean;
  }[];
  readonly baseline: number;
}

const ROW = { height: 16, gap: 4 };
const AXIS = 20;
const BREAK = { most: 14, least: 4 };
const LEAST_STRETCH = 14;
const LEAST_BAR = 3;
const TICK_WIDTH = 116;
const SHORTEST_BREAK_MS = 30 * 60_000;

/**
 * Runs as boxes in lanes, over time. Times in which nothing ran for long are left out, so that what ran
 * together can be seen, however many weeks lie between.
 */
export function timelineChart(
  runs: readonly { readonly start: number; readonly end: number; readonly lane: number }[],
  lanes: number,
  width: number,
): TimelineChart {
  const row = lanes > 16 ? ROW.height / 2 : ROW.height;
  const baseline = Math.max(1, lanes) * (row + ROW.gap);
  const bursts = burstsOf(runs, Math.max(1, Math.floor(width / (LEAST_STRETCH + BREAK.least))));
  const pause = Math.max(BREAK.least, Math.min(BREAK.most, width / (bursts.length * 6)));
  const room = width - pause * Math.max(0, bursts.length - 1);
  const total = bursts.reduce((sum, { start, end }) => sum + (end - start), 0);
  // A stretch without length gets its part too, else its runs would lie upon each other.
  const least = Math.min(24, room / Math.max(1, bursts.length));
  const spare = Math.max(0, room - least * bursts.length);
  let x = 0;
  const stretches = bursts.map(({ start, end }) => {
    const own = least + (total > 0 ? ((end - start) / total) * spare : spare / bursts.length);
    const stretch = { x: round(x), width: round(own), start, end };
    x += own + pause;
    return stretch;
  });
  const place = (at: number): number => {
    const stretch = stretches.findLast(({ start }) => start <= at) ?? stretches[0];
    if (!stretch) {
      return 0;
    }
    const length = Math.max(1, stretch.end - stretch.start);
    return stretch.x + Math.min(1, Math.max(0, at - stretch.start) / length) * stretch.width;
  };
  return {
    height: baseline + AXIS,
    baseline,
    stretches: stretches.map(({ x: from, width: own, start }) => ({ x: from, width: own, start })),
    breaks: stretches.slice(1).map(({ x: from }) => round(from - pause / 2)),
    boxes: runs.map(({ start, end, lane }, run) => {
      const from = place(start);
      const own = Math.max(LEAST_BAR, place(end) - from);
      return {
        run,
        x: round(Math.max(0, Math.min(from, width - own))),
        y: lane * (row + ROW.gap),
        width: round(own),
        height: row,
      };
    }),
    ticks: ticksOf(stretches, width),
  };
}

/** Times in which something ran, or nothing for a short while only; no more than can be told apart. */
function burstsOf(
  runs: readonly { readonly start: number; readonly end: number }[],
  most: number,
): { start: number; end: number }[] {
  const sorted = [...runs].sort((one, other) => one.start - other.start);
  for (let gap = SHORTEST_BREAK_MS; ; gap *= 2) {
    const bursts: { start: number; end: number }[] = [];
    for (const { start, end } of sorted) {
      const last = bursts.at(-1);
      if (last && start - last.end <= gap) {
        last.end = Math.max(last.end, end);
      } else {
        bursts.push({ start, end });
      }
    }
    if (bursts.length <= most) {
      return bursts;
    }
  }
}

function ticksOf(
  stretches: readonly { x: number; width: number; start: number; end: number }[],
  width: number,
): TimelineChart['ticks'] {
  let free = 0;
  return stretches.flatMap(({ x, width: own, start, end }) => {
    const inside = Math.max(1, Math.floor(own / TICK_WIDTH));
    return Array.from({ length: inside }, (_, at) => {
      const tick = {
        x: round(x + (own / inside) * at),
        at: start + ((end - start) / inside) * at,
      };
      const labelled = tick.x >= free && tick.x + TICK_WIDTH <= width + 4;
      free = labelled ? tick.x + TICK_WIDTH : free;
      return { ...tick, labelled };
    });
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
