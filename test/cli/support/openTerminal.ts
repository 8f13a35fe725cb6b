import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { listProcesses } from '../../../src/node/processTree';
import { BUNDLE, plainEnvironment } from './atlas';

/** A terminal of its own for `atlas`. It is there as long as its program is, and nobody types into it. Linux only. */
export class OpenTerminal {
  readonly #child: ChildProcess;
  #program: number | undefined;

  /** @param read false: nobody reads what is printed, as VS Code does not when there is much of it */
  constructor(
    args: readonly string[],
    {
      cwd,
      env = {},
      read = true,
    }: { cwd: string; env?: Readonly<Record<string, string>>; read?: boolean },
  ) {
    const command = [process.execPath, BUNDLE, ...args].map((word) => `'${word}'`);
    this.#child = spawn('script', ['-qec', command.join(' '), '/dev/null'], {
      cwd,
      env: { ...plainEnvironment(), ...env },
      stdio: ['pipe', read ? 'ignore' : 'pipe', 'ignore'],
    });
  }

  /** Says to the program what a terminal says that is being closed, and that waits for it, as VS Code's does. */
  close(): void {
    this.#program = programIn(this.#child.pid);
    process.kill(this.#program, 'SIGHUP');
  }

  /** Whether the program that was told so has gone. */
  get isDeserted(): boolean {
    return !listProcesses().some(({ pid }) => pid === this.#program);
  }

  dispose(): void {
    this.#child.stdout?.destroy();
    for (const pid of [this.#program, this.#child.pid]) {
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
      } catch {
        // It has gone, as it should.
      }
    }
  }
}

/** There may be a shell between the two. */
function programIn(terminal: number | undefined): number {
  const all = listProcesses();
  const below = (parents: readonly number[]): number[] =>
    all.filter(({ parent }) => parents.includes(parent)).map(({ pid }) => pid);
  const children = below(terminal === undefined ? [] : [terminal]);
  const program = [...children, ...below(children)].find(
    (pid) => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[1] === BUNDLE,
  );
  if (program === undefined) throw new Error('No atlas runs in this terminal.');
  return program;
}
