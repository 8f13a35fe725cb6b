import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

/** Of the raw output, the end from which the last lines are taken. */
const KEPT_CHARACTERS = 16_000;
/** A line that does not end is handed on in pieces of this length. */
const LONGEST_LINE = 8_000;
const TAIL_BYTES = 2_000;

/** Takes what was printed. Where it returns a promise, the program waits for that before it prints more. */
export type OnOutput = (text: string) => Promise<void> | undefined;

/** What a program prints, in lines that are safe to show, and the last of it. */
export class OutputLines {
  readonly #onOutput: OnOutput | undefined;
  readonly #decoders = { out: new StringDecoder('utf8'), err: new StringDecoder('utf8') };
  readonly #open = { out: '', err: '' };
  #last = '';

  constructor(onOutput?: OnOutput) {
    this.#onOutput = onOutput;
  }

  /** @returns what has to be waited for before there may be more */
  add(stream: 'out' | 'err', part: Buffer): Promise<void> | undefined {
    const text = this.#open[stream] + this.#decoders[stream].write(part);
    const end = text.lastIndexOf('\n') + 1;
    const rest = text.slice(end);
    const isLong = rest.length > LONGEST_LINE;
    this.#open[stream] = isLong ? '' : rest;
    return this.#tell(isLong ? text : text.slice(0, end));
  }

  /** No more comes. Returns the last lines. */
  end(): string {
    for (const stream of ['out', 'err'] as const) {
      void this.#tell(this.#open[stream] + this.#decoders[stream].end());
      this.#open[stream] = '';
    }
    return tailOf(this.#last.trim());
  }

  #tell(text: string): Promise<void> | undefined {
    const clean = plain(text);
    if (clean === '') {
      return undefined;
    }
    this.#last = (this.#last + clean).slice(-KEPT_CHARACTERS);
    return this.#onOutput?.(clean);
  }
}

/** Without colours and without anything that moves a cursor; of a line written over itself, what is seen at last. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r+\n/g, '\n')
    .replace(/^.*\r(?=[^\n])/gm, '')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}

/** As many whole lines from the end as fit; of a single long line, its end. */
function tailOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  let first = lines.length;
  for (let bytes = 0; first > 0; first -= 1) {
    bytes += Buffer.byteLength(lines[first - 1] ?? '') + 1;
    if (bytes > TAIL_BYTES) {
      break;
    }
  }
  const [last = ''] = lines.slice(-1);
  const end = first < lines.length ? lines.slice(first).join('\n') : lastLetters(last);
  return end.length < text.length ? `…\n${end}` : end;
}

function lastLetters(line: string): string {
  return Buffer.from(line)
    .subarray(-TAIL_BYTES)
    .toString('utf8')
    .replace(/^\uFFFD+/, '');
}
