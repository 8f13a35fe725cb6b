import { writeFileSync } from 'node:fs';
import Mocha = require('mocha');

/** Of what a test failed with, the beginning is said again at the end of the run, in characters. */
const SAID_AGAIN = 600;

/** Mocha's own output, plus the counts, and what failed, in the file that ATLAS_TEST_RESULTS names (see scripts/lib/results.mjs). */
class ResultsReporter extends Mocha.reporters.Spec {
  readonly #passesByFile: Record<string, number> = {};

  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env['ATLAS_TEST_RESULTS'];
    if (file === undefined) return;
    runner.on(Mocha.Runner.constants.EVENT_TEST_PASS, (test) => {
      const of = test.file ?? '';
      this.#passesByFile[of] = (this.#passesByFile[of] ?? 0) + 1;
    });
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const failed = this.failures.map((test) => ({
        test: test.fullTitle(),
        file: test.file,
        message: String(test.err?.message ?? test.err).slice(0, SAID_AGAIN),
      }));
      writeFileSync(
        file,
        JSON.stringify({ passes, failures, pending, failed, passesByFile: this.#passesByFile }),
      );
    });
  }
}

export = ResultsReporter;
