import * as fc from 'fast-check';
import {
  ITEM_LISTS,
  VALUE_LISTS,
  KEYS_OF_THE_FILE,
  kindOf,
  listsOf,
  pathOf,
  type Item,
  type ItemList,
  type ValueList,
} from '../../../src/core/changes/contextChange';
import type { Context } from '../../../src/core/model/context';
import { ITEM_KINDS, type ItemKind } from '../../../src/core/model/ids';

/** Contexts of every shape, and what somebody might do to them, for the properties of changes. */

type Json = Record<string, unknown>;

const TEXT = {
  objective: 'description',
  task: 'description',
  agent: 'mission',
  decision: 'question',
};
const TIME = { objective: 'created', task: 'created', agent: 'spawned', decision: 'raised' };
const PREFIX = { objective: 'OBJ', task: 'TASK', agent: 'AGENT', decision: 'DEC' };

const scalars = fc.constantFrom<unknown>('a', 'b', '', 0, 1, true, null);
const keys = fc.constantFrom('x', 'y', '__proto__', 'toString');
const objects = fc.array(fc.tuple(keys, scalars), { maxLength: 3 }).map(fromEntries);
const values = fc.oneof(
  scalars,
  fc.array(scalars, { maxLength: 2 }),
  objects,
  fc.tuple(keys, objects).map((entry) => fromEntries([entry])),
);
const fieldNames = fc.constantFrom('status', 'note', 'report', 'depends_on', '__proto__', 'x');
const keyPaths = fc.constantFrom(
  ...[['project_name'], ['metrics'], ['metrics', 'x'], ['metrics', '__proto__'], ['__proto__']],
  ...[['own'], ['own', 'x'], ['own', 'x', 'y'], ['atlas', 'session'], ['atlas', 'session', 'x']],
  ...[['atlas', '__proto__'], ['atlas', 'revision'], ['last_session']],
);
const kinds = fc.constantFrom(...ITEM_KINDS);
const lists = fc.constantFrom<ItemList>(...ITEM_LISTS);
const valueLists = fc.constantFrom<ValueList>(...VALUE_LISTS);
/** Of the process' lists only these may hold what is no item. */
const looseLists = fc.constantFrom<ValueList>('key_insights', 'pending_decisions');
const looseValues = fc.constantFrom<unknown>(
  'learnt',
  'learnt too',
  7,
  null,
  { text: 'x' },
  { id: 5 },
);
const numbers = fc.integer({ min: 1, max: 6 });
const nth = fc.nat({ max: 5 });
const fields = fc.array(fc.tuple(fieldNames, values), { maxLength: 3 }).map(fromEntries);

type Edit =
  | { do: 'add'; list: ItemList; number: number; fields: Json; refersTo: number; shared: boolean }
  | { do: 'remove'; kind: ItemKind; nth: number }
  | { do: 'move'; list: ItemList; nth: number }
  | { do: 'set'; kind: ItemKind; nth: number; path: readonly string[]; value: unknown }
  | { do: 'unset'; kind: ItemKind; nth: number; field: string }
  | { do: 'addValue'; list: ValueList; value: unknown }
  | { do: 'removeValue'; list: ValueList; nth: number }
  | { do: 'setKey'; path: readonly string[]; value: unknown }
  | { do: 'unsetKey'; path: readonly string[] }
  | { do: 'emptyList'; list: ValueList }
  | { do: 'noList'; list: ValueList };

const fieldPaths = fc.oneof(
  fieldNames.map((field) => [field]),
  fc.tuple(fieldNames, keys),
  fc.constantFrom(['description'], ['question'], ['objective']),
);

const edits: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      list: lists,
      number: numbers,
      fields,
      refersTo: numbers,
      shared: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('remove' as const), kind: kinds, nth }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), list: lists, nth }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      kind: kinds,
      nth,
      path: fieldPaths,
      value: values,
    }),
  },
  fc.record({ do: fc.constant('unset' as const), kind: kinds, nth, field: fieldNames }),
  fc.record({ do: fc.constant('addValue' as const), list: looseLists, value: looseValues }),
  fc.record({ do: fc.constant('removeValue' as const), list: looseLists, nth }),
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('setKey' as const), path: keyPaths, value: values }),
  },
  fc.record({ do: fc.constant('unsetKey' as const), path: keyPaths }),
  fc.record({ do: fc.constant('emptyList' as const), list: valueLists }),
  fc.record({ do: fc.constant('noList' as const), list: valueLists }),
);

const editLists = fc.array(edits, { maxLength: 12 });

/** A base, and what two sides made of it independently. */
export const triples = fc.tuple(editLists, editLists, editLists).map(([first, second, third]) => {
  const base = edited({ project_name: 'p' }, first, 'base');
  return { base, ours: edited(base, second, 'ours'), theirs: edited(base, third, 'theirs') };
});

/** Two contexts that may have nothing in common. */
export const pairs = fc
  .tuple(editLists, editLists)
  .map(
    ([one, other]) =>
      [
        edited({ project_name: 'p' }, one, 'one'),
        edited({ project_name: 'q' }, other, 'other'),
      ] as const,
  );

export const contexts = editLists.map((list) => edited({ project_name: 'p' }, list, 'one'));

/** The context after the edits. Text and time of what is added name its author, unless both add the same. */
function edited(context: object, list: readonly Edit[], author: string): Context {
  const copy = clone(context) as Json;
  list.forEach((edit, index) => {
    perform(copy, edit, `${author} ${index}`);
  });
  return copy as Context;
}

