/**
 * People's Markdown as it is, but for what makes a renderer fetch something from the network: images become
 * links, HTML becomes words, diagrams stay code. Code is left alone where every renderer takes it for code.
 * That is decided by what a line says alone and never by what is around it, such as a list or a table, so that
 * nothing hides in what only looks like code; code that is not certain gets a backslash too many.
 */
export function unfetched(words: string): string {
  const done: string[] = [];
  let paragraph: string[] = [];
  let fence: Fence | undefined;
  const endParagraph = (): void => {
    done.push(...harmlessParagraph(paragraph));
    paragraph = [];
  };
  for (const line of words.split(/\r\n|\r|\n/)) {
    if (fence && isOutside(line, fence)) {
      // In a list the code has ended here, and elsewhere it has not: now it has in either.
      done.push(closing(fence));
      fence = undefined;
    }
    if (fence) {
      done.push(line);
      fence = isClosing(line, fence) ? undefined : fence;
      continue;
    }
    fence = fenceIn(line);
    if (fence || BEGINS_ANEW.test(line)) {
      endParagraph();
    }
    if (fence) {
      done.push(withoutDanger(line.replace(DIAGRAM, '$1text $2'), [], fence));
    } else {
      paragraph.push(line);
    }
  }
  endParagraph();
  return [...done, ...(fence ? [closing(fence)] : [])].join('\n');
}

/** A backtick that finds no partner on its own line may make anything before and after it what it does not seem. */
function harmlessParagraph(lines: readonly string[]): string[] {
  const code = lines.map(certainCode);
  const isCertain = code.every((spans) => spans !== undefined);
  return lines.map((line, at) => withoutDanger(line, isCertain ? (code[at] ?? []) : []));
}

interface Fence {
  readonly marks: string;
  /** How far it is indented; what is indented less may be outside. */
  readonly indent: number;
}

/**
 * Further in, or behind the mark of a list, it depends on what is around whether it is one; with a bar in it
 * the line may be the head of a table.
 */
const FENCE = /^( {0,3})(`{3,}(?=[^`|]*$)|~{3,}(?=[^|]*$))/;

/** A fence whose code VS Code draws, with the images that it names. */
const DIAGRAM = /^(\s*[`~]{3,}\s*)(\S*mermaid)/i;

function fenceIn(line: string): Fence | undefined {
  const [, indent = '', marks] = FENCE.exec(line) ?? [];
  return marks === undefined ? undefined : { marks, indent: indent.length };
}

function isClosing(line: string, { marks }: Fence): boolean {
  const [, found = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  return found.startsWith(marks);
}

function isOutside(line: string, fence: Fence): boolean {
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  return !/^[ \t]*$/.test(line) && indent < fence.indent;
}

function closing({ marks, indent }: Fence): string {
  return ' '.repeat(indent) + marks;
}

/** A paragraph ends before it: no code and no link goes on here from the line before. */
const BEGINS_ANEW = /^[ \t]*$|^ {0,3}[-*+][ \t]+\S/;

/** Links, formulas, cells of a table and addresses may take a backtick for their own. */
const TAKES_BACKTICKS = /\\`|\]\(|\]:|\$|\||<[a-z][a-z\d+.-]*:[^<>]*`/i;

type Span = readonly [from: number, to: number];

/** Where code stands in a line for certain; undefined where some of it may go on in another one, or be none. */
function certainCode(line: string, at: number, lines: readonly string[]): Span[] | undefined {
  const runs = [...line.matchAll(/`+/g)];
  // A link may go on in the next line.
  const above = lines.slice(0, at).some((each) => /\]\(|\]:/.test(each));
  if (runs.length > 0 && (above || TAKES_BACKTICKS.test(line))) {
    return undefined;
  }
  const spans: Span[] = [];
  for (let from = 0; from < runs.length; from += 1) {
    const begin = runs[from];
    const partner = runs.findIndex(([marks], later) => later > from && marks === begin?.[0]);
    const end = runs[partner];
    if (!begin || !end) {
      return undefined;
    }
    spans.push([begin.index, end.index + end[0].length]);
    from = partner;
  }
  return spans;
}

/** What may be a fence, a container of a diagram, or a formula that takes what follows it; HTML; images. */
const DANGER =
  /^[\s>*+\d.)-]*(?<marks>`{3,}(?=[^`]*$)|~{3,}|:{3,}|\${2,}|\\(?=begin\{))|<(?=[a-z/!?])|!(?=\[)/gi;

/** An address between angles is a link, and fetches nothing. */
const ADDRESS = /^<[a-z][a-z\d+.-]{1,31}:[^\s<>`]*>/i;

/** @param fence the one that the line begins, and that stays one */
function withoutDanger(line: string, code: readonly Span[], fence?: Fence): string {
  const escaped = line.replace(DANGER, (found: string, ...rest: unknown[]) => {
    const [at] = rest.filter((each) => typeof each === 'number');
    const { marks } = rest.at(-1) as { readonly marks?: string };
    if (marks !== undefined && fence) {
      return found;
    }
    if (marks !== undefined) {
      return found.slice(0, -marks.length) + marks.replace(/[^]/g, '\\$&');
    }
    const isLeft =
      at === undefined ||
      code.some(([from, to]) => from <= at && at < to) ||
      isEscaped(line, at) ||
      (found === '<' && ADDRESS.test(line.slice(at)));
    return isLeft ? found : `\\${found}`;
  });
  // One without words would be a link that nobody sees.
  return escaped.replace(/(?<=\\!\[)[ \t]*(?=\]\()/g, 'image');
}

function isEscaped(line: string, at: number): boolean {
  const [slashes = ''] = /\\*$/.exec(line.slice(0, at)) ?? [];
  return slashes.length % 2 === 1;
}
