import type { ItemKind } from '../model/ids';
import { keepAside, setAside, type Fields } from './fields';

/** The keys of an item that name another item, or several, by id. */
const REFERENCES: readonly (readonly [string, ItemKind])[] = [
  ['objective', 'objective'],
  ['task', 'task'],
  ['depends_on', 'task'],
  ['agent', 'agent'],
  ['assigned_to', 'agent'],
  ['reviews', 'agent'],
  ['follows', 'agent'],
  ['discovered_by', 'agent'],
];

/** Which id a reference has from now on; undefined if it must not mean anything any more. */
export type Follow = (kind: ItemKind, id: string) => string | undefined;

/** The item with every reference followed; those that lead nowhere are set aside. */
export function withReferences(item: Fields, follow: Follow): Fields {
  return REFERENCES.reduce((fields, [key, kind]) => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (Array.isArray(value)) {
      return withSeveral(fields, key, value, (id) => follow(kind, id));
    }
    if (typeof value !== 'string') {
      return fields;
    }
    const followed = follow(kind, value);
    return followed === undefined ? setAside(fields, key) : { ...fields, [key]: followed };
  }, item);
}

function withSeveral(
  fields: Fields,
  key: string,
  named: readonly unknown[],
  follow: (id: string) => string | undefined,
): Fields {
  const pairs = named.map((id) => [id, typeof id === 'string' ? follow(id) : id]);
  const lost = pairs.filter(([, followed]) => followed === undefined).map(([id]) => id);
  const found = pairs.map(([, followed]) => followed).filter((id) => id !== undefined);
  const kept = { ...fields, [key]: found };
  return lost.length > 0 ? keepAside(kept, key, lost) : kept;
}

/** Every id that an item names, with the kind of what it names. */
export function referencesOf(item: Fields): { kind: ItemKind; id: string }[] {
  const found: { kind: ItemKind; id: string }[] = [];
  withReferences(item, (kind, id) => {
    found.push({ kind, id });
    return id;
  });
  return found;
}
