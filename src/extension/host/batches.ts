/** The shortest time between two drawings of the same thing, in ms. */
const DRAW_EVERY_MS = 300;

/**
 * Does something soon after it was asked for, and again only after a pause: what is asked meanwhile is done
 * once, at the end of the pause, however steady the stream of changes is.
 */
export class Batches {
  readonly #act: () => void;
  #pause: NodeJS.Timeout | undefined;
  #isAsked = false;

  constructor(act: () => void) {
    this.#act = act;
  }

  ask(): void {
    if (this.#pause) {
      this.#isAsked = true;
      return;
    }
    this.#act();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (this.#isAsked) {
        this.#isAsked = false;
        this.ask();
      }
    }, DRAW_EVERY_MS);
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#isAsked = false;
  }
}
