import type { Metric, Target } from '../metrics/metric';
import { durationWords } from './durationWords';

/** A value in its unit, without words: `62%`, `4 min 10 s`, `1.5`. */
export function metricValue(unit: Metric['unit'], value: number): string {
  switch (unit) {
    case 'ratio':
      return `${rounded(value * 100)}%`;
    case 'ms':
      return durationWords(value);
    case 'number':
      return rounded(value);
  }
}

/** What a value has to be, in signs: `> 60%`, `1–3`, `100%`. */
export function targetSigns(unit: Metric['unit'], target: Target): string {
  const show = (value: number): string => metricValue(unit, value);
  const { above, below, from, to } = target;
  if (above !== undefined) {
    return `> ${show(above)}`;
  }
  if (below !== undefined) {
    return `< ${show(below)}`;
  }
  if (from !== undefined && to !== undefined) {
    return `${show(from)}–${show(to)}`;
  }
  return from === undefined ? `≤ ${show(to ?? 0)}` : show(from);
}

/** One decimal, and none where it would be zero; never what is not whole as a whole 0 or 100. */
function rounded(value: number): string {
  const text = value.toFixed(1);
  const plain = text.replace(/\.0$/, '');
  if (plain === '0' && value > 0) {
    return '< 0.1';
  }
  return plain === '100' && value < 100 ? '99.9' : plain;
}
