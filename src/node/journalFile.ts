import * as fs from 'node:fs';
import { follows, orderRecords } from '../core/journal/order';
import type { JournalHead, JournalRecord } from '../core/journal/record';
import type { Slices } from '../core/slices';
import { errorCode, replaceFile, syncFolder } from './atomicFile';
import { decodeRecord, encodeRecord } from './journalLine';
import * as path from 'node:path';
import { SLICE_BYTES } from './slices';

/** A part of the journal, from some byte on to its end. */
export interface JournalPart {
  readonly records: readonly JournalRecord[];
  /** Where the last line with a line end ends, in bytes from the beginning of the file. */
  readonly end: number;
  /** Lines that are no records, counted from 1 in this part. */
  readonly bad: readonly BadLine[];
  /** What follows the last line end: a line that was not written to its end. */
  readonly torn: boolean;
}

export interface BadLine {
  readonly line: number;
  /** `conflict`: git's marker between two sides; `torn`: left behind by a crash; `damaged`: not as it was written; `alone`: of an operation whose other lines are missing. */
  readonly why: 'conflict' | 'torn' | 'damaged' | 'alone';
}

/**
 * The journal: one event a line, only ever appended to. Nothing in it is ever written over; a line that
 * was not finished is left behind and skipped, because no later line names it as the one before.
 */
export class JournalFile {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** undefined where there is none. */
  stat(): fs.Stats | undefined {
    return fs.statSync(this.file, { throwIfNoEntry: false });
  }