function perform(context: Json, edit: Edit, author: string): void {
  switch (edit.do) {
    case 'add': {
      const kind = kindOf(edit.list);
      const id = `${PREFIX[kind]}_00${edit.number}`;
      if (itemsIn(context, kind).every(({ item }) => item.id !== id)) {
        const origin = edit.shared ? `both ${id}` : author;
        const item: Json = { id, [TEXT[kind]]: origin, [TIME[kind]]: origin };
        Object.entries(edit.fields).forEach(([key, value]) => define(item, key, value));
        if (kind !== 'objective') {
          item[kind === 'task' ? 'objective' : 'task'] =
            `${PREFIX[kind === 'task' ? 'objective' : 'task']}_00${edit.refersTo}`;
        }
        makeList(context, edit.list).push(item);
      }
      break;
    }
    case 'remove':
      pick(itemsIn(context, edit.kind), edit.nth)?.takeOut();
      break;
    case 'move': {
      const moved = pick(itemsIn(context, kindOf(edit.list)), edit.nth);
      if (moved) {
        moved.takeOut();
        makeList(context, edit.list).push(moved.item);
      }
      break;
    }
    case 'set': {
      const item = pick(itemsIn(context, edit.kind), edit.nth)?.item;
      if (item) setAt(item, edit.path, edit.value);
      break;
    }
    case 'unset': {
      const item = pick(itemsIn(context, edit.kind), edit.nth)?.item;
      if (item) Reflect.deleteProperty(item, edit.field);
      break;
    }
    case 'addValue':
      makeList(context, edit.list).push(edit.value);
      break;
    case 'removeValue': {
      const list = listIn(context, edit.list) ?? [];
      const loose = list.filter((entry) => edit.list === 'key_insights' || !isItem(entry));
      const value = pick(loose, edit.nth);
      if (value !== undefined) list.splice(list.indexOf(value), 1);
      break;
    }
    case 'setKey':
      setAt(context, edit.path, edit.value);
      break;
    case 'unsetKey': {
      const above = edit.path.slice(0, -1).reduce<unknown>(own, context);
      if (isObject(above) && edit.path[0] !== 'project_name')
        Reflect.deleteProperty(above, edit.path.at(-1) ?? '');
      break;
    }
    case 'emptyList':
      if (listIn(context, edit.list) === undefined) makeList(context, edit.list);
      break;
    case 'noList': {
      const path = pathOf(edit.list);
      const above = path.slice(0, -1).reduce<unknown>(own, context);
      if (isObject(above) && listIn(context, edit.list)?.length === 0)
        Reflect.deleteProperty(above, path.at(-1) ?? '');
      break;
    }
  }
}

export interface FoundItem {
  readonly list: ItemList;
  readonly item: Item;
  takeOut(): void;
}

/** Every item of a kind, found the slow and plain way. */
export function itemsIn(context: object, kind: ItemKind): FoundItem[] {
  return listsOf(kind).flatMap((list) => {
    const entries = listIn(context, list) ?? [];
    return entries
      .filter(isItem)
      .map((item) => ({ list, item, takeOut: () => entries.splice(entries.indexOf(item), 1) }));
  });
}

export function listIn(context: object, list: ValueList): unknown[] | undefined {
  const found = pathOf(list).reduce<unknown>(own, context);
  return Array.isArray(found) ? found : undefined;
}

/** Words and time, by which a person knows an item again. */
export function whoIs(kind: ItemKind, item: Item): string {
  return JSON.stringify([item[TEXT[kind]], item[TIME[kind]]]);
}

/** A source of ids that neither context has, one after the other; zero-padded as Atlas writes them. */
export function freshIds(...known: readonly Context[]): (kind: ItemKind) => string {
  const last = new Map<ItemKind, number>();
  return (kind) => {
    const highest = known
      .flatMap((context) => itemsIn(context, kind))
      .map(({ item }) => Number(/\d+$/.exec(item.id)?.[0] ?? 0));
    const next = (last.get(kind) ?? Math.max(0, ...highest)) + 1;
    last.set(kind, next);
    return `${PREFIX[kind]}_${String(next).padStart(3, '0')}`;
  };
}

/** A context without what a diff does not tell: order inside lists, and what describes the file. */
export function comparable(context: Context): unknown {
  const copy = clone(context) as Json;
  const atlas = own(copy, 'atlas');
  if (isObject(atlas)) {
    KEYS_OF_THE_FILE.forEach((key) => Reflect.deleteProperty(atlas, key));
    if (Object.keys(atlas).length === 0) Reflect.deleteProperty(copy, 'atlas');
  }
  for (const list of VALUE_LISTS) {
    listIn(copy, list)?.sort((left, right) => (text(left) < text(right) ? -1 : 1));
  }
  return sorted(copy);
}

/** Every value that is no object, with its path; an empty object is one. */
export function leavesOf(
  value: unknown,
  path: readonly string[] = [],
): (readonly [string[], unknown])[] {
  return isObject(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
    : [[[...path], value]];
}

export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(own, value);
}

/** Through JSON, as a file would: `__proto__` stays a key. */
export function clone<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function makeList(context: Json, list: ValueList): unknown[] {
  const found = listIn(context, list);
  if (found) return found;
  setAt(context, pathOf(list), []);
  return listIn(context, list) ?? [];
}

function setAt(object: Json, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  const inner = own(object, key);
  if (rest.length === 0) {
    // What is not an object any more cannot be a context either.
    if (key !== 'metrics' || isObject(value)) define(object, key, clone(value));
    return;
  }
  if (!isObject(inner)) define(object, key, {});
  setAt(own(object, key) as Json, rest, value);
}

function define(object: Json, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function pick<T>(choices: readonly T[], index: number): T | undefined {
  return choices[index % Math.max(1, choices.length)];
}

function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isItem(value: unknown): value is Item {
  return isObject(value) && typeof own(value, 'id') === 'string';
}

function fromEntries(entries: [string, unknown][]): Json {
  return Object.fromEntries(entries);
}

function text(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
