import type { Context } from '../model/context';
import { groupBy } from '../model/groupBy';
import type { ItemKind } from '../model/ids';
import { textAt, without, type Fields } from './fields';
import { snapshotKey, type Imported } from './imported';
import { readInsights } from './insights';
import { KEYS_OF, listedItems, type Item, type ListedItem, type ListName } from './listedItems';
import { referencesOf, withReferences, type Follow } from './references';

/** What a context from elsewhere has and ours lacks. */
export interface ImportPlan {
  /** Objectives first, then tasks, agents and decisions, each with the id it gets here. */
  readonly items: readonly { readonly list: ListName; readonly item: Item }[];
  readonly insights: Imported['insights'];
  readonly snapshots: Imported['snapshots'];
  /** Everything else it said; undefined when that is kept already. */
  readonly kept: Fields | undefined;
  /** Ids that belong to other items here. */
  readonly renumbered: readonly { readonly from: string; readonly to: string }[];
  /** How many items, insights and snapshots were not taken because they are here. */
  readonly alreadyThere: number;
}

/**
 * Decides what to take over from a context from elsewhere. Taking over twice adds nothing, and what
 * was changed here since is left as it is.
 * @param ours undefined where no orchestration is there yet
 * @param nextId a free id of a kind, another one at every call
 */
export function planImport(
  ours: Context | undefined,
  imported: Imported,
  nextId: (kind: ItemKind) => string,
): ImportPlan {
  const present = ours ? listedItems(ours) : [];
  const incoming = listedItems(imported.context);
  const pairs = matched(incoming, present);
  const missing = pairs.filter(({ match }) => !match).map(({ entry }) => entry);
  // Not the ids that items without one were given for now.
  const taken = new Set(present.filter(({ item, label }) => item.id === label).map(keyOf));
  const renumbering = renumber(missing, taken, reservedIds(incoming, taken), nextId);
  const ids = new Map(
    pairs.map(({ entry, match }) => [
      keyOf(entry),
      match?.item.id ?? renumbering.get(entry) ?? entry.item.id,
    ]),
  );
  // A name that meant nothing where it came from must not begin to mean something of ours.
  const follow: Follow = (kind, id) => {
    const key = keyTo(kind, id);
    return ids.get(key) ?? (taken.has(key) ? undefined : id);
  };
  const items = missing.map((entry) => ({
    list: entry.list,
    item: withNewId(entry, renumbering.get(entry), follow),
  }));
  const insights = newInsights(ours, imported);
  const snapshots = newSnapshots(ours, imported);
  const offered = incoming.length + imported.insights.length + imported.snapshots.length;
  return {
    items,
    insights,
    snapshots,
    kept: newKept(ours, imported),
    renumbered: [...renumbering].map(([{ item }, to]) => ({ from: item.id, to })),
    alreadyThere: offered - items.length - insights.length - snapshots.length,
  };
}

function keyTo(kind: ItemKind, id: string): string {
  return `${kind} ${id}`;
}

function keyOf({ kind, item }: ListedItem): string {
  return keyTo(kind, item.id);
}

interface Pair {
  readonly entry: ListedItem;
  /** The item it is here already. */
  readonly match: ListedItem | undefined;
}

function matched(incoming: readonly ListedItem[], present: readonly ListedItem[]): Pair[] {
  const byOrigin = groupBy(present, ({ kind, item }) => originKey(kind, item));
  const byId = groupBy(present, keyOf);
  // An id that was only made up for what has none is another one as soon as there are more of them.
  const nameless = groupBy(present.filter(isNameless), ({ kind }) => kind);
  const found = new Set<ListedItem>();
  return incoming.map((entry) => {
    const { kind, item } = entry;
    // One item is not two, even if both say that they come from the same.
    const left = (candidates: readonly ListedItem[] = []): ListedItem[] =>
      candidates.filter((candidate) => !found.has(candidate));
    const match =
      left(byOrigin.get(originKey(kind, item))).find((to) => mayBeSame(kind, to.item, item)) ??
      left(byId.get(keyOf(entry))).find((to) => looksSame(kind, to.item, item)) ??
      left(nameless.get(kind)).find((to) => looksSame(kind, to.item, item));
    if (match) {
      found.add(match);
    }
    return { entry, match };
  });
}