  /** Reads from a byte on, which must be the beginning of a line. */
  read(from = 0): JournalPart {
    return partOf(this.#bytes(from), from);
  }

  /**
   * The same of about so many bytes, up to where the last of the operations ends that are there with all
   * their lines; what follows them is left for the next time. Undefined where the first of them alone is
   * longer than can be read without standing still.
   */
  readSome(from: number, most: number): JournalPart | undefined {
    const size = this.stat()?.size ?? 0;
    for (let length = most; from + length < size; length *= 2) {
      const part = partOf(withoutLastHalf(this.#bytes(from, from + length)), from);
      if (part.end > from) {
        return part;
      }
      if (length > SLICE_BYTES) {
        return undefined;
      }
    }
    return this.read(from);
  }

  /**
   * The last records, from a moment on and perhaps some before it; undefined where only reading it all
   * can tell, because branches came together since.
   * @param since ISO 8601 in UTC
   */
  readSince(since: string): readonly JournalRecord[] | undefined {
    const size = this.stat()?.size ?? 0;
    for (let length = LOOK_BACK_BYTES; ; length *= 4) {
      const from = this.#lineStartAfter(Math.max(0, size - length));
      const { records, bad } = this.read(from);
      const [first] = records;
      if (bad.length > 0 || (first && !follows(before(first), records))) {
        return undefined;
      }
      if (from === 0 || (first && first.time < since)) {
        return records;
      }
    }
  }

  /**
   * All records, or the last ones from a moment on and perhaps some before it, with places to stop;
   * undefined where only reading it all can tell.
   * @param since ISO 8601 in UTC
   */
  *readInSlices(since?: string): Slices<readonly JournalRecord[] | undefined> {
    const records: JournalRecord[] = [];
    const from = since === undefined ? 0 : yield* this.#placeBefore(since);
    const isWhole = yield* this.readInParts((part) => {
      part.forEach((record) => records.push(record));
      return true;
    }, from);
    const [first] = records;
    return isWhole && !(first && !follows(before(first), records)) ? records : undefined;
  }

  /**
   * The records part by part, with places to stop, for whoever needs to see each only once.
   * @param take whether a part can be used by itself
   * @param from in bytes: the beginning of a line
   * @returns false where only reading it all can tell; some parts may have been taken by then
   */
  *readInParts(take: (records: readonly JournalRecord[]) => boolean, from = 0): Slices<boolean> {
    let at = from;
    for (let size = this.stat()?.size ?? 0; at < size; size = this.stat()?.size ?? 0) {
      const part = this.readSome(at, SLICE_BYTES);
      if (!part || part.bad.length > 0 || !take(part.records)) {
        return false;
      }
      if (part.end === at) {
        return true;
      }
      at = part.end;
      yield;
    }
    return true;
  }

  /** A beginning of a line that was written before a moment, or the beginning of it all. */
  *#placeBefore(since: string): Slices<number> {
    for (let at = (this.stat()?.size ?? 0) - LOOK_BACK_BYTES; at > 0; at -= LOOK_BACK_BYTES) {
      const lineEnd = this.#bytes(at, at + LOOK_BACK_BYTES).indexOf(LINE_END);
      const part = lineEnd < 0 ? undefined : this.readSome(at + lineEnd + 1, ONE_LINE_BYTES);
      const [first] = part?.records ?? [];
      if (first && first.time < since) {
        return at + lineEnd + 1;
      }
      yield;
    }
    return 0;
  }

  /** Leaves the records only, in the one order of them, so that both sides of a merge write the same. */
  clearMarks(): void {
    this.rewrite(orderRecords(this.read().records).records);
  }

  /** Writes the journal anew without the lines that are no records, all at once. */
  rewrite(records: readonly JournalRecord[]): void {
    replaceFile(this.file, records.map((record) => `${encodeRecord(record)}\n`).join(''));
  }

  /** Whether the line that ends at this byte is the event of this id. */
  hasAt(end: number, id: string): boolean {
    return this.idAt(end) === id;
  }

  /** The event whose line ends at this byte; undefined where none does. */
  idAt(end: number): string | undefined {
    const line = this.#lineEndingAt(end);
    return line === undefined ? undefined : decodeRecord(line)?.id;
  }

  /**
   * What `append` will write after a line that ends at `from`, and where the journal will end then, in
   * bytes. A line without its end is ended first.
   */
  encode(
    records: readonly JournalRecord[],
    from: number,
  ): { readonly lines: Buffer; readonly end: number } {
    const size = this.stat()?.size ?? 0;
    const text = `${records.map(encodeRecord).join('\n')}\n`;
    const lines = Buffer.from(size > from ? `${LEFT_BEHIND}\n${text}` : text, 'utf8');
    return { lines, end: size + lines.length };
  }

  /**
   * Appends and syncs.
   * @throws the error of the file system; then nothing of it counts
   */
  append(lines: Buffer): void {
    const isNew = this.stat() === undefined;
    const handle = fs.openSync(this.file, 'a');
    try {
      appendWhole(handle, lines, () => {
        if (isNew) {
          syncFolder(path.dirname(this.file));
        }
      });
    } finally {
      closeWhateverComes(handle);
    }
  }

  /** The first beginning of a line at or after a byte. */
  #lineStartAfter(from: number): number {
    if (from === 0) {
      return 0;
    }
    const lineEnd = this.#bytes(from - 1).indexOf(LINE_END);
    return lineEnd < 0 ? 0 : from + lineEnd;
  }

  #bytes(from: number, to = Infinity): Buffer {
    const handle = openIfThere(this.file);
    if (handle === undefined) {
      return Buffer.alloc(0);
    }
    try {
      return readBetween(handle, from, Math.min(to, fs.fstatSync(handle).size));
    } finally {
      fs.closeSync(handle);
    }
  }

  #lineEndingAt(end: number): string | undefined {
    const handle = openIfThere(this.file);
    if (handle === undefined) {
      return undefined;
    }
    try {
      if (end < 1 || fs.fstatSync(handle).size < end) {
        return undefined;
      }
      for (let length = 1024; ; length *= 8) {
        const from = Math.max(0, end - length);
        const bytes = readBetween(handle, from, end);
        const start = bytes.lastIndexOf(LINE_END, bytes.length - 2);
        if (start >= 0 || from === 0) {
          return bytes.at(-1) === LINE_END
            ? bytes.toString('utf8', start + 1, bytes.length - 1)
            : undefined;
        }
      }
    } finally {
      fs.closeSync(handle);
    }
  }
}

