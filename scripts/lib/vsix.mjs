// Packs the extension as it is published, so that what is tried is what a user gets.
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheDir, logFile, repoRoot } from './paths.mjs';
import { runOrThrow } from './processes.mjs';

/** Returns the path of a freshly made VSIX. The bundles must be built, or the manifest must do it (vscode:prepublish). */
export async function packageExtension({ out = join(cacheDir, 'atlas.vsix') } = {}) {
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const log = logFile('vsce-package');
  mkdirSync(dirname(out), { recursive: true });
  rmSync(log, { force: true });
  rmSync(out, { force: true });
  const flags = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    out,
  ];
  await runOrThrow('Packaging the extension', process.execPath, [vsce, 'package', ...flags], {
    cwd: repoRoot,
    log,
    timeoutMs: 180_000,
  });
  return out;
}
