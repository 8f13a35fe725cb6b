import { harmless, TURNS_DIRECTION } from './harmless';
import { unfetched } from './unfetched';

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

/**
 * People's words as a part of a page, as they are; but code they left open does not swallow the rest of it,
 * and nothing is fetched from the network for whoever looks at it.
 */
export function block(given: string): string {
  return unfetched(harmless(given));
}

/** An item of a list; its further lines stay inside it. */
export function item(mark: string, words: string): string {
  // What begins with blanks would be outside of the item, or further in than its other lines.
  const [first = '', ...more] = block(words.trimStart()).split('\n');
  const further = more.map((line) => (/^ *$/.test(line) ? '' : ' '.repeat(mark.length) + line));
  // Behind the mark of a list, a line of dashes would be a rule.
  return [mark + first.replace(/^(?=[-*_][-*_ \t]*$)/, '\\'), ...further].join('\n');
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
