// Child processes that never outlive us: each is the head of its own process group, and every group that still
// has members is ended when this process exits, whatever the reason.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { repoRoot } from './paths.mjs';

/** @type {Set<number>} */
const groups = new Set();
/** @type {Set<() => unknown>} */
const cleanups = new Set();

process.on('exit', () => {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
});

let ending = false;
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
]) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    const all = Promise.allSettled([...cleanups].map(async (cleanup) => cleanup()));
    void Promise.race([all, delay(15_000)]).finally(() => process.exit(128 + number));
  });
}

/** Whether a signal is ending us, so that a child's end is no surprise. */
export function interrupted() {
  return ending;
}

/** Runs `cleanup` when the user or the system ends us. Returns a function that takes it back. */
export function onInterrupt(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Starts a child in its own process group. `stdio` as in node:child_process; the child never reads from us. */
export function start(
  command,
  args,
  { cwd = repoRoot, env = process.env, stdio = 'inherit' } = {},
) {
  const windows = process.platform === 'win32';
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', ...(Array.isArray(stdio) ? stdio : [stdio, stdio])],
    detached: !windows,
    windowsHide: true,
  });
  if (child.pid !== undefined) groups.add(child.pid);
  return child;
}

/**
 * Runs a command to its end. With `log` its output goes to that file, otherwise it is shown.
 * @returns {Promise<{ code: number, timedOut: boolean }>} code -1: it was ended by a signal or did not start.
 */
export async function run(command, args, { timeoutMs = 600_000, log, ...options } = {}) {
  const output = log === undefined ? undefined : openSync(log, 'a');
  try {
    const child = start(command, args, {
      ...options,
      ...(output === undefined ? {} : { stdio: output }),
    });
    let timedOut = false;
    // Asked first: it may have children in groups of their own, which only it knows.
    const end = () => stop(child, 12_000);
    const takeBack = onInterrupt(end);
    const timer = setTimeout(() => {
      timedOut = true;
      void end();
    }, timeoutMs);
    const code = await new Promise((resolve, reject) => {
      child.once('error', (error) =>
        reject(new Error(`Could not start ${command}: ${error.message}`)),
      );
      child.once('close', (value) => resolve(value ?? -1));
    }).finally(() => {
      clearTimeout(timer);
      takeBack();
    });
    endGroup(child.pid); // The command is done; what it left running is not wanted.
    return { code, timedOut };
  } finally {
    if (output !== undefined) closeSync(output);
  }
}

/** Like `run` with a log, but a failure is an error that carries the end of that log. */
export async function runOrThrow(what, command, args, options) {
  const { code, timedOut } = await run(command, args, options);
  if (code === 0) return;
  const why = timedOut ? 'took too long and was ended' : `failed (exit code ${code})`;
  throw new Error(`${what} ${why}. From ${options.log}:\n${excerpt(options.log)}`);
}

/** The beginning and the end of a log file, for messages: tools differ in where they say what is wrong. */
export function excerpt(file, { head = 20, end = 40 } = {}) {
  let lines;
  try {
    lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  } catch {
    return '(nothing was logged)';
  }
  if (lines.length <= head + end) return lines.join('\n');
  return [...lines.slice(0, head), '…', ...lines.slice(-end)].join('\n');
}

/**
 * Asks a child to end and gives it and its descendants time to do so in their own way, then insists. Only the child
 * is asked: VS Code's extension hosts would not run `deactivate` if they got the signal themselves.
 */
export async function stop(child, graceMs = 8_000) {
  if (child.pid === undefined) return;
  const windows = process.platform === 'win32';
  if (!windows) child.kill('SIGTERM');
  const deadline = Date.now() + graceMs;
  while (!windows && signalGroup(child.pid, 0) && Date.now() < deadline) await delay(50);
  endGroup(child.pid);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function endGroup(pid) {
  if (pid === undefined) return;
  signalGroup(pid, 'SIGKILL');
  groups.delete(pid);
}

/** Signal 0 only asks. Returns whether anybody was there to get it. */
function signalGroup(pid, signal) {
  if (process.platform === 'win32') {
    return (
      spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], {
        stdio: 'ignore',
        windowsHide: true,
      }).status === 0
    );
  }
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH' || error.code === 'EPERM') return false; // Nobody, or only what is dead already (macOS).
    throw error;
  }
}

/** A port on the loopback address that nobody listens on; `wanted` 0 lets the system choose. Rejects if it is taken. */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
