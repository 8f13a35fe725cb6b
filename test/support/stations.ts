import type { Suite } from 'mocha';

/**
 * Each test of the suite begins where the one before ended: after one that failed, the others are not
 * run, and the suite says so. Mocha's own `bail` looks at the failures of the whole run: it would leave out
 * this suite, without a word, because of a failure in any file before it.
 */
export function stations(suite: Suite): void {
  let failed: string | undefined;
  suite.afterEach('notes where it stopped', function () {
    if (this.currentTest?.isFailed()) failed ??= this.currentTest.title;
  });
  suite.beforeEach('goes on where it stood', () => {
    if (failed !== undefined) throw new Error(`Not run, for it builds on what failed: ${failed}`);
  });
}
