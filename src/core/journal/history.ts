import { diffContexts } from '../changes/diffContexts';
import { SCHEMA_VERSION, type Context } from '../model/context';
import { foldEvent } from '../model/applyEvent';
import type { Claim } from '../model/events';
import { renameContext } from './itemIds';
import { ancestorsOf, orderRecords } from './order';
import { idsSince, settleBranches, type SettledHistory } from './branches';
import type { JournalHead, JournalRecord } from './record';

/** Everything that happened, put into its order, and the context it comes to. */
export interface History extends JournalHead {
  readonly records: readonly JournalRecord[];
  readonly context: Context | undefined;
  /** Ids of events that are not there though others follow them: the journal lost lines. */
  readonly missing: readonly string[];
  /** Branches came together, and nobody has written down yet which item has which id. */
  readonly unsettled:
    | { readonly claims: readonly Claim[]; readonly renumbered: SettledHistory['renumbered'] }
    | undefined;
}

/**
 * Everything that happened in its order, with the ids items have now, without what it comes to.
 * @param found the journal's records, in any order
 */
export function settledRecords(found: readonly JournalRecord[]): readonly JournalRecord[] {
  return settleBranches(orderRecords(found)).records;
}

/** @param found the journal's records, in any order */
export function readHistory(found: readonly JournalRecord[]): History {
  const ordered = orderRecords(found);
  const { records, claims, renumbered } = settleBranches(ordered);
  const { seq, heads, missing } = ordered;
  return {
    seq,
    heads,
    missing,
    records,
    context: foldRecords(undefined, records),
    unsettled: heads.length > 1 ? { claims, renumbered } : undefined,
  };
}

/**
 * Folds records into a context, in place; their ids must be settled.
 * @returns undefined where there is neither a context nor an event that begins one
 */
export function foldRecords(
  context: Context | undefined,
  records: readonly JournalRecord[],
): Context | undefined {
  let folded = context;
  for (const record of records) {
    if (!folded && !begins(record)) {
      // The beginning is lost; what came of it cannot be told from the rest.
      continue;
    }
    folded = withRecord(folded, record);
  }
  return folded;
}

function begins({ event }: JournalRecord): boolean {
  return event.type === 'orchestrationCreated' || event.type === 'contextAdopted';
}

function withRecord(context: Context | undefined, record: JournalRecord): Context {
  const folded = foldEvent(context, record.event, record.time);
  const { atlas } = folded;
  folded.atlas = {
    ...(atlas ?? { schema_version: SCHEMA_VERSION }),
    revision: record.seq,
    updated: record.time,
  };
  return folded;
}

/** The context as the writer of an event knew it, or undefined where that event is not in the journal. */
export function contextAt(id: string, found: readonly JournalRecord[]): Context | undefined {
  const known = ancestorsOf(id, orderRecords(found).records);
  return known && readHistory(known).context;
}

/** The same, in the ids of today. */
export interface EarlierKnowledge {
  readonly context: Context;
  /** Calls the items of a context as they are called now: a merge may have given some a new number. */
  readonly inTodaysIds: (context: Context) => Context;
}

/** undefined where that event is not in the journal. */
export function knowledgeAt(
  id: string,
  found: readonly JournalRecord[],
): EarlierKnowledge | undefined {
  const { records, linear } = orderRecords(found);
  const known = ancestorsOf(id, records);
  const context = known && readHistory(known).context;
  if (!context) {
    return undefined;
  }
  const ids = linear ? NOTHING_RENAMED : idsSince(known, records);
  const now = (before: string): string => ids.get(before) ?? before;
  const inTodaysIds = (earlier: Context): Context =>
    ids.size === 0
      ? earlier
      : renameContext(earlier, { ownId: (claim) => now(claim.id), meantBy: now });
  return { context: inTodaysIds(context), inTodaysIds };
}

const NOTHING_RENAMED: ReadonlyMap<string, string> = new Map();

/** Whether two contexts hold the same, whatever Atlas itself notes beside. */
export function holdSame(one: Context, other: Context): boolean {
  return diffContexts(one, other).length === 0;
}
