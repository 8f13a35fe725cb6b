// Runs compiled tests in plain Node with mocha.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repoRoot } from './paths.mjs';
import { run } from './processes.mjs';
import { afterRunningAgain, failedWith, freshResultsFile, readResults } from './results.mjs';

/**
 * Runs all tests below these folders of out/test. `timeoutMs` is for one test, `limitMs` for all. With `again`,
 * the files in which a test failed are run once more, from the beginning.
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runMocha(name, folders, { again = false, ...options }) {
  const files = folders.flatMap(testFiles);
  if (files.length === 0) return failedWith(`There are no tests in ${folders.join(', ')}.`);
  const first = await runFiles(name, files, options);
  const failing = [...new Set(first.failed.map(({ file }) => file))];
  // A run that did not get to its end says nothing of the files that it did not get to.
  const isToldApart = first.problem === undefined && !failing.includes(undefined);
  if (!again || failing.length === 0 || !isToldApart) return first;

  console.log(
    `\nRunning again, from the beginning: ${failing.map((file) => basename(file)).join(', ')}`,
  );
  const second = await runFiles(`${name}-again`, failing, options);
  const merged = afterRunningAgain(name, first, second);
  const keptOfFirst = first.passes - sum(failing.map((file) => first.passesByFile[file] ?? 0));
  return merged.failures === 0 ? { ...merged, passes: keptOfFirst + second.passes } : merged;
}

async function runFiles(name, files, { timeoutMs, limitMs, grep }) {
  const resultsFile = freshResultsFile(name);
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
  return readResults(resultsFile, { exitCode: code, mayBeEmpty: grep !== undefined });
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

function testFiles(folder) {
  const base = join(repoRoot, 'out', 'test', folder);
  if (!existsSync(base)) return [];
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => join(base, name));
}
