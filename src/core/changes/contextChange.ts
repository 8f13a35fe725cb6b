import type { ItemKind } from '../model/ids';

/**
 * The differences between two contexts, as plain JSON: one line of the journal carries them.
 *
 * Items are told apart by kind and id, wherever they stand: a task that vanished from one list and
 * appeared in another has moved. What is no item (an object with a string `id`) is compared by value.
 */
export type ContextChange =
  | { readonly op: 'add'; readonly list: ItemList; readonly item: Item }
  | { readonly op: 'remove'; readonly list: ItemList; readonly id: string; readonly was: Item }
  | {
      readonly op: 'move';
      readonly kind: ItemKind;
      readonly id: string;
      readonly from: ItemList;
      readonly to: ItemList;
    }
  /** A field of an item, or of a plain object inside it. Without `was`, there was none before. */
  | ({ readonly op: 'set' } & ItemField & NewValue)
  | ({ readonly op: 'unset' } & ItemField & OldValue)
  /** An entry without an identity: an insight, or something in a list of items that is no item. */
  | { readonly op: 'addValue'; readonly list: ValueList; readonly value: unknown }
  | ({ readonly op: 'removeValue'; readonly list: ValueList } & OldValue)
  /** A key of the context that is no list of items, or a key below it. */
  | ({ readonly op: 'setKey'; readonly path: Path } & NewValue)
  | ({ readonly op: 'unsetKey'; readonly path: Path } & OldValue);

/** Where a value stands, from the outermost key inwards. Never empty. */
export type Path = readonly string[];

export interface ItemField {
  readonly kind: ItemKind;
  readonly id: string;
  readonly path: Path;
}

interface OldValue {
  readonly was: unknown;
}

interface NewValue extends Partial<OldValue> {
  readonly value: unknown;
}

/** What an entry of a list must be for Atlas to know it again. */
export interface Item {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Which lists of the context hold which kind of item, and where each list stands. */
const LISTS = {
  objectives: { kind: 'objective', path: ['objectives'] },
  active_tasks: { kind: 'task', path: ['active_tasks'] },
  completed_tasks: { kind: 'task', path: ['completed_tasks'] },
  closed_tasks: { kind: 'task', path: ['atlas', 'closed_tasks'] },
  spawned_agents: { kind: 'agent', path: ['spawned_agents'] },
  pending_decisions: { kind: 'decision', path: ['pending_decisions'] },
  decisions_made: { kind: 'decision', path: ['atlas', 'decisions_made'] },
} as const satisfies Record<string, { kind: ItemKind; path: Path }>;

export type ItemList = keyof typeof LISTS;
export type ValueList = ItemList | 'key_insights';

export const ITEM_LISTS = Object.keys(LISTS) as ItemList[];
export const VALUE_LISTS: readonly ValueList[] = [...ITEM_LISTS, 'key_insights'];

/**
 * Keys below `atlas` that describe the file and not the work: whoever else changes them has said
 * nothing, and Atlas writes them anew.
 */
export const KEYS_OF_THE_FILE: ReadonlySet<string> = new Set([
  'schema_version',
  'revision',
  'head',
  'journal_bytes',
  'checksum',
  'updated',
]);

/** The lists in which items of a kind stand. The first in which an id is found has the item. */
export function listsOf(kind: ItemKind): readonly ItemList[] {
  return ITEM_LISTS.filter((list) => LISTS[list].kind === kind);
}

export function kindOf(list: ItemList): ItemKind {
  return LISTS[list].kind;
}

export function pathOf(list: ValueList): Path {
  return list === 'key_insights' ? [list] : LISTS[list].path;
}

/** The list that stands at a path; undefined when something else does. */
export function listAt(path: Path): ValueList | undefined {
  const [first, second] = path;
  return VALUE_LISTS.find((list) => {
    const [key, inner] = pathOf(list);
    return path.length <= 2 && key === first && inner === second;
  });
}
