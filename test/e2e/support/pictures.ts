import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from './repoRoot';
import { transcript } from './transcript';

export interface Window {
  page: Page | undefined;
}

/** Takes a picture into out/artifacts/screenshots and returns its path. */
export async function photograph(page: Page, name: string): Promise<string> {
  const folder = join(repoRoot, 'out', 'artifacts', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

const windows = new Set<Window>();
let running: Mocha.Test | undefined;
/** The failures that have been told already: a suite may close its window in a hook of its own. */
const told = new WeakMap<Mocha.Test, Set<Window>>();

/**
 * While a window is watched, every test that fails leaves a picture of it, and what it said. Returns how to
 * stop watching, before the window is closed.
 */
export function watchForFailures(window: Window): () => Promise<void> {
  windows.add(window);
  return async () => {
    await tellFailure(window);
    windows.delete(window);
  };
}

async function tellFailure(window: Window): Promise<void> {
  const { page } = window;
  if (running?.state !== 'failed' || page === undefined) return;
  const toldOf = told.get(running) ?? new Set();
  told.set(running, toldOf);
  if (toldOf.has(window)) return;
  toldOf.add(window);
  const name = running
    .fullTitle()
    .replaceAll(/[^a-z0-9]+/giu, '-')
    .slice(0, 100);
  console.log(`What VS Code showed: ${await photograph(page, `failed-${name}`)}`);
  console.log((await transcript(page)).replaceAll(/^/gmu, '    '));
}

// At the top level of a file that tests import, these are hooks of all tests.
beforeEach(function () {
  running = this.currentTest;
});

afterEach(async () => {
  for (const window of windows) {
    await tellFailure(window);
  }
});
