import type { ChildProcess } from 'node:child_process';
import spawn from 'cross-spawn';
import { errorCode } from '../atomicFile';
import { takeOutput } from '../takeOutput';
import { checkEnvironment } from './checkEnvironment';
import { OutputLines, type OnOutput } from './outputLines';

export interface CommandOptions {
  readonly timeoutMs: number;
  /** What it prints, line by line, without what would steer a terminal. */
  readonly onOutput?: OnOutput;
  readonly signal?: AbortSignal;
}

export interface CommandEnd {
  readonly passed: boolean;
  /** How it ended, and the last of what it printed. */
  readonly detail: string;
  /** It was broken off from outside: this says nothing of it. */
  readonly aborted: boolean;
}

/**
 * Runs a command by its words, without a shell and with nothing to read, until it exits or its time is
 * over. It has a process group of its own, and whatever of it is left behind ends with it.
 */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  folder: string,
  { timeoutMs, onOutput, signal }: CommandOptions,
): Promise<CommandEnd> {
  const output = new OutputLines(onOutput);
  const end = (how: string, passed = false, aborted = false): CommandEnd => {
    const tail = output.end();
    return { passed, aborted, detail: tail === '' ? how : `${how}\n${tail}` };
  };
  if (signal?.aborted) {
    return end('broken off', false, true);
  }
  let child: ChildProcess;
  try {
    child = spawn(program, args, {
      cwd: folder,
      env: checkEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
  } catch (error) {
    return end(startFault(program, error));
  }
  takeOutput(child, 'stdout', (part) => output.add('out', part));
  takeOutput(child, 'stderr', (part) => output.add('err', part));
  const { exit, why } = await ended(child, timeoutMs, signal);
  if (exit instanceof Error) {
    return end(startFault(program, exit));
  }
  switch (why) {
    case 'timeout':
      return end(`not finished after ${duration(timeoutMs)}`);
    case 'abort':
      return end('broken off', false, true);
    case 'exit':
      return end(typeof exit === 'number' ? `exit code ${exit}` : `ended by ${exit}`, exit === 0);
  }
}

interface Ended {
  readonly why: 'exit' | 'timeout' | 'abort';
  /** Its exit code, the signal that ended it, or why it did not start. */
  readonly exit: number | NodeJS.Signals | Error;
}

/** How long a program that was asked to end may take, and what it left behind may go on printing. */
const GRACE_MS = 2_000;
const LAST_WORDS_MS = 300;

function ended(
  child: ChildProcess,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Ended> {
  return new Promise((resolve) => {
    let why: Ended['why'] = 'exit';
    let force: NodeJS.Timeout | undefined;
    const stop = (reason: 'timeout' | 'abort') => (): void => {
      why = reason;
      endGroup(child, 'SIGTERM');
      force = setTimeout(() => {
        endGroup(child, 'SIGKILL');
      }, GRACE_MS);
    };
    const onAbort = stop('abort');
    const timer = setTimeout(stop('timeout'), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    const done = (exit: Ended['exit']): void => {
      clearTimeout(timer);
      clearTimeout(force);
      signal?.removeEventListener('abort', onAbort);
      resolve({ why, exit });
    };
    child.once('error', done);
    child.once('exit', (code, name) => {
      clearTimeout(timer);
      // A daemon that it started would hold its output open, and outlive what it was started for.
      const last = setTimeout(() => {
        endGroup(child, 'SIGKILL');
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, LAST_WORDS_MS);
      child.once('close', () => {
        clearTimeout(last);
        endGroup(child, 'SIGKILL');
        done(name ?? code ?? 0);
      });
    });
  });
}

/** Everything that the command started, unless it went out of its way to leave the group. */
function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).on(
      'error',
      () => undefined, // It has ended by itself, or nothing can be done.
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody of it is left, or what is left belongs to somebody else by now.
    if (errorCode(error) === undefined) {
      throw error;
    }
  }
}

function startFault(program: string, error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return `${program} was not found`;
    case 'EACCES':
      return `${program} may not be run`;
    default:
      return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** `10 minutes`, `1 minute`, `90 seconds`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  const [amount, unit] =
    seconds >= 60 && seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
