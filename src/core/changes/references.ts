import type { ItemKind } from '../model/ids';
import type { Item } from './contextChange';
import { ownValue } from './jsonValues';

/** The fields in which an item of a kind names other items: by one id, or by a list of ids. */
const REFERENCES: Readonly<Record<ItemKind, Readonly<Record<string, ItemKind>>>> = {
  objective: {},
  task: { objective: 'objective', depends_on: 'task', discovered_by: 'agent' },
  agent: { task: 'task', reviews: 'agent', follows: 'agent' },
  decision: { task: 'task', objective: 'objective', agent: 'agent' },
};

/** The names of those fields. */
export function referenceFields(kind: ItemKind): readonly string[] {
  return Object.keys(REFERENCES[kind]);
}

/** The id that an item has now; the same id when it kept it. */
export type NewIdOf = (kind: ItemKind, id: string) => string;

/** The value of an item's field with the ids in it as they are now; other fields are left alone. */
export function followReferences(
  kind: ItemKind,
  key: string | undefined,
  value: unknown,
  newIdOf: NewIdOf,
): unknown {
  const named = key === undefined ? undefined : ownValue(REFERENCES[kind], key);
  if (named === undefined) {
    return value;
  }
  const follow = (id: unknown): unknown =>
    typeof id === 'string' ? newIdOf(named as ItemKind, id) : id;
  return Array.isArray(value) ? value.map(follow) : follow(value);
}

/** The item with the ids in all its fields as they are now. */
export function withReferences(kind: ItemKind, item: Item, newIdOf: NewIdOf): Item {
  const followed = Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, followReferences(kind, key, value, newIdOf)]),
  );
  return { ...followed, id: item.id };
}
