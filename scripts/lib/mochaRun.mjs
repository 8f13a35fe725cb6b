// Runs compiled tests in plain Node with mocha.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './paths.mjs';
import { run } from './processes.mjs';
import { freshResultsFile, readResults } from './results.mjs';

/** Runs all tests below these folders of out/test. `timeoutMs` is for one test, `limitMs` for all. */
export async function runMocha(name, folders, { timeoutMs, limitMs, grep }) {
  const resultsFile = freshResultsFile(name);
  const mayBeEmpty = grep !== undefined;
  const files = folders.flatMap(testFiles);
  if (files.length === 0)
    return { passes: 0, failures: 1, problem: `There are no tests in ${folders.join(', ')}.` };
  const { code } = await run(
    process.execPath,
    [
      '--enable-source-maps',
      join(repoRoot, 'node_modules', 'mocha', 'bin', 'mocha.js'),
      ...['--no-config', '--no-package', '--timeout', String(timeoutMs)],
      ...['--reporter', join(repoRoot, 'out', 'test', 'support', 'resultsReporter.js')],
      ...(grep === undefined ? [] : ['--grep', grep]),
      ...files,
    ],
    { env: { ...process.env, ATLAS_TEST_RESULTS: resultsFile }, timeoutMs: limitMs },
  );
  return readResults(resultsFile, { exitCode: code, mayBeEmpty });
}

function testFiles(folder) {
  const base = join(repoRoot, 'out', 'test', folder);
  if (!existsSync(base)) return [];
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => join(base, name));
}
