import { AtlasError } from '../errors';

/**
 * Success criteria as people write them, one line each:
 *
 * - `run: npm test` is a command that must exit 0. It is started by its words, without a shell; what a
 *   shell would take for more than a word is refused, unless it stands between quotes.
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
  const [, mark = '', rest = ''] = /^(run|file|review):\s*([^]*)$/i.exec(text) ?? [];
  switch (mark.toLowerCase()) {
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
  if (!staysInside(path)) {
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

/** Windows takes blanks and dots off the end of a name: there `.. ` leads out as well. */
function staysInside(path: string): boolean {
  const parts = path.split(/[/\\]/).map((part) => part.trim());
  // A path of nothing but dots names no file; what has a NUL cannot be asked for at all.
  return (
    !/^[/\\]/.test(path.trim()) &&
    !path.includes('\0') &&
    !parts.some((part) => /^(?:[A-Za-z]:|\.\.[. ]*$)/.test(part)) &&
    parts.some((part) => !/^\.?$/.test(part))
  );
}

/** Outside of quotes: what a shell would not hand on as it stands. */
const SHELL = /[&|;<>()$`*?[\n\r]|\{(?!\})/;
/** The same where a word begins. */
const SHELL_AT_FIRST = /^[~#]/;
/** The same between double quotes, where it still fills in variables and commands, and joins lines. */
const SHELL_IN_QUOTES = /`|\\\n|\$(?=[\w({[@*#?!$-])/;

/**
 * The words of a command, as a shell would hand them on. Quotes group words, a backslash takes the next
 * letter as it is. Anything that a shell would do more with is refused: nobody does it here.
 */
function commandWords(line: string, text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [part] of line.matchAll(/'[^']*'|"(?:\\.|[^"\\])*"|\\.|\s+|[^\s'"\\]+|['"\\]/gs)) {
    refuseShell(part, word === undefined, text);
    if (/^\s/.test(part)) {
      if (word !== undefined) {
        words.push(word);
      }
      word = undefined;
    } else {
      word = (word ?? '') + plain(part);
    }
  }
  if (word !== undefined) {
    words.push(word);
  }
  const [program = ''] = words;
  if (program === '' || line.includes('\0')) {
    throw unusable(text, 'say after "run:" which command must exit 0');
  }
  if (program === '!' || /^\w+\+?=/.test(program)) {
    throw unusable(
      text,
      `"${program}" is for a shell, and none reads this: begin with the program ("env NAME=value program" sets a variable)`,
    );
  }
  return words;
}

function refuseShell(part: string, begins: boolean, text: string): void {
  if (part === '"' || part === "'" || part === '\\') {
    throw unusable(text, `there is a ${part} without its end`);
  }
  if (part.startsWith("'") || (part.startsWith('\\') && !/[\n\r]/.test(part))) {
    return;
  }
  // Between double quotes a backslash takes what it says from a shell as well.
  const found = part.startsWith('"')
    ? SHELL_IN_QUOTES.exec(part.replace(/\\[^\n]/g, ''))
    : (SHELL.exec(part) ?? (begins ? SHELL_AT_FIRST.exec(part) : null));
  if (found) {
    throw unusable(
      text,
      `${JSON.stringify(found[0])} is for a shell, and none reads this: put it between single quotes where it is meant as it stands, write one criterion for each command, or name a script`,
    );
  }
}

function plain(part: string): string {
  if (part.startsWith("'")) {
    return part.slice(1, -1);
  }
  return part.startsWith('"')
    ? part.slice(1, -1).replace(/\\([$`"\\])/g, '$1')
    : part.replace(/^\\/, '');
}

function unusable(text: string, detail: string): AtlasError {
  return new AtlasError('inputInvalid', {
    operation: 'successCriteria',
    detail: `${JSON.stringify(text)}: ${detail}`,
  });
}
