import type { Context } from '../model/context';
import { groupBy } from '../model/groupBy';
import type { ItemKind } from '../model/ids';
import { kindOf, type ContextChange, type Item } from './contextChange';
import { identityOf, indexItems, wordsOf, type ItemIndex } from './itemIndex';
import { ownValue } from './jsonValues';
import type { NewIdOf } from './references';

export type Addition = Extract<ContextChange, { op: 'add' }>;

/** What becomes of an item that somebody added. */
export interface Landing {
  /** The id it has from here on. */
  readonly id: string;
  /** Whether the item is there already under this id, so that only its fields can be news. */
  readonly known: boolean;
}

/**
 * Finds for every added item whether it is there already, and an id that is its own when it is new:
 * both sides may have given the same id to different items, and one item may have been taken over
 * under another id before.
 */
export class AddedItems {
  readonly #landings = new Map<Addition, Landing>();
  readonly #renumbered = new Map<string, string>();

  constructor(
    additions: readonly Addition[],
    state: { readonly base: Context; readonly ours: Context },
    nextId: (kind: ItemKind) => string,
  ) {
    for (const [kind, ofKind] of groupBy(additions, ({ list }) => kindOf(list))) {
      const known = indexItems(state.base, kind).items;
      const finder = new LandingFinder(kind, ofKind, indexItems(state.ours, kind), nextId);
      for (const addition of ofKind) {
        const { id } = addition.item;
        const landing = finder.find(addition.item);
        this.#landings.set(addition, landing);
        // An id that the base has as well, or that was added twice, means the item that kept it.
        const key = `${kind} ${id}`;
        if (!known.has(id) && !this.#renumbered.has(key)) {
          this.#renumbered.set(key, landing.id);
        }
      }
    }
  }

  landingOf(addition: Addition): Landing {
    return this.#landings.get(addition) ?? { id: addition.item.id, known: false };
  }

  /** What an id that stands in the same edit means now. */
  readonly newIdOf: NewIdOf = (kind, id) => this.#renumbered.get(`${kind} ${id}`) ?? id;
}

class LandingFinder {
  readonly #kind: ItemKind;
  readonly #ours: ItemIndex['items'];
  readonly #renumbered: ReadonlyMap<string, Item[]>;
  readonly #nextId: (kind: ItemKind) => string;
  /** Ids that a fresh id must not be, although `ours` does not have them yet. */
  readonly #wanted: ReadonlySet<string>;
  /** Ids that earlier items of the same edit have been given. */
  readonly #given = new Set<string>();

  constructor(
    kind: ItemKind,
    additions: readonly Addition[],
    ours: ItemIndex,
    nextId: (kind: ItemKind) => string,
  ) {
    this.#kind = kind;
    this.#ours = ours.items;
    this.#nextId = nextId;
    this.#wanted = new Set(additions.map(({ item }) => item.id));
    this.#renumbered = groupBy(
      [...ours.items.values()].map(({ item }) => item),
      (item) => `${String(ownValue(item, 'renumbered_from'))} ${wordsOf(kind, item)}`,
    );
  }

  find(item: Item): Landing {
    const present = this.#present(item);
    const landing: Landing = present
      ? { id: present.id, known: true }
      : { id: this.#isTaken(item.id) ? this.#freshId() : item.id, known: false };
    this.#given.add(landing.id);
    return landing;
  }

  /** The item in `ours` that this one is, unless an earlier item of the edit was found to be it. */
  #present(item: Item): Item | undefined {
    const identity = identityOf(this.#kind, item);
    const isSame = (other: Item): boolean => identityOf(this.#kind, other) === identity;
    const namesake = this.#ours.get(item.id)?.item;
    const renumbered = (
      this.#renumbered.get(`${item.id} ${wordsOf(this.#kind, item)}`) ?? []
    ).filter(({ id }) => !this.#given.has(id));
    return namesake && !this.#given.has(item.id) && isSame(namesake)
      ? namesake
      : (renumbered.find(isSame) ?? renumbered[0]);
  }

  #isTaken(id: string): boolean {
    return this.#ours.has(id) || this.#given.has(id);
  }

  #freshId(): string {
    let id = this.#nextId(this.#kind);
    while (this.#isTaken(id) || this.#wanted.has(id)) {
      id = this.#nextId(this.#kind);
    }
    return id;
  }
}
