// A language that nobody speaks: each text in brackets, with accents, and a third longer. What is shown without
// brackets was never given to translators, and what does not fit will not fit in other languages either.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The name VS Code's own tools use for such a language. */
export const pseudoLanguage = 'qps-ploc';

/** Adds the language to an extension as it is installed. */
export function addPseudoLanguage(extension) {
  const manifest = read(join(extension, 'package.nls.json'));
  const bundle = read(join(extension, 'l10n', 'bundle.l10n.json'));
  mkdirSync(join(extension, 'l10n'), { recursive: true });
  write(join(extension, `package.nls.${pseudoLanguage}.json`), manifest);
  write(join(extension, 'l10n', `bundle.l10n.${pseudoLanguage}.json`), bundle);
}

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

function write(file, texts) {
  const pseudo = Object.entries(texts).map(([key, text]) => [key, pseudoText(text)]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(pseudo)));
}

const accents = { a: 'à', e: 'é', i: 'ï', o: 'ö', u: 'ü', A: 'Å', E: 'É', I: 'Ï', O: 'Ö', U: 'Ü' };

/** Links, placeholders and code stay as they are; line by line, because a line may be a button. */
export function pseudoText(text) {
  return text
    .split('\n')
    .map((line) => {
      const button = /^\[([^\]]+)\](\([^)]+\))$/.exec(line);
      if (button) return `[${bracketed(button[1])}]${button[2]}`;
      return line === '' ? '' : bracketed(line);
    })
    .join('\n');
}

function bracketed(line) {
  const kept = /\{\d+\}|\{\w+\}|`[^`]*`|\]\([^)]*\)|\$\([^)]*\)|#[\w.]+#|<[^>]*>/g;
  let changed = '';
  let from = 0;
  for (const match of line.matchAll(kept)) {
    changed += accented(line.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  changed += accented(line.slice(from));
  return `⟦${changed}${'~'.repeat(Math.ceil(line.length / 3))}⟧`;
}

function accented(words) {
  return words.replace(/[aeiouAEIOU]/g, (letter) => accents[letter]);
}