function isNameless({ item, label }: ListedItem): boolean {
  return item.id !== label;
}

function originKey(kind: ItemKind, item: Item): string | undefined {
  const from = textAt(item, 'imported_from');
  return from === undefined ? undefined : keyTo(kind, from);
}

/** Two orchestrations may have the same name: what was created at different times is not one item. */
function mayBeSame(kind: ItemKind, a: Item, b: Item): boolean {
  const { time } = KEYS_OF[kind];
  const [first, second] = [textAt(a, time), textAt(b, time)];
  return first === undefined || second === undefined || first === second;
}

/** An item as it was before it went elsewhere, where a whole context came back. */
function looksSame(kind: ItemKind, a: Item, b: Item): boolean {
  const { text, time } = KEYS_OF[kind];
  return a[text] === b[text] && textAt(a, time) === textAt(b, time);
}

/** Every id the import uses or names, also in vain: a new item must not be taken for one of these. */
function reservedIds(incoming: readonly ListedItem[], taken: ReadonlySet<string>): Set<string> {
  const named = incoming.flatMap(({ item }) => referencesOf(item));
  return new Set([
    ...taken,
    ...incoming.map(keyOf),
    ...named.map(({ kind, id }) => keyTo(kind, id)),
  ]);
}

/** New ids for the items whose own is taken here. */
function renumber(
  missing: readonly ListedItem[],
  taken: ReadonlySet<string>,
  reserved: ReadonlySet<string>,
  nextId: (kind: ItemKind) => string,
): Map<ListedItem, string> {
  const given = new Set<string>();
  const free = (kind: ItemKind): string => {
    for (;;) {
      const id = nextId(kind);
      const key = keyTo(kind, id);
      if (given.has(key)) {
        throw new Error(`${id} was handed out twice`);
      }
      given.add(key);
      if (!reserved.has(key)) {
        return id;
      }
    }
  };
  const clashing = missing.filter((entry) => taken.has(keyOf(entry)));
  return new Map(clashing.map((entry) => [entry, free(entry.kind)]));
}

function withNewId({ item }: ListedItem, id: string | undefined, follow: Follow): Item {
  return { ...withReferences(item, follow), id: id ?? item.id };
}

function newInsights(ours: Context | undefined, imported: Imported): Imported['insights'] {
  const known = new Set(readInsights(ours?.key_insights ?? []).insights.map(({ text }) => text));
  return imported.insights.filter(({ text }) => !known.has(text));
}

function newSnapshots(ours: Context | undefined, imported: Imported): Imported['snapshots'] {
  const known = new Set(
    recordsOf(ours, imported.origin).flatMap(({ snapshots }) => snapshots ?? []),
  );
  return imported.snapshots.filter((snapshot) => !known.has(snapshotKey(snapshot)));
}

function recordsOf(ours: Context | undefined, origin: string) {
  return (ours?.atlas?.imports ?? []).filter((record) => record.origin === origin);
}

/** What only this format's own machinery says; of our own orchestration we say it better ourselves. */
const MACHINERY = ['created_date', 'last_session', 'metrics', 'atlas'];

function newKept(ours: Context | undefined, imported: Imported): Fields | undefined {
  if (recordsOf(ours, imported.origin).length > 0) {
    return undefined;
  }
  if (!ours || !isOurOwn(ours, imported)) {
    return imported.kept;
  }
  const known: Fields = { ...ours, key_insights: readInsights(ours.key_insights ?? []).odd };
  const differing = Object.entries(without(imported.kept, ...MACHINERY)).filter(
    ([key, value]) => JSON.stringify(known[key]) !== JSON.stringify(value),
  );
  return differing.length > 0 ? Object.fromEntries(differing) : undefined;
}

function isOurOwn(ours: Context, { layout, context }: Imported): boolean {
  return (
    layout === 'process' &&
    ours.project_name === context.project_name &&
    ours.created_date !== undefined &&
    ours.created_date === context.created_date
  );
}
