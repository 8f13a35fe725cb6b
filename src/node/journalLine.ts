import { crc32 } from 'node:zlib';
import type { JournalRecord } from '../core/journal/record';
import type { AtlasEvent } from '../core/model/events';

/** What stands at the end of a line, after everything that is summed: `,"sum":"0123abcd"}`. */
const SUM_LENGTH = 18;

/** One line of the journal, without its line end. */
export function encodeRecord(record: JournalRecord): string {
  const { type, ...data } = record.event;
  const { seq, id, prev, time, actor, session, batch } = record;
  const body = JSON.stringify({
    seq,
    id,
    prev: prev.length > 1 ? prev : (prev[0] ?? null),
    time,
    actor,
    session,
    type,
    data,
    ...(batch ? { batch } : {}),
  });
  return `${body.slice(0, -1)},"sum":"${sumOf(body)}"}`;
}

/** The record a line holds; undefined where the line is not whole, or not as it was written. */
export function decodeRecord(line: string): JournalRecord | undefined {
  const body = `${line.slice(0, -SUM_LENGTH)}}`;
  if (line.slice(-SUM_LENGTH) !== `,"sum":"${sumOf(body)}"}`) {
    return undefined;
  }
  const { type, data, prev, ...rest } = JSON.parse(body) as Line;
  return {
    ...rest,
    prev: prev === null ? [] : typeof prev === 'string' ? [prev] : prev,
    event: { type, ...data } as AtlasEvent,
  };
}

type Line = Omit<JournalRecord, 'prev' | 'event'> & {
  readonly prev: string | readonly string[] | null;
  readonly type: string;
  readonly data: object;
};

function sumOf(body: string): string {
  return checksum(Buffer.from(body, 'utf8'));
}

/** CRC-32 (as in zlib), in eight hex digits. It finds accidents, not intent. */
export function checksum(bytes: Uint8Array): string {
  const sum = bytes.length < WORTH_ZLIB ? crcOf(bytes) : crc32(bytes);
  return sum.toString(16).padStart(8, '0');
}

/** From so many bytes on zlib is faster, though it has to be loaded first. */
const WORTH_ZLIB = 64 * 1024;

function crcOf(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum = (sum >>> 8) ^ (CRC_TABLE[(sum ^ byte) & 0xff] ?? 0);
  }
  return ~sum >>> 0;
}

/** What each byte does to the sum: the polynomial of IEEE 802.3, its lowest bit first. */
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return sum;
});
