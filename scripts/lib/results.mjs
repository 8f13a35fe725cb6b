// Counts of test results. A test that did not run is a failure here: nothing passes by skipping.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { artifactsDir } from './paths.mjs';

/** A file for the reporter (test/support/resultsReporter.ts) to write to, without what an earlier run left there. */
export function freshResultsFile(name) {
  const folder = join(artifactsDir, 'results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * @typedef {{ test: string, file?: string, message: string }} Failed a test that failed, and with what
 *
 * @typedef {object} Results what one mocha run amounts to
 * @property {number} passes
 * @property {number} failures
 * @property {string} [problem] set when the numbers alone would hide that something is wrong
 * @property {Failed[]} failed
 * @property {Failed[]} [recovered] what failed at first, and passed when it was run again
 * @property {Record<string, number>} [passesByFile]
 */

/** @returns {Results} */
export function readResults(file, { exitCode, mayBeEmpty }) {
  let counts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return failedWith('The tests ended without reporting results.');
  }
  const { passes, failures, pending, failed } = counts;
  if (pending > 0)
    return {
      passes,
      failures: failures + pending,
      failed,
      problem: `${pending} skipped, which counts as failed.`,
    };
  if (passes + failures === 0 && !mayBeEmpty) return failedWith('No test ran.');
  if (exitCode !== 0 && failures === 0) {
    const problem = `All tests passed, but the run ended with code ${exitCode}.`;
    return { ...failedWith(problem), passes };
  }
  return counts;
}

/** @returns {Results} */
export function failedWith(problem) {
  return { passes: 0, failures: 1, failed: [], problem };
}

/**
 * What two runs of the same tests amount to: where the second had nothing to complain of, it counts, and says
 * what the first complained of. Otherwise both complain.
 * @returns {Results}
 */
export function afterRunningAgain(name, first, second) {
  const complaints = ({ failed, problem }) =>
    problem === undefined ? failed : [...failed, { test: name, message: problem }];
  return second.failures === 0
    ? { ...second, recovered: complaints(first) }
    : { ...first, failed: [...first.failed, ...complaints(second)] };
}
