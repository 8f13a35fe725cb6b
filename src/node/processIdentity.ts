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
  return { pid, start: processStart(pid), host: os.hostname() };
}

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
  return processStart(identity.pid) === identity.start;
}

/** On Linux the start time is field 22 of /proc/PID/stat; the name in field 2 may hold anything. */
function processStart(pid: number): string {
  if (process.platform !== 'linux') {
    return '';
  }
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // The process has just ended, or /proc is closed to us: no start time to compare.
    return '';
  }
}
