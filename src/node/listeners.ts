import type { Disposable } from '../core/ports';

/** Who wants to hear that something changed. */
export class Listeners {
  readonly #listeners = new Set<() => void>();

  add(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  tell(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        // What they are told of has happened, and the others want to know: the fault surfaces by itself.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
