import { settledRecords } from '../core/journal/history';
import type { JournalRecord } from '../core/journal/record';
import type { Slices } from '../core/slices';
import type { JournalFile } from './journalFile';
import { laidOut, parseLaidOut } from './slicedJson';
import { SLICE_BYTES } from './slices';

/**
 * Everything that ever happened, in its order, with the ids items have now.
 * @param since ISO 8601; what was recorded before may be left out
 */
export function historyOf(
  journal: JournalFile | undefined,
  since?: string,
): readonly JournalRecord[] {
  const recent = since === undefined ? undefined : journal?.readSince(since);
  return recent ?? (journal ? settledRecords(journal.read().records) : []);
}

/** Records as a thread hands them over: a window parses them in slices, while objects would be copied in one go. */
export function packed(records: readonly JournalRecord[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let some: string[] = [];
  let length = 0;
  const close = (): void => {
    if (some.length > 0) {
      parts.push(new TextEncoder().encode(`[${some.join(',')}]`));
    }
    [some, length] = [[], 0];
  };
  for (const record of records) {
    const text = JSON.stringify(record);
    if (text.length > SLICE_BYTES) {
      close();
      parts.push(laidOut(record));
    } else {
      some.push(text);
      length += text.length;
    }
    if (length > SLICE_BYTES) {
      close();
    }
  }
  close();
  return parts;
}

export function* unpacked(parts: readonly Uint8Array[]): Slices<readonly JournalRecord[]> {
  const records: JournalRecord[] = [];
  for (const { buffer, byteOffset, length } of parts) {
    const bytes = Buffer.from(buffer, byteOffset, length);
    if (bytes[0] === LIST) {
      for (const record of JSON.parse(bytes.toString('utf8')) as JournalRecord[]) {
        records.push(record);
      }
    } else {
      records.push((yield* parseLaidOut(bytes)) as JournalRecord);
    }
    yield;
  }
  return records;
}

/** `[`: some records; anything else is a single one that is long. */
const LIST = 0x5b;
