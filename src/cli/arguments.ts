import { InvalidArgumentError } from 'commander';
import { AtlasError } from '../core/errors';
import type { TerminalProfile } from '../core/model/profile';

/** Reads a timebox: `45`, `45m`, `2h`, `90s`. Returns minutes. */
export function minutes(words: string): number {
  const [, count = '0', unit = 'm'] = /^(\d+)\s*(s|m|min|h)?$/.exec(words.trim()) ?? [];
  const inMinutes = Number(count) * (unit === 'h' ? 60 : unit === 's' ? 1 / 60 : 1);
  if (inMinutes <= 0) {
    throw new InvalidArgumentError('Give minutes, hours or seconds, such as 45m, 2h or 90s.');
  }
  return inMinutes;
}

/** Reads an amount of money above nothing. */
export function amount(words: string): number {
  const value = /^\d+(?:\.\d+)?$/.test(words) ? Number(words) : 0;
  if (value <= 0) {
    throw new InvalidArgumentError('Give an amount above 0, such as 2.50.');
  }
  return value;
}

const DURATION_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};

/** Reads how long: `30s`, `10m`, `2h`, or minutes. Returns ms. */
export function duration(words: string): number {
  const [, amount = '0', unit = 'm'] = /^(\d{1,6})\s*(s|m|min|h)?$/.exec(words.trim()) ?? [];
  const ms = Number(amount) * (DURATION_MS[unit] ?? 0);
  // A timer of Node runs for 24 days at most, and beyond that ends at once.
  if (ms < 1 || ms > 86_400_000) {
    throw new InvalidArgumentError(
      'Give seconds, minutes or hours, such as 30s, 10m or 2h; a day at most.',
    );
  }
  return ms;
}

/** Reads how many: a whole number from 1 on. */
export function howMany(words: string): number {
  const count = /^\d+$/.test(words) ? Number(words) : 0;
  if (count < 1) {
    throw new InvalidArgumentError('Give a whole number from 1 on.');
  }
  return count;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Reads a moment: `2026-03-01`, `2026-03-01T12:00`, or how long ago: `45m`, `2h`, `3d`, `1w`. Returns ISO 8601. */
export function moment(words: string): string {
  const [, amount, unit = ''] = /^(\d+)\s*(m|min|h|d|w)$/.exec(words.trim()) ?? [];
  const ms =
    amount === undefined ? Date.parse(words) : Date.now() - Number(amount) * (UNIT_MS[unit] ?? 0);
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError(
      'Give a date such as 2026-03-01, or how long ago: 45m, 2h, 3d, 1w.',
    );
  }
  return at.toISOString();
}

/** Collects an option that may be given several times. */
export function several(words: string, before: string[] | undefined): string[] {
  return [...(before ?? []), words];
}

/** The same for an option whose words are read, such as numbers. */
export function severalTimes<T>(
  read: (words: string) => T,
): (words: string, before: T[] | undefined) => T[] {
  return (words, before) => [...(before ?? []), read(words)];
}

/**
 * The program to run, from what stands after `--`. Words before it are none: a mission whose quotes were
 * forgotten must not start a program.
 * @throws AtlasError inputInvalid
 */
export function programAfterDashes(
  verb: string,
  words: readonly string[],
): TerminalProfile | undefined {
  const dashes = process.argv.indexOf('--');
  const afterDashes = dashes < 0 ? 0 : process.argv.length - dashes - 1;
  if (words.length > afterDashes) {
    throw new AtlasError('inputInvalid', {
      operation: verb,
      detail: `"${words[0] ?? ''}": a program to run stands after --, and words with blanks between quotes`,
    });
  }
  const [program, ...args] = words;
  return program === undefined ? undefined : { program, args };
}