function partOf(bytes: Buffer, from: number): JournalPart {
  const lastEnd = bytes.lastIndexOf(LINE_END) + 1;
  const lines = bytes.toString('utf8', 0, lastEnd).split('\n').slice(0, -1);
  const records: JournalRecord[] = [];
  const bad: BadLine[] = [];
  for (const [index, line] of lines.entries()) {
    const record = recordIn(line);
    if (record) {
      records.push(record);
    } else if (!isEmpty(line)) {
      bad.push({ line: index + 1, why: whyBad(withoutReturn(line)) });
    }
  }
  const whole = withoutHalves(records);
  return { records: whole, end: from + lastEnd, bad, torn: lastEnd < bytes.length };
}

/** Up to the operation at the end, if some of its lines are not there. */
function withoutLastHalf(bytes: Buffer): Buffer {
  let end = bytes.lastIndexOf(LINE_END) + 1;
  const last = end;
  let first: string | undefined;
  for (let lines = 1; end > 0; lines += 1) {
    const start = bytes.lastIndexOf(LINE_END, end - 2) + 1;
    const batch = recordIn(bytes.toString('utf8', start, end - 1))?.batch;
    if (!batch || (first !== undefined && batch.first !== first)) {
      break;
    }
    first = batch.first;
    end = start;
    if (lines === batch.of) {
      return bytes.subarray(0, last);
    }
  }
  return bytes.subarray(0, end);
}

function recordIn(line: string): JournalRecord | undefined {
  return isEmpty(line) ? undefined : decodeRecord(withoutReturn(line));
}

function isEmpty(line: string): boolean {
  return withoutReturn(line) === '';
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

const LINE_END = 0x0a;
const LOOK_BACK_BYTES = 256 * 1024;
/** Nearly every line is shorter. */
const ONE_LINE_BYTES = 4 * 1024;

function before(record: JournalRecord): JournalHead {
  return { seq: record.seq - 1, heads: record.prev };
}

/** Ends a line that was not finished. Without it, one that lacks nothing but its end would count from then on. */
const LEFT_BEHIND = '#';
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

function whyBad(line: string): BadLine['why'] {
  return CONFLICT.test(line) ? 'conflict' : line.endsWith(LEFT_BEHIND) ? 'torn' : 'damaged';
}

/** Without operations of which a crash left only some events: they were never said to be done. */
function withoutHalves(records: JournalRecord[]): JournalRecord[] {
  // By their ids: a merge may leave the same line twice.
  const found = new Map<string, Set<string>>();
  for (const { id, batch } of records) {
    if (batch) {
      found.set(batch.first, (found.get(batch.first) ?? new Set()).add(id));
    }
  }
  return found.size === 0
    ? records
    : records.filter(({ batch }) => !batch || found.get(batch.first)?.size === batch.of);
}

/**
 * All of it, on disk, or nothing: what was written of it before a fault is taken back, as far as that
 * is possible, also when nothing but the syncing failed.
 */
function appendWhole(handle: number, bytes: Buffer, alsoSync: () => void): void {
  const before = fs.fstatSync(handle).size;
  try {
    for (let done = 0; done < bytes.length;) {
      done += fs.writeSync(handle, bytes, done);
    }
    fs.fdatasyncSync(handle);
    alsoSync();
  } catch (error) {
    try {
      fs.ftruncateSync(handle, before);
    } catch {
      // It stays behind as a line without its end, and is skipped.
    }
    throw error;
  }
}

/** All is on disk by then, or all was taken back: the closing decides nothing. */
function closeWhateverComes(handle: number): void {
  try {
    fs.closeSync(handle);
  } catch (error) {
    if (errorCode(error) === undefined) {
      throw error;
    }
  }
}

function readBetween(handle: number, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, to - from));
  let done = 0;
  while (done < bytes.length) {
    const read = fs.readSync(handle, bytes, done, bytes.length - done, from + done);
    if (read === 0) {
      break;
    }
    done += read;
  }
  return bytes.subarray(0, done);
}

function openIfThere(file: string): number | undefined {
  try {
    return fs.openSync(file, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}
