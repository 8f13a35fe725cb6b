import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeBusyProject } from '../../support/busyProject';
import { atlas } from './otherHands';
import { repoRoot } from './repoRoot';

/**
 * Copies a folder below test/fixtures to where a test may change it, and returns the copy's path. It keeps its name,
 * which VS Code shows, and is removed when the tests end.
 */
export function copyOfFixture(name: string): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'atlas-e2e-')));
  parents.push(parent);
  // The name may lead elsewhere; the copy lies in the temporary folder.
  const folder = join(parent, basename(name));
  cpSync(join(repoRoot, 'test', 'fixtures', name), folder, { recursive: true });
  return folder;
}

/** A folder with an orchestration that was worked on until now, removed when the tests end. */
export function busyProject(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'atlas-busy-')));
  parents.push(folder);
  writeBusyProject(folder, Date.now());
  atlas(folder, 'save');
  return folder;
}

const parents: string[] = [];

process.once('exit', () => {
  for (const parent of parents)
    rmSync(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});
