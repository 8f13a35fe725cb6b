import { settledRecords } from '../core/journal/history';
import type { JournalRecord } from '../core/journal/record';
import type { JournalFile } from './journalFile';
import { inSlices } from './slices';

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

/** The same, where others may go on meanwhile; where branches came together, at once. */
export async function historyInSlices(
  journal: JournalFile | undefined,
  since?: string,
): Promise<readonly JournalRecord[]> {
  const records = journal && (await inSlices(journal.readInSlices(since)));
  return records ?? historyOf(journal, since);
}
