import * as fs from 'node:fs';
import * as os from 'node:os';

/**
 * Names one process among all there ever were on this machine: the pid alone comes back after a while,
 * and in containers that share a folder it means different processes.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, in the kernel's own words; empty where they cannot be had. */
  readonly start: string;
  readonly host: string;
}

export function identifyProcess(pid: number = process.pid): ProcessIdentity {
  const start =
    pid === process.pid ? (ownStart ||= processStat(pid).start) : processStat(pid).start;
  return { pid, start, host: os.hostname() };
}

let ownStart = '';

/** Whether that process is still there; undefined where this machine cannot know. */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  if (identity.host !== os.hostname()) {
    return undefined;
  }
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) {
      return false;
    }
  }
  const { start, ended } = processStat(identity.pid);
  if (!ended && start === '' && identity.start !== '') {
    // It is there, and /proc is closed to us: it may be the one, or another with its number.
    return undefined;
  }
  return !ended && start === identity.start;
}

/** Whether these name one process. */
export function isSameProcess(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.start === other.start && one.host === other.host;
}

/**
 * On Linux, fields 22 (the start time) and 3 (the state) of /proc/PID/stat; the name in field 2 may hold
 * anything. A process that has ended stays there until its parent asks for its end, in some containers
 * for ever.
 */
function processStat(pid: number): { readonly start: string; readonly ended: boolean } {
  if (process.platform !== 'linux') {
    return { start: '', ended: false };
  }
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { start: fields[19] ?? '', ended: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    // The process has just ended, or /proc is closed to us: no start time to compare.
    return { start: '', ended: false };
  }
}
