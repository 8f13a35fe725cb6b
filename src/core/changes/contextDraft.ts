import type { Context } from '../model/context';
import { presentIndex } from '../model/contextIndex';
import type { ItemKind } from '../model/ids';
import {
  kindOf,
  listAt,
  listsOf,
  pathOf,
  type ContextChange,
  type Item,
  type ItemField,
  type ItemList,
  type Path,
  type ValueList,
} from './contextChange';
import { entriesOf, hasList, isItem, type PlacedItem } from './itemIndex';
import {
  canonicalText,
  defineKey,
  isJsonObject,
  ownValue,
  sameJson,
  type JsonObject,
} from './jsonValues';

/** Stands where an entry was, so that the places of the others stay true until the end. */
const GONE = Symbol('gone');

interface ListDraft {
  readonly entries: unknown[];
  present: boolean;
  hasGaps: boolean;
}

interface Place {
  readonly list: ItemList;
  readonly index: number;
}

/**
 * A context in the course of being changed. The one it began with stays as it is; whatever no change
 * touches is shared with it. Lists and indexes are only made when a change asks for them.
 */
export class ContextDraft {
  readonly #context: Context;
  #root: JsonObject;
  /** Copies made here, which nobody else holds: they may be written into. */
  readonly #owned = new Set<JsonObject>();
  readonly #lists = new Map<ValueList, ListDraft>();
  readonly #places = new Map<ItemKind, Map<string, Place>>();
  readonly #values = new Map<ValueList, Map<string, number[]>>();
  readonly #concerned: ReadonlySet<string> | undefined;

  /** @param concerned ids of the only items that the changes will be about, where that is known */
  constructor(context: Context, concerned?: ReadonlySet<string>) {
    this.#context = context;
    this.#concerned = concerned;
    this.#root = context;
  }

  /** The item as it is by now, and where it stands. */
  find(kind: ItemKind, id: string): PlacedItem | undefined {
    const place = this.#placesOf(kind).get(id);
    return place && { list: place.list, item: this.#list(place.list).entries[place.index] as Item };
  }

  /** The value at a path outside the lists; undefined when there is none. */
  valueAt(path: Path): unknown {
    return path.reduce<unknown>(ownValue, this.#root);
  }

  /**
   * Makes a change.
   * @returns whether there is now anything other than before: not when the target is missing, or when
   * the context already was so
   */
  apply(change: ContextChange): boolean {
    switch (change.op) {
      case 'add':
        return this.#add(change.list, change.item);
      case 'remove':
        return this.#takeOut(kindOf(change.list), change.id, change.list) !== undefined;
      case 'move': {
        const item = this.#takeOut(change.kind, change.id, change.from);
        return item !== undefined && this.#add(change.to, item);
      }
      case 'set':
        return this.#changeItem(change, (item) => this.#with(item, change.path, change.value));
      case 'unset':
        return this.#changeItem(change, (item) => this.#without(item, change.path));
      case 'addValue':
        this.#addValue(change.list, change.value);
        return true;
      case 'removeValue':
        return this.#removeValue(change.list, change.was);
      case 'setKey':
        return this.#setKey(change.path, change.value);
      case 'unsetKey':
        return this.#unsetKey(change.path);
    }
  }

  /** The context with all changes so far. */
  finish(): Context {
    for (const [list, { entries, present, hasGaps }] of this.#lists) {
      const path = pathOf(list);
      const kept = hasGaps ? entries.filter((entry) => entry !== GONE) : entries;
      this.#root =
        (present ? this.#with(this.#root, path, kept) : this.#without(this.#root, path)) ??
        this.#root;
    }
    // Changes are made to JSON; whether it still is a context, its schema says.
    return this.#root as Context;
  }

  #add(list: ItemList, item: Item): boolean {
    const places = this.#placesOf(kindOf(list));
    if (places.has(item.id)) {
      return false;
    }
    places.set(item.id, { list, index: this.#append(list, item) });
    return true;
  }

  /** Takes an item out of a list; undefined when it does not stand there. */
  #takeOut(kind: ItemKind, id: string, list: ItemList): Item | undefined {
    const places = this.#placesOf(kind);
    const place = places.get(id);
    if (place?.list !== list) {
      return undefined;
    }
    const item = this.#list(list).entries[place.index] as Item;
    this.#leave(list, place.index);
    places.delete(id);
    return item;
  }

  #changeItem(
    { kind, id }: ItemField,
    changed: (item: JsonObject) => JsonObject | undefined,
  ): boolean {
    const place = this.#placesOf(kind).get(id);
    if (!place) {
      return false;
    }
    const { entries } = this.#list(place.list);
    const item = changed(entries[place.index] as Item);
    entries[place.index] = item ?? entries[place.index];
    return item !== undefined;
  }

  #addValue(list: ValueList, value: unknown): void {
    const values = this.#valuesOf(list);
    note(values, value, this.#append(list, value));
  }

  #removeValue(list: ValueList, value: unknown): boolean {
    const index = this.#valuesOf(list).get(canonicalText(value))?.pop();
    if (index === undefined) {
      return false;
    }
    this.#leave(list, index);
    return true;
  }

  #setKey(path: Path, value: unknown): boolean {
    const list = listAt(path);
    if (list !== undefined) {
      // What stands in a list is changed entry by entry; all that can be said of it as a whole is
      // that there is one.
      const draft = this.#list(list);
      const made = !draft.present;
      draft.present = true;
      return made;
    }
    return this.#replaceRoot(this.#with(this.#root, path, value));
  }

