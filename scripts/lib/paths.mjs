// The places the harness reads and writes, all below the repository.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repoRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Screenshots and logs of the last run: what to look at when a test failed. */
export const artifactsDir = join(repoRoot, 'out', 'artifacts');

/** Downloads that are too large to fetch for every run. Git ignores it; deleting it costs only time. */
export const cacheDir = join(repoRoot, '.vscode-test');

/** @param {string} name */
export function logFile(name) {
  const folder = join(artifactsDir, 'logs');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.log`);
}
