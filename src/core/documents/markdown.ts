import { harmless, TURNS_DIRECTION } from './harmless';

/** People's words inside a line of Markdown: on one line, and without markup of their own. */
export function inline(words: string): string {
  return (
    words
      .replace(/\s+/g, ' ')
      .trim()
      // What would move the cursor of a terminal that the page is printed to.
      .replace(/\p{Cc}/gu, '\uFFFD')
      .replace(TURNS_DIRECTION, '')
      // Editors strike out between single tildes, and set formulas between dollars that are no price.
      .replace(/[\\`*[\]<>|~]|&(?=#?\w+;)|\$(?!\d)/g, '\\$&')
      // Inside a word an underscore is only a letter: names stay readable.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
  );
}

/** People's words as a part of a page, as they are; code they left open does not swallow the rest of it. */
export function block(given: string): string {
  const words = harmless(given);
  let open: string | undefined;
  for (const line of words.split(/\r\n|\r|\n/)) {
    const [, marks = '', info = ''] = /^ {0,3}(`{3,}|~{3,})([^]*)$/.exec(line) ?? [];
    if (open !== undefined) {
      open = marks.startsWith(open) && info.trim() === '' ? undefined : open;
    } else if (marks !== '' && !(marks.startsWith('`') && info.includes('`'))) {
      open = marks;
    }
  }
  return open === undefined ? words : `${words}\n${open}`;
}

/** An item of a list; its further lines stay inside it. */
export function item(mark: string, words: string): string {
  const lines = block(words).split(/\r\n|\r|\n/);
  return mark + lines.join(`\n${' '.repeat(mark.length)}`).replace(/^ +$/gm, '');
}

const LONG_CHARACTERS = 240;

/** The beginning of long words, on one line, for people who skim a list. */
export function shortened(words: string, most = LONG_CHARACTERS): string {
  const whole = words.trim();
  // A report may be of any length, and most of the beginning may be blanks.
  const start = whole.slice(0, 8 * most);
  const flat = start.replace(/\s+/g, ' ');
  if (flat.length <= most && start.length === whole.length) {
    return flat;
  }
  // By whole letters: half of one would be shown as a question mark.
  const letters = Array.from(flat);
  return letters.length > most || start.length < whole.length
    ? `${letters.slice(0, Math.min(most, letters.length) - 1).join('')}…`
    : letters.join('');
}
