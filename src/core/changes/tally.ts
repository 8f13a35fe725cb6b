/** How often each key was counted: what makes a list comparable as a multiset in linear time. */
export class Tally {
  readonly #counts = new Map<string, number>();

  constructor(keys: Iterable<string> = []) {
    for (const key of keys) {
      this.add(key, 1);
    }
  }

  add(key: string, count: number): void {
    this.#counts.set(key, this.count(key) + count);
  }

  count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** Takes one away if there is one. */
  take(key: string): boolean {
    const count = this.count(key);
    if (count > 0) {
      this.#counts.set(key, count - 1);
    }
    return count > 0;
  }
}
