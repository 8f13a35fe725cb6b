import type { Claim } from '../model/events';
import { formatId, numberIn, type ItemKind } from '../model/ids';
import { claimsOf, renameIds, type ItemClaim } from './itemIds';
import type { OrderedRecords } from './order';
import type { JournalRecord } from './record';

/** A history in which every id means one item. */
export interface SettledHistory {
  readonly records: readonly JournalRecord[];
  /** Which item has which id, where several had claimed the same; what `branchesMerged` records. */
  readonly claims: readonly Claim[];
  /** Items that are called something else than on the branch they come from. */
  readonly renumbered: readonly {
    readonly kind: ItemKind;
    readonly from: string;
    readonly to: string;
  }[];
}

/** What one line of work knows: which item it means by an id that several claim. */
type View = ReadonlyMap<string, string>;

const NOTHING: View = new Map();

/**
 * Tells apart items that got the same id on different branches. The one that was made first (in the
 * order of the journal) keeps it, the others get the next free numbers, and every reference follows
 * the item its writer meant: the one that its own branch knew under that id.
 *
 * The outcome depends on the records alone, so both sides of a merge come to the same; the first
 * operation after it writes it down (`branchesMerged`), so that later merges cannot change it.
 */
export function settleBranches(history: OrderedRecords): SettledHistory {
  const items = history.linear ? undefined : new ClaimedItems(history.records);
  if (!items || items.contested.size === 0) {
    return { records: history.records, claims: [], renumbered: [] };
  }
  const views = new Map<string, View>();
  const records = history.records.map((record) => {
    const view = items.viewAfter(record, mergedView(record.prev.map((id) => views.get(id))));
    views.set(record.id, view);
    const event = renameIds(record.event, {
      ownId: (claim) => items.idOf(claim.item) ?? claim.id,
      meantBy: (id) => items.idOf(view.get(id)) ?? id,
    });
    return event === record.event ? record : { ...record, event };
  });
  return { records, claims: items.claims(), renumbered: items.renumbered() };
}

/**
 * What items are called now that a part of the history called otherwise, by the id they had in it.
 * @param known the part, with everything its writer had seen
 */
export function idsSince(
  known: readonly JournalRecord[],
  all: readonly JournalRecord[],
): ReadonlyMap<string, string> {
  const [then, now] = [new ClaimedItems(known), new ClaimedItems(all)];
  return new Map(
    then
      .items()
      .map((item) => [then.idOf(item) ?? '', now.idOf(item) ?? ''] as const)
      .filter(([before, after]) => before !== after),
  );
}

/** Where a writer had seen several branches before anybody settled them, the first to claim is meant. */
function mergedView(views: readonly (View | undefined)[]): View {
  const [first = NOTHING, ...others] = views;
  const different = others.filter((view): view is View => view !== undefined && view !== first);
  return different.length === 0
    ? first
    : new Map([...different.flatMap((view) => [...view]), ...first]);
}

class ClaimedItems {
  readonly #claims = new Map<string, ItemClaim>();
  readonly #idOf = new Map<string, string>();
  /** Ids that more than one item claimed, at any time. */
  readonly contested = new Set<string>();

  constructor(records: readonly JournalRecord[]) {
    const claimedBy = new Map<string, Set<string>>();
    const note = (id: string, item: string): void => {
      const items = claimedBy.get(id) ?? new Set();
      claimedBy.set(id, items.add(item));
      if (items.size > 1) {
        this.contested.add(id);
      }
    };
    const highest = new HighestNumbers();
    for (const { event } of records) {
      for (const claim of claimsOf(event)) {
        note(claim.id, claim.item);
        highest.see(claim.kind, claim.id);
        if (!this.#claims.has(claim.item)) {
          this.#claims.set(claim.item, claim);
          this.#idOf.set(claim.item, claim.id);
        }
      }
      highest.count(event);
      if (event.type === 'branchesMerged') {
        for (const { item, id } of event.claims) {
          this.#idOf.set(item, id);
          note(id, item);
          const kind = this.#claims.get(item)?.kind;
          if (kind) {
            highest.see(kind, id);
          }
        }
      }
    }
    this.#settle(highest);
  }

  /** All items there are, by what tells them apart. */
  items(): string[] {
    return [...this.#claims.keys()];
  }

  idOf(item: string | undefined): string | undefined {
    return item === undefined ? undefined : this.#idOf.get(item);
  }

  viewAfter({ event }: JournalRecord, before: View): View {
    const own = claimsOf(event).filter(({ id }) => this.contested.has(id));
    const settled = event.type === 'branchesMerged' ? event.claims : [];
    return own.length + settled.length === 0
      ? before
      : new Map([...before, ...own.map(pair), ...settled.map(pair)]);
  }

  claims(): Claim[] {
    return [...this.#contestants()].map(({ item }) => ({ item, id: this.#idOf.get(item) ?? '' }));
  }

  renumbered(): SettledHistory['renumbered'] {
    return [...this.#contestants()]
      .map(({ item, kind, id }) => ({ kind, from: id, to: this.#idOf.get(item) ?? id }))
      .filter(({ from, to }) => from !== to);
  }

  *#contestants(): Iterable<ItemClaim> {
    for (const claim of this.#claims.values()) {
      if (this.contested.has(claim.id) || this.contested.has(this.#idOf.get(claim.item) ?? '')) {
        yield claim;
      }
    }
  }

  /** In the order of the first claims: who came first keeps the id. */
  #settle(highest: HighestNumbers): void {
    const taken = new Set<string>();
    for (const { item, kind } of this.#claims.values()) {
      const wanted = this.#idOf.get(item) ?? '';
      const id = taken.has(`${kind} ${wanted}`) ? highest.next(kind) : wanted;
      taken.add(`${kind} ${id}`);
      this.#idOf.set(item, id);
    }
  }
}

function pair({ id, item }: Claim): [string, string] {
  return [id, item];
}

/** Numbers continue where `nextId` would: after the highest id, and after the format's own counters. */
class HighestNumbers {
  readonly #ids: Record<ItemKind, bigint> = { objective: 0n, task: 0n, agent: 0n, decision: 0n };
  readonly #counts: Record<ItemKind, bigint> = { objective: 0n, task: 0n, agent: 0n, decision: 0n };

  see(kind: ItemKind, id: string): void {
    const number = numberIn(kind, id);
    if (number > this.#ids[kind]) {
      this.#ids[kind] = number;
    }
  }

  count(event: JournalRecord['event']): void {
    switch (event.type) {
      case 'contextAdopted': {
        const { metrics = {} } = event.context;
        this.#counts.task += whole(metrics.total_tasks_completed);
        this.#counts.agent += whole(metrics.total_agents_spawned);
        this.#counts.decision += whole(metrics.total_decisions_made);
        break;
      }
      case 'taskCompleted':
        this.#counts.task += 1n;
        break;
      case 'agentSpawned':
        this.#counts.agent += 1n;
        break;
      case 'decisionMade':
        this.#counts.decision += 1n;
        break;
      default:
    }
  }

  next(kind: ItemKind): string {
    const after = this.#ids[kind] > this.#counts[kind] ? this.#ids[kind] : this.#counts[kind];
    this.#ids[kind] = after + 1n;
    return formatId(kind, after + 1n);
  }
}

function whole(count: number | undefined): bigint {
  return BigInt(Math.max(0, Math.ceil(count ?? 0)));
}
