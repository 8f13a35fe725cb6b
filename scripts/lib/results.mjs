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
 * What one mocha run amounts to. `problem` is set when the numbers alone would hide that something is wrong.
 * @returns {{ passes: number, failures: number, problem?: string }}
 */
export function readResults(file, { exitCode, mayBeEmpty }) {
  let counts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passes: 0, failures: 1, problem: 'The tests ended without reporting results.' };
  }
  const { passes, failures, pending } = counts;
  if (pending > 0)
    return {
      passes,
      failures: failures + pending,
      problem: `${pending} skipped, which counts as failed.`,
    };
  if (passes + failures === 0 && !mayBeEmpty)
    return { passes, failures: 1, problem: 'No test ran.' };
  if (exitCode !== 0 && failures === 0) {
    return {
      passes,
      failures: 1,
      problem: `All tests passed, but the run ended with code ${exitCode}.`,
    };
  }
  return { passes, failures };
}
