/** So long after a view was shown, and its rows were asked for, it is seen to that they are right; in ms. */
const AGAIN_AFTER_MS = 700;

/**
 * Draws a tree once more when it was shown. VS Code then draws it twice, the second time from what it kept of the
 * first; it mixes up lists without having asked anybody (microsoft/vscode#243911), and leaves them so until something
 * changes. What we ask to be drawn anew is asked of us, one level after the other.
 */
export class SecondDrawing {
  readonly #redraw: () => void;
  #isDue = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** The view comes into sight. */
  shown(): void {
    this.#isDue = true;
    this.begin();
  }

  /** A drawing begins. */
  begin(): void {
    clearTimeout(this.#timer);
    if (this.#isDue) {
      this.#timer = setTimeout(() => {
        this.#isDue = false;
        this.#redraw();
      }, AGAIN_AFTER_MS);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
