import { AT_ONCE, mapping, type Slices } from './slices';

/**
 * A list whose elements are made of others when somebody looks at them. Of very many, people look at few, and
 * elements that nobody looks at would be most of what a window throws away.
 */
export class LazyList<Source, T> {
  readonly sources: readonly Source[];
  readonly #make: (source: Source) => T;

  constructor(sources: readonly Source[], make: (source: Source) => T) {
    this.sources = sources;
    this.#make = make;
  }

  get length(): number {
    return this.sources.length;
  }

  /** Undefined where there is none. */
  at(index: number): T | undefined {
    const [found] = this.slice(index, index + 1);
    return found;
  }

  /** Those from one index up to another, without it. */
  slice(from: number, to: number): T[] {
    return this.sources.slice(from, to).map((source) => this.#make(source));
  }

  /** Every one of them. */
  all(): Slices<T[]> {
    return mapping(this.sources, this.#make);
  }

  /** Those of which something holds. */
  *filtering(holds: (element: T) => boolean): Slices<LazyList<Source, T>> {
    const kept: Source[] = [];
    let seen = 0;
    for (const source of this.sources) {
      if (holds(this.#make(source))) {
        kept.push(source);
      }
      seen += 1;
      if (seen % AT_ONCE === 0) {
        yield;
      }
    }
    return new LazyList(kept, this.#make);
  }

  /** In ascending order of a rank, of which there are few; what is alike keeps its order. */
  *ranking(rankOf: (element: T) => number): Slices<LazyList<Source, T>> {
    const byRank = new Map<number, Source[]>();
    let seen = 0;
    for (const source of this.sources) {
      const rank = rankOf(this.#make(source));
      const alike = byRank.get(rank);
      if (alike) {
        alike.push(source);
      } else {
        byRank.set(rank, [source]);
      }
      seen += 1;
      if (seen % AT_ONCE === 0) {
        yield;
      }
    }
    const ranks = [...byRank.keys()].sort((one, other) => one - other);
    return new LazyList(
      ranks.flatMap((rank) => byRank.get(rank) ?? []),
      this.#make,
    );
  }
}
