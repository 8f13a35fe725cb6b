import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { listProcesses } from '../../../src/node/processTree';
import { BUNDLE, plainEnvironment } from './atlas';

export interface OpenTerminal {
  /** The terminal itself: it is there as long as its program is, and nobody types into it. */
  readonly child: ChildProcess;
  /** Says to the program what a terminal that is being closed says; the terminal waits for it, as VS Code's does. */
  readonly close: () => void;
}

/** Runs `atlas` in a terminal of its own that stays open. Linux only. */
export function openTerminal(args: readonly string[], cwd: string): OpenTerminal {
  const command = [process.execPath, BUNDLE, ...args].map((word) => `'${word}'`);
  const child = spawn('script', ['-qec', command.join(' '), '/dev/null'], {
    cwd,
    env: plainEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return {
    child,
    close: () => {
      process.kill(programIn(child.pid), 'SIGHUP');
    },
  };
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
