// The stages of `npm test`: each has a heading and a time, and whatever goes wrong in one ends up in the sum.

export class Stages {
  #passed = 0;
  #failed = 0;
  /** @type {string[]} */
  #problems = [];

  /** Runs a stage. An error of its own counts as one failure. Returns whether it had none. */
  async run(name, work) {
    console.log(`\n=== ${name}`);
    const failedBefore = this.#failed;
    const startedAt = performance.now();
    try {
      await work();
    } catch (error) {
      this.#failed += 1;
      this.#note(name, error.message);
    }
    const good = this.#failed === failedBefore;
    console.log(
      `=== ${name}: ${good ? 'ok' : 'FAILED'} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
    );
    return good;
  }

  /** Adds the results of one mocha run (see results.mjs). */
  add(name, { passes, failures, problem }) {
    this.#passed += passes;
    this.#failed += failures;
    if (problem !== undefined) this.#note(name, problem);
    else if (failures > 0) this.#problems.push(`${name}: ${failures} failed.`);
  }

  /** True when no test ran at all. */
  get empty() {
    return this.#passed + this.#failed === 0;
  }

  /** Prints the sum as the very last line and sets the exit code. */
  finish() {
    if (this.#problems.length > 0)
      console.log(`\nWhat went wrong:\n${this.#problems.map((text) => `- ${text}`).join('\n')}`);
    console.log(`\n${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed > 0 ? 1 : 0;
  }

  #note(name, problem) {
    console.log(problem);
    this.#problems.push(`${name}: ${problem.split('\n')[0]}`);
  }
}
