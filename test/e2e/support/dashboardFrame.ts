import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { until } from './until';
import type { Workbench } from './workbench';

export type Place = 'view' | 'tab';

/** The dashboard's own document, in the side bar or in its tab, once it shows something. */
export async function dashboardFrame(workbench: Workbench, place: Place): Promise<Frame> {
  let found: Frame | undefined;
  await until(`the dashboard is shown in the ${place}`, 60_000, async () => {
    for (const frame of workbench.page.frames()) {
      const shown = frame.locator(`.page.in-${place} h1`);
      // A frame that goes away while it is asked has no answer.
      if ((await shown.count().catch(() => 0)) > 0) {
        found = frame;
      }
    }
    return found !== undefined;
  });
  if (!found) {
    throw new Error('unreachable');
  }
  return found;
}

interface Axe {
  run(context: Document): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
}

/** What axe finds wrong in a document, a line each. */
export async function axeViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await frame.evaluate(() =>
    (window as unknown as { axe: Axe }).axe.run(document),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`),
  );
}

/** What goes beyond the right edge of the page, other than by scrolling in a box of its own. */
export async function cutOff(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (element.closest('.table') !== null || element.closest('.unseen') !== null);
    return [...document.querySelectorAll('main *')]
      .filter((element) => element.getBoundingClientRect().right > edge + 1 && !scrolls(element))
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

/** Opens or closes all that is shown on demand. */
export async function unfold(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    document.querySelectorAll('details').forEach((details) => {
      details.open = true;
    });
  });
}
