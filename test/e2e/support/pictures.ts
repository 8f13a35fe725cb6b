import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from './repoRoot';

export interface Window {
  page: Page | undefined;
}

const windows = new Set<Window>();

/** Takes a picture into out/artifacts/screenshots and returns its path. */
export async function photograph(page: Page, name: string): Promise<string> {
  const folder = join(repoRoot, 'out', 'artifacts', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

/** While a window is watched, every test that fails leaves a picture of it. Returns how to stop watching. */
export function watchForFailures(window: Window): () => void {
  windows.add(window);
  return () => windows.delete(window);
}

// At the top level of a file that tests import, this is a hook of all tests.
afterEach(async function () {
  const test = this.currentTest;
  if (test?.state !== 'failed') return;
  const name = test
    .fullTitle()
    .replaceAll(/[^a-z0-9]+/giu, '-')
    .slice(0, 100);
  for (const { page } of windows) {
    if (page !== undefined)
      console.log(`What VS Code showed: ${await photograph(page, `failed-${name}`)}`);
  }
});