  #unsetKey(path: Path): boolean {
    const list = listAt(path);
    if (list !== undefined) {
      const draft = this.#list(list);
      const unmade = draft.present && draft.entries.every((entry) => entry === GONE);
      draft.present = draft.present && !unmade;
      return unmade;
    }
    return this.#replaceRoot(this.#without(this.#root, path));
  }

  #replaceRoot(root: JsonObject | undefined): boolean {
    this.#root = root ?? this.#root;
    return root !== undefined;
  }

  /** The object with a value at a path; undefined when it has it, or when the path is blocked. */
  #with(object: JsonObject, path: Path, value: unknown): JsonObject | undefined {
    const [key, ...rest] = path;
    if (key === undefined) {
      return undefined;
    }
    const present = ownValue(object, key);
    if (rest.length === 0) {
      return sameJson(present, value) ? undefined : this.#copyWith(object, key, value);
    }
    const inner = present === undefined ? {} : present;
    const changed = isJsonObject(inner) ? this.#with(inner, rest, value) : undefined;
    return changed && this.#copyWith(object, key, changed);
  }

  /** The object without what is at a path; undefined when there is nothing. */
  #without(object: JsonObject, path: Path): JsonObject | undefined {
    const [key, ...rest] = path;
    const present = key === undefined ? undefined : ownValue(object, key);
    if (key === undefined || present === undefined) {
      return undefined;
    }
    if (rest.length === 0) {
      const copy = this.#own(object);
      Reflect.deleteProperty(copy, key);
      return copy;
    }
    const changed = isJsonObject(present) ? this.#without(present, rest) : undefined;
    return changed && this.#copyWith(object, key, changed);
  }

  #copyWith(object: JsonObject, key: string, value: unknown): JsonObject {
    const copy = this.#own(object);
    defineKey(copy, key, value);
    return copy;
  }

  #own(object: JsonObject): JsonObject {
    const copy = this.#owned.has(object) ? object : { ...object };
    this.#owned.add(copy);
    return copy;
  }

  #leave(list: ValueList, index: number): void {
    const draft = this.#list(list);
    draft.entries[index] = GONE;
    draft.hasGaps = true;
  }

  #append(list: ValueList, entry: unknown): number {
    const draft = this.#list(list);
    draft.present = true;
    return draft.entries.push(entry) - 1;
  }

  #list(list: ValueList): ListDraft {
    let draft = this.#lists.get(list);
    if (!draft) {
      draft = {
        entries: [...entriesOf(this.#context, list)],
        present: hasList(this.#context, list),
        hasGaps: false,
      };
      this.#lists.set(list, draft);
    }
    return draft;
  }

  #placesOf(kind: ItemKind): Map<string, Place> {
    let places = this.#places.get(kind);
    if (!places) {
      places = this.#placesByIndex(kind) ?? this.#placesByLooking(kind);
      this.#places.set(kind, places);
    }
    return places;
  }

  /**
   * Of a few items in very many: comparing every id takes a hundred times as long as comparing which object it is.
   * Undefined where the index cannot tell.
   */
  #placesByIndex(kind: ItemKind): Map<string, Place> | undefined {
    const index = presentIndex(this.#context);
    // Decisions of other tools may have an id, and not be in the index.
    if (!this.#concerned || !index?.isUnambiguous || kind === 'decision') {
      return undefined;
    }
    const places = new Map<string, Place>();
    for (const id of this.#concerned) {
      const item = index.find(kind, id);
      const place = item && this.#placeOfItem(kind, item);
      if (place) {
        places.set(id, place);
      } else if (item) {
        return undefined;
      }
    }
    return places;
  }

  #placeOfItem(kind: ItemKind, item: unknown): Place | undefined {
    for (const list of listsOf(kind)) {
      const index = entriesOf(this.#context, list).indexOf(item);
      if (index >= 0) {
        return { list, index };
      }
    }
    return undefined;
  }

  #placesByLooking(kind: ItemKind): Map<string, Place> {
    const places = new Map<string, Place>();
    for (const list of listsOf(kind)) {
      const entries = entriesOf(this.#context, list);
      for (let index = 0; index < entries.length; index += 1) {
        const entry = entries[index];
        if (this.#concerns(entry) && isItem(entry) && !places.has(entry.id)) {
          places.set(entry.id, { list, index });
        }
      }
    }
    return places;
  }

  #concerns(entry: unknown): boolean {
    return !this.#concerned || this.#concerned.has((entry as { id?: string } | null)?.id ?? '');
  }

  /** Where the entries of a list stand that no id leads to, by what they say. */
  #valuesOf(list: ValueList): Map<string, number[]> {
    let values = this.#values.get(list);
    if (!values) {
      values = new Map<string, number[]>();
      for (const [index, entry] of this.#list(list).entries.entries()) {
        if (entry !== GONE && !this.#isPlaced(list, entry, index)) {
          note(values, entry, index);
        }
      }
      this.#values.set(list, values);
    }
    return values;
  }

  #isPlaced(list: ValueList, entry: unknown, index: number): boolean {
    if (list === 'key_insights' || !isItem(entry)) {
      return false;
    }
    const place = this.#placesOf(kindOf(list)).get(entry.id);
    return place?.list === list && place.index === index;
  }
}

function note(values: Map<string, number[]>, value: unknown, index: number): void {
  const key = canonicalText(value);
  const indexes = values.get(key);
  if (indexes) {
    indexes.push(index);
  } else {
    values.set(key, [index]);
  }
}
