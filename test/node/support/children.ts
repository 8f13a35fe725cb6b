import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

const living = new Set<ChildProcess>();

// No process outlives its test, also when the test fails halfway.
afterEach(() => {
  living.forEach((child) => child.kill('SIGKILL'));
});

/** A real process that runs one of the scripts beside this file, and talks to the test by messages. */
export class Child {
  readonly process: ChildProcess;
  readonly #heard: string[] = [];
  readonly #ended: Promise<unknown>;
  #wake: () => void = () => undefined;

  constructor(script: string, args: readonly string[], options: ForkOptions = {}) {
    const file = path.join(__dirname, 'scripts', `${script}.js`);
    this.process = fork(file, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], ...options });
    this.process.on('message', (message) => {
      this.#heard.push(typeof message === 'string' ? message : JSON.stringify(message));
      this.#wake();
    });
    living.add(this.process);
    this.#ended = once(this.process, 'exit').then(() => {
      living.delete(this.process);
      this.#wake();
    });
  }

  /** Waits until the process said this. Fails when it ends without having said it. */
  async says(word: string): Promise<void> {
    while (!this.#heard.includes(word)) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) {
        throw new Error(`The process ended without saying "${word}".`);
      }
      await this.more();
    }
  }

  /** Waits until it says something more, or ends. */
  more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  tell(word: string): void {
    this.process.send(word);
  }

  /** Everything it has said. */
  get heard(): readonly string[] {
    return this.#heard;
  }

  /** Waits for its end; returns the exit code, or the signal that ended it. */
  async end(): Promise<number | string> {
    await this.#ended;
    return this.process.signalCode ?? this.process.exitCode ?? -1;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.end();
  }
}

/** Starts that many processes at once, and returns when all have ended well. */
export async function crowd(count: number, script: string, args: readonly string[]): Promise<void> {
  const children = Array.from({ length: count }, () => new Child(script, args));
  const ends = await Promise.all(children.map((child) => child.end()));
  const bad = ends.filter((end) => end !== 0);
  if (bad.length > 0) {
    throw new Error(`${bad.length} of ${count} processes ended with ${bad.join(', ')}.`);
  }
}
