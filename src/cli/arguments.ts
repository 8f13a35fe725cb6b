import { InvalidArgumentError } from 'commander';

/** Reads a timebox: `45`, `45m`, `2h`. Returns minutes. */
export function minutes(words: string): number {
  const match = /^(\d+)\s*(m|min|h)?$/.exec(words.trim());
  const amount = Number(match?.[1] ?? 0) * (match?.[2] === 'h' ? 60 : 1);
  if (amount < 1) {
    throw new InvalidArgumentError('Give minutes or hours, such as 45m or 2h.');
  }
  return amount;
}

/** Collects an option that may be given several times. */
export function several(words: string, before: string[] | undefined): string[] {
  return [...(before ?? []), words];
}
