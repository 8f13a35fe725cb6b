import { defineKey, ownValue } from '../core/changes/jsonValues';
import type { Slices } from '../core/slices';
import { SLICE_BYTES } from './slices';

/**
 * Parses JSON as `JSON.stringify(value, null, 2)` lays it out, some entries of a list at a time: a window
 * stands still while `JSON.parse` is at work. A list is known by where its lines begin, which nothing in
 * a text can look like: a line end in a text is written `\n`. Takes hardly longer than parsing it whole.
 *
 * What stands in no list below objects, and a single entry of one, is parsed in one go.
 */
export function* parseLaidOut(bytes: Buffer, sliceBytes = SLICE_BYTES): Slices<unknown> {
  const lists: OpenList[] = [];
  /** The text without the entries of its lists, and the keys that lead to its end. */
  const frame: string[] = [];
  const keys: string[] = [];
  let counted = 0;
  for (let at = 0; at < bytes.length;) {
    const end = lineEnd(bytes, at);
    const line = bytes.toString('utf8', at, end);
    frame.push(line);
    at = end;
    const indent = line.search(/[^ ]/);
    const key = /^ *("(?:[^"\\]|\\.)*"): [[{]\n$/.exec(line)?.[1];
    if (key !== undefined) {
      keys.length = indent / 2 - 1;
      keys.push(JSON.parse(key) as string);
      if (line.endsWith('[\n')) {
        const entries: unknown[] = [];
        lists.push({ path: [...keys], entries });
        at = yield* readEntries(bytes, at, { indent, entries, sliceBytes });
      }
    }
    counted += line.length;
    if (counted > sliceBytes) {
      counted = 0;
      yield;
    }
  }
  const value = JSON.parse(frame.join('')) as unknown;
  for (const { path, entries } of lists) {
    put(value, path, entries);
  }
  return value;
}

/** A value as the bytes that a thread hands over to a window. */
export function laidOut(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

/** The value that a thread has laid out. */
export function* parsedBytes(bytes: Uint8Array | undefined): Slices<unknown> {
  return bytes && (yield* parseLaidOut(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
}

interface OpenList {
  readonly path: readonly string[];
  readonly entries: unknown[];
}

/** @returns where the line with the list's bracket begins */
function* readEntries(
  bytes: Buffer,
  from: number,
  {
    indent,
    entries,
    sliceBytes,
  }: { readonly indent: number; readonly entries: unknown[]; readonly sliceBytes: number },
): Slices<number> {
  for (let at = from; ;) {
    const end = endOfEntries(bytes, at, { indent, sliceBytes });
    const closes = bytes[end + indent] === BRACKET;
    // Without the line end, and without the comma before it where more follows.
    const text = bytes.toString('utf8', at, closes ? end - 1 : end - 2);
    for (const entry of JSON.parse(`[${text}]`) as unknown[]) {
      entries.push(entry);
    }
    yield;
    if (closes) {
      return end;
    }
    at = end;
  }
}

/** The first line after a slice that begins an entry of this list, or that closes it. */
function endOfEntries(
  bytes: Buffer,
  from: number,
  { indent, sliceBytes }: { readonly indent: number; readonly sliceBytes: number },
): number {
  const mark = `\n${' '.repeat(indent)}]`;
  const close = bytes.subarray(from, from + sliceBytes + mark.length).indexOf(mark);
  if (close >= 0) {
    return from + close + 1;
  }
  for (let at = lineEnd(bytes, from + sliceBytes - 1); at < bytes.length; at = lineEnd(bytes, at)) {
    const depth = indentAt(bytes, at);
    if (depth === indent || (depth === indent + 2 && !CLOSING.has(bytes[at + depth] ?? 0))) {
      return at;
    }
  }
  throw new SyntaxError('A list without its end');
}

/** Where the next line begins. */
function lineEnd(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(LINE_END, from);
  return found < 0 ? bytes.length : found + 1;
}

function indentAt(bytes: Buffer, at: number): number {
  let end = at;
  while (bytes[end] === SPACE) {
    end += 1;
  }
  return end - at;
}

function put(root: unknown, path: readonly string[], entries: unknown[]): void {
  const holder = path.slice(0, -1).reduce(ownValue, root);
  defineKey(holder as Readonly<Record<string, unknown>>, path.at(-1) ?? '', entries);
}

const LINE_END = 0x0a;
const SPACE = 0x20;
const BRACKET = 0x5d;
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);
