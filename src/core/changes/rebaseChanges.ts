import type { Context } from '../model/context';
import type { ItemKind } from '../model/ids';
import { AddedItems, type Addition } from './addedItems';
import {
  VALUE_LISTS,
  kindOf,
  listAt,
  type ContextChange,
  type Item,
  type ItemField,
  type ItemList,
  type Path,
  type ValueList,
} from './contextChange';
import { ContextDraft } from './contextDraft';
import { additionsTo } from './differences';
import { entriesOf, indexItems, isItem } from './itemIndex';
import { canonicalText, ownValue, presentEntries, sameJson } from './jsonValues';
import { followReferences, withReferences } from './references';
import { Tally } from './tally';

export interface RebaseOptions {
  /** What the changes were made to. */
  readonly base: Context;
  /** What the base has become meanwhile. */
  readonly ours: Context;
  /** A fresh id of a kind; with each call the next one. */
  readonly nextId: (kind: ItemKind) => string;
  /**
   * Whether what the other side no longer has was taken out on purpose. False for whoever may have
   * written a list back without knowing all of it: then nothing is removed.
   */
  readonly trustRemovals: boolean;
}

/**
 * Carries what somebody did to `base` (see diffContexts) over to `ours`. Applied to `ours`, the changes
 * that come back give the state in which both sides' work is kept:
 *
 * - what is so already is left out, so that the same edit seen again comes to nothing;
 * - an item added under an id that another item has by now gets a fresh one, says where it came from
 *   (`renumbered_from`), and what the edit says about it follows;
 * - where both sides changed the same value, theirs wins, and `was` tells ours;
 * - where both moved an item, it stays where ours put it, with the status that belongs there;
 * - what ours changed is never removed.
 */
export function rebaseChanges(
  changes: readonly ContextChange[],
  options: RebaseOptions,
): ContextChange[] {
  return new Rebase(changes, options).run();
}

class Rebase {
  readonly #changes: readonly ContextChange[];
  readonly #options: RebaseOptions;
  readonly #draft: ContextDraft;
  readonly #added: AddedItems;
  readonly #moves: ReadonlyMap<string, ItemList>;
  readonly #kept: ContextChange[] = [];
  readonly #lead: Tally;
  readonly #placesInBase = new Map<ItemKind, ReturnType<typeof indexItems>['items']>();

