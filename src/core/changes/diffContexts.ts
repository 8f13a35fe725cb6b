import type { Context } from '../model/context';
import { ITEM_KINDS, type ItemKind } from '../model/ids';
import {
  KEYS_OF_THE_FILE,
  VALUE_LISTS,
  listAt,
  listsOf,
  pathOf,
  type ContextChange,
  type Path,
  type ValueList,
} from './contextChange';
import { differencesBetween, type Difference } from './differences';
import { settleDuplicates } from './duplicates';
import { entriesOf, hasList, indexItems, type ItemIndex, type PlacedItem } from './itemIndex';
import { canonicalText, isJsonObject, ownValue, sameJson, type JsonObject } from './jsonValues';
import { Tally } from './tally';

/**
 * What somebody changed in a context: applied to `base`, the changes give `theirs`, up to the order
 * inside lists. Two contexts that say the same have none. Takes time linear in what the two hold, and
 * next to none for lists that are the same object.
 *
 * Not told: what only Atlas writes (KEYS_OF_THE_FILE), and whether an `atlas` without any other key is
 * there at all. When `theirs` has an id twice, the second item is an `add` of an id that is taken;
 * rebaseChanges gives it an id of its own.
 */
export function diffContexts(base: Context, theirs: Context): ContextChange[] {
  return [
    ...ITEM_KINDS.flatMap((kind) => itemChanges(kind, base, theirs)),
    ...insightChanges(base, theirs),
    ...VALUE_LISTS.flatMap((list) => presenceChange(list, base, theirs)),
    ...keyChanges(base, theirs),
  ];
}

function itemChanges(kind: ItemKind, base: Context, theirs: Context): ContextChange[] {
  if (listsOf(kind).every((list) => sameJson(entriesOf(base, list), entriesOf(theirs, list)))) {
    return [];
  }
  const before = indexItems(base, kind);
  const after = indexItems(theirs, kind);
  const { items, rejected, others } = settleDuplicates(kind, before, after);
  return [
    ...[...items].flatMap(([id, placed]) => {
      const was = before.items.get(id);
      return was ? changesOfItem(kind, was, placed) : [addition(placed)];
    }),
    ...rejected.map(addition),
    ...[...before.items]
      .filter(([id]) => !items.has(id))
      .map(([id, { list, item }]) => ({ op: 'remove' as const, list, id, was: item })),
    ...valueChanges(looseValues(before), after.values, others),
  ];
}

function addition({ list, item }: PlacedItem): ContextChange {
  return { op: 'add', list, item };
}

/** The move comes first: whether a later change still fits depends on where the item stands. */
function changesOfItem(kind: ItemKind, was: PlacedItem, now: PlacedItem): ContextChange[] {
  const { id } = was.item;
  const fields = differencesBetween(was.item, now.item, () => false);
  return [
    ...(was.list === now.list
      ? []
      : [{ op: 'move' as const, kind, id, from: was.list, to: now.list }]),
    ...fields.map((found): ContextChange =>
      found.value === undefined
        ? { op: 'unset', kind, id, path: found.path, was: found.was }
        : { op: 'set', kind, id, ...newValue(found) },
    ),
  ];
}

interface LooseValue {
  readonly list: ValueList;
  readonly value: unknown;
}

function looseValues({ values, duplicates }: ItemIndex): LooseValue[] {
  return [...values, ...duplicates.map(({ list, item }) => ({ list, value: item }))];
}

/**
 * The values that came and went, each as often as it did.
 * @param others items that stand there too, and are told otherwise when they are new
 */
function valueChanges(
  before: readonly LooseValue[],
  after: readonly LooseValue[],
  others: readonly PlacedItem[] = [],
): ContextChange[] {
  const old = new Tally(before.map(keyOfValue));
  const kept = new Tally([
    ...after.map(keyOfValue),
    ...others.map(({ list, item }) => keyOfValue({ list, value: item })),
  ]);
  const came = after.filter((entry) => !old.take(keyOfValue(entry)));
  const went = before.filter((entry) => !kept.take(keyOfValue(entry)));
  return [
    ...came.map(({ list, value }) => ({ op: 'addValue' as const, list, value })),
    ...went.map(({ list, value }) => ({ op: 'removeValue' as const, list, was: value })),
  ];
}

function keyOfValue({ list, value }: LooseValue): string {
  return `${list} ${canonicalText(value)}`;
}

function insightChanges(base: Context, theirs: Context): ContextChange[] {
  const list = 'key_insights';
  const [before, after] = [entriesOf(base, list), entriesOf(theirs, list)];
  const loose = (value: unknown): LooseValue => ({ list, value });
  return sameJson(before, after) ? [] : valueChanges(before.map(loose), after.map(loose));
}

/** An empty list and no list are not the same to whoever reads the file. */
function presenceChange(list: ValueList, base: Context, theirs: Context): ContextChange[] {
  const path = pathOf(list);
  if (hasList(base, list) === hasList(theirs, list)) {
    return [];
  }
  if (hasList(base, list)) {
    return [{ op: 'unsetKey', path, was: [] }];
  }
  return entriesOf(theirs, list).length === 0 ? [{ op: 'setKey', path, value: [] }] : [];
}

function keyChanges(base: Context, theirs: Context): ContextChange[] {
  const beside = differencesBetween(base, theirs, (path) => path[0] === 'atlas' || isList(path));
  const below = differencesBetween(
    bookkeepingOf(base),
    bookkeepingOf(theirs),
    (path) => isList(path) || (path.length === 2 && KEYS_OF_THE_FILE.has(path[1] ?? '')),
    ['atlas'],
  );
  return [...beside, ...below].map((found) =>
    found.value === undefined
      ? { op: 'unsetKey', path: found.path, was: found.was }
      : { op: 'setKey', ...newValue(found) },
  );
}

function isList(path: Path): boolean {
  return listAt(path) !== undefined;
}

function bookkeepingOf(context: Context): JsonObject {
  const atlas = ownValue(context, 'atlas');
  return isJsonObject(atlas) ? atlas : {};
}

function newValue({ path, value, was }: Difference): { path: Path; value: unknown; was?: unknown } {
  return was === undefined ? { path, value } : { path, value, was };
}
