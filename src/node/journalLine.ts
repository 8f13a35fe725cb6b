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
  summed += bytes.length;
  const sum = summed < WORTH_ZLIB ? crcOf(bytes) : crc32(bytes);
  return inHex(sum);
}

/**
 * The same of bytes that come one part after the other.
 * @param before of the parts before, 0 where there are none
 */
export function checksumAfter(before: number, bytes: Uint8Array): number {
  return crc32(bytes, before);
}

/** How a sum is written. */
export function inHex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}

/** So many bytes take as long as loading zlib does, which is ten times as fast then. */
const WORTH_ZLIB = 64 * 1024;
let summed = 0;

function crcOf(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    sum = (sum >>> 4) ^ (HALF_BYTES[sum & 0xf] ?? 0);
    sum = (sum >>> 4) ^ (HALF_BYTES[sum & 0xf] ?? 0);
  }
  return ~sum >>> 0;
}

/** What each half byte does to the sum: the polynomial of IEEE 802.3, its lowest bit first. */
const HALF_BYTES = [
  0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
  0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
];
