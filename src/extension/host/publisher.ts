import type { ContextStore } from '../../node/contextStore';
import type { WindowThread } from '../../node/windowThread';
import type { Log } from './log';

/** How soon a file that lags is written: once for several acts in a row, in ms. */
const SOON_MS = 500;

/**
 * Keeps the context file up with the journal while a window is open. A small one is written with each
 * act, a large one soon after it; what was done is in the journal either way.
 */
export class Publisher {
  readonly #store: ContextStore;
  readonly #thread: WindowThread;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  /** The one that has not begun, and will say everything that was done until then. */
  #next: Promise<void> | undefined;
  #disposed = false;

  constructor(store: ContextStore, thread: WindowThread, log: Log) {
    this.#store = store;
    this.#thread = thread;
    this.#log = log;
  }

  /** What has to be done before an act returns. */
  async afterAct(): Promise<void> {
    if (this.#store.isLarge) {
      this.soon();
    } else {
      await this.#publish();
    }
  }

  soon(): void {
    if (!this.#disposed) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.#publish();
      }, SOON_MS);
    }
  }

  /** At once, when the window closes and nothing can be awaited. */
  now(): void {
    try {
      this.#store.flushNow();
    } catch (error) {
      this.#log.warn(`The context file could not be written: ${String(error)}`);
    }
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  /** Now, without keeping the window from anything else. */
  async atOnce(): Promise<void> {
    const task = this.#store.isLarge ? this.#store.task : undefined;
    await (task ? this.#thread.publish(task) : this.#store.flush());
  }

  /**
   * One after the other: an act that comes meanwhile waits for the file to say what it did. Many that
   * come meanwhile wait for the same one.
   */
  #publish(): Promise<void> {
    this.#next ??= this.#last.then(async () => {
      this.#next = undefined;
      try {
        await this.atOnce();
      } catch (error) {
        // Everything is in the journal; the next act tries again.
        this.#log.warn(`The context file could not be written: ${String(error)}`);
      }
    });
    this.#last = this.#next;
    return this.#next;
  }
}
