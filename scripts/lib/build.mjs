// Compiles and bundles, as `npm run build` does, with the output in a log.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { logFile, repoRoot } from './paths.mjs';
import { runOrThrow } from './processes.mjs';

/** The two programs we ship, into dist/. */
export async function bundle() {
  await logged('esbuild', [join(repoRoot, 'esbuild.js')]);
}

/** Sources and tests, into out/. */
export async function compile() {
  removeOrphanedTests();
  await logged('tsc', [join(repoRoot, 'node_modules', 'typescript', 'bin', 'tsc'), '-b']);
}

/** The compiler does not take back the output of a deleted test, which would go on running. */
function removeOrphanedTests() {
  const compiled = join(repoRoot, 'out', 'test');
  if (!existsSync(compiled)) return;
  for (const name of readdirSync(compiled, { recursive: true, encoding: 'utf8' })) {
    const source = join(repoRoot, 'test', name.replace(/\.js$/, '.ts'));
    if (name.endsWith('.test.js') && !existsSync(source)) rmSync(join(compiled, name));
  }
}

async function logged(name, args) {
  const log = logFile(name);
  rmSync(log, { force: true });
  await runOrThrow(name, process.execPath, args, { log, timeoutMs: 300_000 });
}
