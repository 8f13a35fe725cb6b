import { AtlasError } from '../errors';

/**
 * Success criteria as people write them, one line each:
 *
 * - `run: npm test` is a command that must exit 0. It is started by its words, without a shell.
 * - `file: docs/providers.md` is a file that must be there; `file: docs/providers.md matches /Auth0/i`
 *   must also contain something that the regular expression finds. Relative to where the agent works.
 * - `review: Names no provider without its price` is judged by a reviewer agent.
 * - Anything else is judged by a person.
 */
export type Criterion = { readonly text: string } & (
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'file'; readonly path: string; readonly matches?: RegExp }
  | { readonly kind: 'reviewer'; readonly question: string }
  | { readonly kind: 'person' }
);

/**
 * @throws AtlasError inputInvalid, saying what of it cannot be checked: a criterion that looks like a
 *   check and is none would be passed over
 */
export function parseCriterion(words: string): Criterion {
  const text = words.trim();
  const [, mark = '', rest = ''] = /^(run|file|review):\s*([^]*)$/.exec(text) ?? [];
  switch (mark) {
    case 'run':
      return { text, kind: 'command', command: commandWords(rest, text) };
    case 'file':
      return fileCriterion(rest, text);
    case 'review':
      if (rest === '') {
        throw unusable(text, 'say after "review:" what the reviewer is to judge');
      }
      return { text, kind: 'reviewer', question: rest };
    default:
      return { text, kind: 'person' };
  }
}

/** A criterion that was stored: one that others wrote, and that cannot be checked, is for a person. */
export function readCriterion(text: string): Criterion {
  try {
    return parseCriterion(text);
  } catch {
    return { text, kind: 'person' };
  }
}

function fileCriterion(rest: string, text: string): Criterion {
  const [, path = '', source, flags = ''] =
    /^(.*?)(?:\s+matches\s+\/(.+)\/([imsu]*))?$/s.exec(rest) ?? [];
  if (path.trim() === '') {
    throw unusable(text, 'say after "file:" which file must be there');
  }
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..')) {
    throw unusable(text, 'the file must lie in the workspace: give its path from there');
  }
  const named = { text, kind: 'file', path: path.trim() } as const;
  if (source === undefined) {
    return named;
  }
  try {
    return { ...named, matches: new RegExp(source, flags) };
  } catch (error) {
    throw unusable(text, error instanceof Error ? error.message : String(error));
  }
}

/** What only a shell understands. */
const SHELL = /^(?:&&?|\|\|?|;|>>?|<<?|2>|2>&1)$/;

/**
 * The words of a command. Quotes group words, a backslash takes the next letter as it is; everything else
 * stands for itself, because no shell reads it.
 */
function commandWords(line: string, text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [part] of line.matchAll(/'[^']*'|"(?:\\.|[^"\\])*"|\\.|\s+|[^\s'"\\]+|['"\\]/gs)) {
    if (/^\s/.test(part)) {
      if (word !== undefined) {
        words.push(word);
      }
      word = undefined;
    } else if (part === '"' || part === "'" || part === '\\') {
      throw unusable(text, `there is a ${part} without its end`);
    } else {
      word = (word ?? '') + plain(part);
    }
  }
  if (word !== undefined) {
    words.push(word);
  }
  const shell = words.find((each) => SHELL.test(each) || each.endsWith(';'));
  if (shell !== undefined) {
    throw unusable(
      text,
      `"${shell}" is for a shell, and none reads this: write one criterion for each command, or name a script`,
    );
  }
  if (words.length === 0) {
    throw unusable(text, 'say after "run:" which command must exit 0');
  }
  return words;
}

function plain(part: string): string {
  if (part.startsWith("'")) {
    return part.slice(1, -1);
  }
  return part.startsWith('"')
    ? part.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : part.replace(/^\\/, '');
}

function unusable(text: string, detail: string): AtlasError {
  return new AtlasError('inputInvalid', {
    operation: 'successCriteria',
    detail: `${JSON.stringify(text)}: ${detail}`,
  });
}
