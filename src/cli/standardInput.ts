import { AtlasError } from '../core/errors';
import { reasonOf } from '../node/faultReasons';

/** What stands in place of a text that is to be read from standard input. */
const STANDARD_INPUT = '-';

let taken = false;

/**
 * A text as it was given: the words themselves, or for `-` all of standard input, which may be longer
 * than a command line can be.
 * @throws AtlasError inputInvalid
 */
export async function given(words: string): Promise<string> {
  if (words !== STANDARD_INPUT) {
    return words;
  }
  if (taken) {
    throw unusable('standard input can be read once only');
  }
  taken = true;
  if (process.stdin.isTTY) {
    throw unusable('standard input is a terminal; pipe the text into it');
  }
  return decode(await everything()).replace(/\r?\n$/, '');
}

/** The same of a text that need not be given. */
export function givenIfAny(words: string | undefined): Promise<string | undefined> {
  return words === undefined ? Promise.resolve(undefined) : given(words);
}

/** The same of an option that may be given several times. */
export async function givenEach(words: readonly string[] | undefined): Promise<string[]> {
  const texts: string[] = [];
  for (const each of words ?? []) {
    texts.push(await given(each));
  }
  return texts;
}

async function everything(): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of process.stdin) {
      parts.push(part as Buffer);
    }
  } catch (error) {
    throw unusable(`standard input could not be read: ${reasonOf(error)}`);
  }
  return Buffer.concat(parts);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unusable('standard input is not UTF-8');
  }
}

function unusable(detail: string): AtlasError {
  return new AtlasError('inputInvalid', {
    operation: 'atlas',
    detail: `${STANDARD_INPUT}: ${detail}`,
  });
}