  constructor(changes: readonly ContextChange[], options: RebaseOptions) {
    this.#changes = changes;
    this.#options = options;
    this.#draft = new ContextDraft(options.ours);
    this.#lead = leadOf(options.ours, options.base);
    const additions = changes.filter((change): change is Addition => change.op === 'add');
    this.#added = new AddedItems(additions, options, options.nextId);
    this.#moves = new Map(
      changes.flatMap((change) =>
        change.op === 'move' ? [[`${change.kind} ${change.id}`, change.to] as const] : [],
      ),
    );
  }

  run(): ContextChange[] {
    for (const change of this.#changes) {
      this.#carryOver(change);
    }
    return this.#kept;
  }

  #carryOver(change: ContextChange): void {
    switch (change.op) {
      case 'add':
        this.#addItem(change);
        break;
      case 'move':
        this.#keep(change);
        break;
      case 'set':
        this.#setField(change, change.value);
        break;
      case 'setKey':
        this.#setKey(change.path, change.value);
        break;
      case 'addValue':
        this.#addValue(change);
        break;
      case 'removeValue':
      case 'remove':
      case 'unset':
      case 'unsetKey':
        if (this.#options.trustRemovals && this.#isUntouched(change)) {
          this.#keep(change);
        }
        break;
    }
  }

  /** Ours is to have a value as often as theirs has it. */
  #addValue(change: Extract<ContextChange, { op: 'addValue' }>): void {
    const key = keyOfValue(change.list, change.value);
    if (this.#lead.take(key)) {
      return;
    }
    this.#keep(change);
    // Where ours took out what theirs added to, their word stands.
    while (this.#lead.count(key) < 0) {
      this.#lead.add(key, 1);
      this.#keep(change);
    }
  }

  /** Records a change unless it would change nothing. */
  #keep(change: ContextChange): void {
    if (this.#draft.apply(change)) {
      this.#kept.push(change);
    }
  }

  #addItem(change: Addition): void {
    const kind = kindOf(change.list);
    const { id, known } = this.#added.landingOf(change);
    const item = withReferences(kind, change.item, this.#added.newIdOf);
    if (known) {
      this.#updateItem(kind, id, item, change.list);
    } else if (id === item.id) {
      this.#keep({ ...change, item });
    } else {
      this.#keep({ ...change, item: { ...item, id, renumbered_from: item.id } });
    }
  }

  /** Both sides have the item: what theirs says about it counts, what it does not say stays. */
  #updateItem(kind: ItemKind, id: string, theirs: Item, list: ItemList): void {
    const movedOn = this.#draft.find(kind, id)?.list !== list;
    for (const [key, value] of presentEntries(theirs)) {
      const tellsId = key === 'id' || (key === 'renumbered_from' && id !== theirs.id);
      if (!tellsId && !(key === 'status' && movedOn)) {
        this.#setValue({ kind, id, path: [key] }, value);
      }
    }
  }

  #setField({ kind, id, path }: ItemField, value: unknown): void {
    if (this.#statusWouldLie({ kind, id, path })) {
      return;
    }
    const key = path.length === 1 ? path[0] : undefined;
    this.#setValue({ kind, id, path }, followReferences(kind, key, value, this.#added.newIdOf));
  }

  #setValue({ kind, id, path }: ItemField, value: unknown): void {
    const present = path.reduce<unknown>(ownValue, this.#draft.find(kind, id)?.item);
    for (const { was, ...found } of additionsTo(present, value, path)) {
      this.#keep({ op: 'set', kind, id, ...found, ...(was === undefined ? {} : { was }) });
    }
  }

  #setKey(path: Path, value: unknown): void {
    if (listAt(path) !== undefined) {
      this.#keep({ op: 'setKey', path, value });
      return;
    }
    for (const { was, ...found } of additionsTo(this.#draft.valueAt(path), value, path)) {
      this.#keep({ op: 'setKey', ...found, ...(was === undefined ? {} : { was }) });
    }
  }

  /**
   * The status of a task or a decision says in which list it stands. When it stands elsewhere than
   * theirs had it, because ours moved it, their word for the place is not true of it.
   */
  #statusWouldLie({ kind, id, path }: ItemField): boolean {
    if (path[0] !== 'status') {
      return false;
    }
    const theirs = this.#moves.get(`${kind} ${id}`) ?? this.#placeInBase(kind, id);
    return theirs !== undefined && this.#draft.find(kind, id)?.list !== theirs;
  }

  #placeInBase(kind: ItemKind, id: string): ItemList | undefined {
    let places = this.#placesInBase.get(kind);
    if (!places) {
      places = indexItems(this.#options.base, kind).items;
      this.#placesInBase.set(kind, places);
    }
    return places.get(id)?.list;
  }

  /** Whether what theirs took away is in ours as it was. */
  #isUntouched(
    change: Extract<ContextChange, { op: 'remove' | 'removeValue' | 'unset' | 'unsetKey' }>,
  ): boolean {
    switch (change.op) {
      case 'remove': {
        const placed = this.#draft.find(kindOf(change.list), change.id);
        return placed?.list === change.list && sameJson(placed.item, change.was);
      }
      case 'removeValue':
        return this.#lead.count(keyOfValue(change.list, change.was)) === 0;
      case 'unset': {
        const item = this.#draft.find(change.kind, change.id)?.item;
        return (
          sameJson(change.path.reduce<unknown>(ownValue, item), change.was) &&
          !this.#statusWouldLie(change)
        );
      }
      case 'unsetKey':
        // The draft gives up a list only when nothing stands in it.
        return (
          listAt(change.path) !== undefined ||
          sameJson(this.#draft.valueAt(change.path), change.was)
        );
    }
  }
}

/** How much oftener each value stands in ours than in the base; less than 0 when more rarely. */
function leadOf(ours: Context, base: Context): Tally {
  const lead = new Tally(keysOfValues(ours));
  for (const key of keysOfValues(base)) {
    lead.add(key, -1);
  }
  return lead;
}

function keysOfValues(context: Context): string[] {
  return VALUE_LISTS.flatMap((list) =>
    entriesOf(context, list)
      .filter((entry) => list === 'key_insights' || !isItem(entry))
      .map((value) => keyOfValue(list, value)),
  );
}

function keyOfValue(list: ValueList, value: unknown): string {
  return `${list} ${canonicalText(value)}`;
}
