import type { Context } from '../model/context';
import type { ItemKind } from '../model/ids';
import { listsOf, pathOf, type Item, type ItemList, type ValueList } from './contextChange';
import { canonicalText, isJsonObject, ownValue } from './jsonValues';
import { referenceFields } from './references';

export interface PlacedItem {
  readonly list: ItemList;
  readonly item: Item;
}

/** What stands in the lists of one kind. */
export interface ItemIndex {
  readonly items: ReadonlyMap<string, PlacedItem>;
  /** Items whose id another one before them has. Atlas makes none; a merge by hand does. */
  readonly duplicates: readonly PlacedItem[];
  /** Entries that are no items. */
  readonly values: readonly { readonly list: ItemList; readonly value: unknown }[];
}

/** The text and the time by which a person would know an item again when its id was given twice. */
const IDENTITY = {
  objective: { text: 'description', time: 'created' },
  task: { text: 'description', time: 'created' },
  agent: { text: 'mission', time: 'spawned' },
  decision: { text: 'question', time: 'raised' },
} as const satisfies Record<ItemKind, { text: string; time: string }>;

const NOTHING: readonly unknown[] = [];

/** The entries of a list as they are; none when there is no such list. */
export function entriesOf(context: Context, list: ValueList): readonly unknown[] {
  const found = listValue(context, list);
  return Array.isArray(found) ? found : NOTHING;
}

export function hasList(context: Context, list: ValueList): boolean {
  return Array.isArray(listValue(context, list));
}

export function isItem(value: unknown): value is Item {
  return typeof ownValue(value, 'id') === 'string' && isJsonObject(value);
}

/** Everything that stands in the lists of a kind, in one pass. */
export function indexItems(context: Context, kind: ItemKind): ItemIndex {
  const items = new Map<string, PlacedItem>();
  const duplicates: PlacedItem[] = [];
  const values: { list: ItemList; value: unknown }[] = [];
  for (const list of listsOf(kind)) {
    for (const value of entriesOf(context, list)) {
      if (!isItem(value)) {
        values.push({ list, value });
      } else if (items.has(value.id)) {
        duplicates.push({ list, item: value });
      } else {
        items.set(value.id, { list, item: value });
      }
    }
  }
  return { items, duplicates, values };
}

/**
 * A text that two items share when they are one and the same, whatever their ids: same words, same
 * time. An item of a foreign form, without the words, is known by all it says.
 */
export function identityOf(kind: ItemKind, item: Item): string {
  return JSON.stringify([wordsOf(kind, item), ownValue(item, IDENTITY[kind].time) ?? null]);
}

/** The words of an item without its time; see identityOf. */
export function wordsOf(kind: ItemKind, item: Item): string {
  const words = ownValue(item, IDENTITY[kind].text);
  if (typeof words === 'string') {
    return words;
  }
  // Ids are not part of what it is: they are what may have to change.
  const ids = new Set(['id', 'renumbered_from', ...referenceFields(kind)]);
  return canonicalText(Object.fromEntries(Object.entries(item).filter(([key]) => !ids.has(key))));
}

function listValue(context: Context, list: ValueList): unknown {
  return pathOf(list).reduce<unknown>(ownValue, context);
}
