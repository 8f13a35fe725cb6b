// Compiles and bundles, as `npm run build` does, with the output in a log.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { logFile, repoRoot } from './paths.mjs';
import { runOrThrow } from './processes.mjs';

/** The two programs we ship, into dist/. */
export async function bundle() {
  await logged('esbuild', [join(repoRoot, 'esbuild.js')]);
}

/** Sources and tests, into out/. */
export async function compile() {
  // The compiler does not take back the output of a deleted test, which would go on running.
  rmSync(join(repoRoot, 'out', 'test'), { recursive: true, force: true });
  rmSync(join(repoRoot, 'out', 'test.tsbuildinfo'), { force: true });
  await logged('tsc', [join(repoRoot, 'node_modules', 'typescript', 'bin', 'tsc'), '-b']);
}

async function logged(name, args) {
  const log = logFile(name);
  rmSync(log, { force: true });
  await runOrThrow(name, process.execPath, args, { log, timeoutMs: 300_000 });
}
