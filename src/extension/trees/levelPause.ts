import { setTimeout as delay } from 'node:timers/promises';

/**
 * How long VS Code waits for what is below several rows, in ms. It asks for the lists of a level in one go, and hands
 * each out by a timer of its own; where the answer comes before all of these timers, rows get the lists of others
 * (microsoft/vscode#243911). In a window that is not busy the last timer comes four milliseconds after the first,
 * and an answer at once takes six.
 */
const PAUSE_MS = 60;

/** So long after a drawing has begun, or has gone on to the next level, lists are asked for together; in ms. */
const DRAWING_MS = 1_000;

/** Keeps the answers of a level back until VS Code is ready for them. A person who opens a row waits for nothing. */
export class LevelPause {
  #drawingUntil = 0;
  #pause: Promise<void> | undefined;
  #idle: NodeJS.Immediate | undefined;

  /** The roots are drawn: what is below them is asked for next. */
  begin(): void {
    this.#drawingUntil = Date.now() + DRAWING_MS;
  }

  /** One answer of a level. The others are asked for as soon as it is given, and wait no more. */
  async answer<T>(make: () => Promise<T>): Promise<T> {
    clearImmediate(this.#idle);
    try {
      if (this.#pause || Date.now() < this.#drawingUntil) {
        this.#pause ??= delay(PAUSE_MS);
        await this.#pause;
        this.begin();
      }
      return await make();
    } finally {
      this.#idle = setImmediate(() => {
        this.#pause = undefined;
      });
    }
  }
}
