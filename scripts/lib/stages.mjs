// The stages of `npm test`: each has a heading and a time, and whatever goes wrong in one ends up in the sum.

export class Stages {
  #passed = 0;
  #failed = 0;
  /** @type {string[]} */
  #problems = [];
  /** @type {string[]} */
  #recovered = [];

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
  add(name, { passes, failures, problem, failed, recovered = [] }) {
    this.#passed += passes;
    this.#failed += failures;
    if (problem !== undefined) this.#note(name, problem);
    else if (failures > 0) this.#problems.push(`${name}: ${failures} failed.`);
    // Once more, where it is found: the run itself says thousands of lines.
    this.#problems.push(...failed.map((test) => told(name, test)));
    this.#recovered.push(...recovered.map((test) => told(name, test)));
  }

  /** True when no test ran at all. */
  get empty() {
    return this.#passed + this.#failed === 0;
  }

  /** Prints the sum as the very last line and sets the exit code. */
  finish() {
    list('Failed at first, and passed when it was run again', this.#recovered);
    list('What went wrong', this.#problems);
    console.log(`\n${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed > 0 ? 1 : 0;
  }

  #note(name, problem) {
    console.log(problem);
    this.#problems.push(`${name}: ${problem.split('\n')[0]}`);
  }
}

function told(name, { test, message }) {
  return `${name}: ${test}\n    ${message.replaceAll('\n', '\n    ')}`;
}

function list(heading, texts) {
  if (texts.length > 0)
    console.log(`\n${heading}:\n${texts.map((text) => `- ${text}`).join('\n')}`);
}
