import { numberIn, plainNumber, type ItemKind } from './ids';

/**
 * One thing for each id of a kind. Nearly all ids are a number behind a prefix, and a large context is
 * indexed by number in a fraction of the time that a map of so many texts takes.
 */
export class ById<T> {
  readonly #kind: ItemKind;
  readonly #numbered: (T | undefined)[] = [];
  readonly #others = new Map<string, T>();
  #highestOther = 0n;

  constructor(kind: ItemKind) {
    this.#kind = kind;
  }

  /** The highest number in any of the ids. */
  get highest(): bigint {
    const plain = BigInt(Math.max(0, this.#numbered.length - 1));
    return plain > this.#highestOther ? plain : this.#highestOther;
  }

  get(id: string): T | undefined {
    const number = plainNumber(this.#kind, id);
    return number === undefined ? this.#others.get(id) : this.#numbered[number];
  }

  /** @returns whether there was none of this id yet */
  set(id: string, thing: T): boolean {
    const number = plainNumber(this.#kind, id);
    if (number !== undefined) {
      const isNew = this.#numbered[number] === undefined;
      this.#numbered[number] = thing;
      return isNew;
    }
    const isNew = !this.#others.has(id);
    this.#others.set(id, thing);
    const odd = numberIn(this.#kind, id);
    if (odd > this.#highestOther) {
      this.#highestOther = odd;
    }
    return isNew;
  }
}
