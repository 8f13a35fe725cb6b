/** Work that stops again and again at places where others may go on. */
export type Slices<T> = Generator<undefined, T, undefined>;

/** Does such work without a stop. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** So many small things are looked at between two places to stop: some milliseconds' worth. */
export const AT_ONCE = 5_000;

/** What comes of each, in the same order. */
export function* mapping<T, U>(items: readonly T[], make: (item: T) => U): Slices<U[]> {
  const made: U[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    if (at > 0) {
      yield;
    }
    for (const item of items.slice(at, at + AT_ONCE)) {
      made.push(make(item));
    }
  }
  return made;
}

/** Those of which something holds. */
export function* filtering<T>(items: readonly T[], holds: (item: T) => boolean): Slices<T[]> {
  const found: T[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    if (at > 0) {
      yield;
    }
    for (const item of items.slice(at, at + AT_ONCE)) {
      if (holds(item)) {
        found.push(item);
      }
    }
  }
  return found;
}

/** In ascending order; what is alike keeps its order. */
export function* sorting<T>(
  items: readonly T[],
  compare: (one: T, other: T) => number,
): Slices<T[]> {
  if (items.length <= AT_ONCE) {
    return items.toSorted(compare);
  }
  const middle = Math.ceil(items.length / 2);
  const low = yield* sorting(items.slice(0, middle), compare);
  yield;
  const high = yield* sorting(items.slice(middle), compare);
  return yield* merging(low, high, compare);
}

function* merging<T>(
  low: readonly T[],
  high: readonly T[],
  compare: (one: T, other: T) => number,
): Slices<T[]> {
  const merged: T[] = [];
  let [a, b] = [0, 0];
  for (;;) {
    const [one, other] = [low[a], high[b]];
    if (one === undefined || other === undefined) {
      return merged.concat(one === undefined ? high.slice(b) : low.slice(a));
    }
    if (compare(one, other) <= 0) {
      merged.push(one);
      a += 1;
    } else {
      merged.push(other);
      b += 1;
    }
    if (merged.length % AT_ONCE === 0) {
      yield;
    }
  }
}

interface Shared<T> {
  readonly work: Slices<T>;
  /** The version of what it is made of. */
  readonly of: unknown;
  made?: { readonly value: T };
}

/**
 * Makes something once that several ask for at the same time: whoever goes on does it for all of them.
 * @param version of what it is made of: where that is another one, it is made anew
 */
export function togetherInSlices<T>(
  make: () => Slices<T>,
  version: () => unknown,
): () => Slices<T> {
  let shared: Shared<T> | undefined;
  return function* () {
    for (;;) {
      if (shared?.of !== version()) {
        shared = undefined;
      }
      shared ??= { work: make(), of: version() };
      if (shared.made) {
        return shared.made.value;
      }
      let step: IteratorResult<undefined, T>;
      try {
        step = shared.work.next();
      } catch (error) {
        // Whoever asks next begins anew: what has thrown goes on with nothing.
        shared = undefined;
        throw error;
      }
      if (step.done) {
        shared.made = { value: step.value };
      } else {
        yield;
      }
    }
  };
}
