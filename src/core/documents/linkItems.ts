/** Ids as Atlas writes them, and what must be left alone: code, and links that are there. */
const PARTS =
  /(^|\n)( {0,3})(`{3,}|~{3,})[^\n]*\n[^]*?(?:\n {0,3}\3[`~]*[ \t]*(?=\n|$)|$)|(`+)(?!`)[^]*?(?<!`)\4(?!`)|\[[^\]\n]*\]\([^)\n]*\)|\b(?:OBJ|TASK|AGENT|DEC)_\d+\b/g;

const ID = /^(?:OBJ|TASK|AGENT|DEC)_\d+$/;

/**
 * Makes a link of every item that a Markdown page names, to the page `<id>.md` beside it.
 * @param isItem whether there is such an item; the others stay words
 */
export function linkItems(page: string, isItem: (id: string) => boolean): string {
  return page.replace(PARTS, (part) =>
    ID.test(part) && isItem(part) ? `[${part}](${part}.md)` : part,
  );
}
