import { InvalidArgumentError } from 'commander';
import { AtlasError } from '../core/errors';
import type { TerminalProfile } from '../core/model/profile';

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
