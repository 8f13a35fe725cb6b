import type { ChildProcess } from 'node:child_process';
import spawn from 'cross-spawn';
import { familyOf, GRACE_MS, type AgentFamily } from './agentFamily';
import {
  endProcesses,
  endTreeOnWindows,
  listProcesses,
  treeOf,
  type ListedProcess,
} from './processTree';
import { takeOutput } from './takeOutput';
import { writeWithoutWaiting } from './writeWithoutWaiting';

/** How often it is noted which processes belong to the agent, in ms; the first time sooner: launchers go away. */
const NOTE_EVERY_MS = 3_000;
const NOTE_FIRST_MS = 700;

export interface StartOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly headless: boolean;
  /** Where what the program prints goes: into the terminal, or beside an answer that a machine reads. */
  readonly outputTo: 'stdout' | 'stderr';
  /** Hears what it prints, too. Such a program has no terminal to print to. */
  readonly onOutput?: ((chunk: Buffer) => void) | undefined;
  /** Hears which processes belong to it, when there are new ones. */
  readonly onGrown?: ((family: AgentFamily) => void) | undefined;
}

/**
 * An agent's program with everything that it starts. In a terminal it shares our process group, or it
 * could not be talked to; without a person it gets a session of its own. Programs that start other ones
 * and go away leave them to us.
 */
export class AgentProcess {
  readonly child: ChildProcess;
  readonly #session: number | undefined;
  readonly #onGrown: StartOptions['onGrown'];
  readonly #timers: readonly NodeJS.Timeout[] = [];
  #known: readonly ListedProcess[] = [];
  #told: ReadonlySet<string> = new Set();

  /** @throws what cannot be started at all; the rest comes as the child's `error` */
  constructor({ program, args, cwd, env, headless, outputTo, onOutput, onGrown }: StartOptions) {
    this.#onGrown = onGrown;
    const own = outputTo === 'stdout' ? 'inherit' : process.stderr;
    const output = onOutput ? 'pipe' : own;
    const detached = headless && process.platform !== 'win32';
    this.child = spawn(program, [...args], {
      cwd,
      // Some ask this variable where they are (opencode does), and ours says where our shell was.
      env: process.platform === 'win32' ? env : { ...env, PWD: cwd },
      detached,
      // A program that reads a standard input that stays open may wait for its end.
      stdio: [headless ? 'ignore' : 'inherit', output, 'inherit'],
    });
    if (onOutput) {
      if (outputTo === 'stdout') {
        writeWithoutWaiting(process.stdout);
      }
      takeOutput(this.child, 'stdout', (chunk) => {
        onOutput(chunk);
        // A reader that went away takes everything: it does not stop the program.
        return new Promise((resolve) => {
          process[outputTo].write(chunk, () => {
            resolve();
          });
        });
      });
    }
    this.#session = detached ? this.child.pid : ownSession();
    if (process.platform !== 'win32') {
      const note = (): void => {
        this.#note();
      };
      note();
      this.#timers = [setTimeout(note, NOTE_FIRST_MS), setInterval(note, NOTE_EVERY_MS)];
      this.#timers.forEach((timer) => timer.unref());
    }
  }

  /** Waits for the program itself; what it started may go on. */
  async ended(): Promise<{ readonly exitCode?: number; readonly signal?: string }> {
    const { child } = this;
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, signal) => {
        resolve(signal ? { signal } : { exitCode: exitCode ?? 0 });
      });
    });
  }

  /** Whether anything of it is there. */
  get isThere(): boolean {
    return process.platform !== 'win32' && this.#note().length > 0;
  }

  /** Ends everything that belongs to the agent, by force what does not end when it is asked to. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const { pid } = this.child;
    if (process.platform === 'win32') {
      if (pid !== undefined) {
        endTreeOnWindows(pid);
      }
      return;
    }
    this.#note();
    await endProcesses(() => this.#note(), signal, GRACE_MS);
  }

  dispose(): void {
    this.#timers.forEach(clearInterval);
  }

  /** What is there of it now. Who was once found to belong to it does so without its parent too. */
  #note(): readonly ListedProcess[] {
    const all = listProcesses();
    const roots = [
      ...this.#known,
      ...all.filter(({ pid, parent }) => pid === this.child.pid && parent === process.pid),
    ];
    this.#known = treeOf(roots, {
      all,
      ...(this.#session === undefined ? {} : { session: this.#session }),
    });
    const names = this.#known.map(({ pid, start }) => `${pid} ${start}`);
    if (names.some((name) => !this.#told.has(name))) {
      this.#told = new Set(names);
      this.#onGrown?.(familyOf(this.#known, this.#session));
    }
    return this.#known;
  }
}

/** Our session, where it is ours alone: that of a terminal that was opened to run us. */
function ownSession(): number | undefined {
  if (process.platform === 'win32') {
    return undefined;
  }
  const own = listProcesses().find(({ pid }) => pid === process.pid);
  return own?.session === process.pid ? own.session : undefined;
}
