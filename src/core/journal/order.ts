import type { JournalHead, JournalRecord } from './record';

/** Records in the order in which they are folded, and what is wrong with them. */
export interface OrderedRecords extends JournalHead {
  readonly records: readonly JournalRecord[];
  /** Nothing but one event after the other: nobody could have used an id twice. */
  readonly linear: boolean;
  /** Ids of events that others name as the one before them and that are not there: lines were lost. */
  readonly missing: readonly string[];
}

/**
 * Puts records into their one order: by `seq`, then by id. An event's number is higher than that of
 * every event its writer had seen (Lamport, "Time, Clocks, and the Ordering of Events in a Distributed
 * System", 1978), so causes come before effects, and everybody who has the same records gets the same
 * order, whichever branch was merged into which.
 */
export function orderRecords(found: readonly JournalRecord[]): OrderedRecords {
  const last = found.at(-1);
  if (isLinear(found)) {
    const heads = last ? [last.id] : [];
    return { records: found, linear: true, missing: [], seq: last?.seq ?? 0, heads };
  }
  const byId = new Map(found.map((record) => [record.id, record]));
  const records = [...byId.values()].sort(
    (a, b) => a.seq - b.seq || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const named = new Set(records.flatMap((record) => record.prev));
  const heads = records.filter((record) => !named.has(record.id)).map((record) => record.id);
  const mended = new Set(
    records.flatMap(({ event }) => (event.type === 'journalMended' ? event.lost : [])),
  );
  const missing = [...named].filter((id) => !byId.has(id) && !mended.has(id));
  return { records, linear: false, missing, seq: records.at(-1)?.seq ?? 0, heads };
}

/** Whether these records go on where the journal ended, with nothing in between and nothing beside. */
export function follows(head: JournalHead, records: readonly JournalRecord[]): boolean {
  let { seq } = head;
  let heads = head.heads;
  for (const record of records) {
    if (record.seq !== seq + 1 || !sameIds(record.prev, heads)) {
      return false;
    }
    ({ seq } = record);
    heads = [record.id];
  }
  return true;
}

/** The records whose writers' knowledge led to this one, itself included; undefined where it is not there. */
export function ancestorsOf(
  id: string,
  records: readonly JournalRecord[],
): JournalRecord[] | undefined {
  const byId = new Map(records.map((record) => [record.id, record]));
  if (!byId.has(id)) {
    return undefined;
  }
  const seen = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!seen.has(next)) {
      seen.add(next);
      waiting.push(...(byId.get(next)?.prev ?? []));
    }
  }
  return records.filter((record) => seen.has(record.id));
}

function isLinear(records: readonly JournalRecord[]): boolean {
  return follows({ seq: 0, heads: [] }, records);
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
