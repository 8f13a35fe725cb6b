import { writeFileSync } from 'node:fs';
import Mocha = require('mocha');

/** Mocha's own output, plus the counts in the file that ATLAS_TEST_RESULTS names (see scripts/lib/results.mjs). */
class ResultsReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env['ATLAS_TEST_RESULTS'];
    if (file === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(file, JSON.stringify({ passes, failures, pending }));
    });
  }
}

export = ResultsReporter;
