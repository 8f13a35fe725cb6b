import type { Locator } from 'playwright-core';

/** A list that is drawn again and again is not waited for any longer, in ms. */
const MOST_MS = 10_000;

/**
 * Until a list was not drawn for a while, in ms. VS Code draws one row with the element that another one had:
 * what a test presses, drags or points at meanwhile is the row that the element has become. (A person aims at
 * a place.)
 */
export async function calm(list: Locator, quietMs: number): Promise<void> {
  await list.evaluate(
    (element, { quiet, most }) =>
      new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(pause);
          clearTimeout(limit);
          drawing.disconnect();
          resolve();
        };
        const limit = setTimeout(end, most);
        let pause = setTimeout(end, quiet);
        const drawing = new MutationObserver(() => {
          clearTimeout(pause);
          pause = setTimeout(end, quiet);
        });
        const attributeFilter = ['id', 'aria-label', 'data-index'];
        drawing.observe(element, { childList: true, subtree: true, attributeFilter });
      }),
    { quiet: quietMs, most: MOST_MS },
  );
}
