import * as fs from 'node:fs';
import { endProcesses, listProcesses, treeOf, type ListedProcess } from './processTree';

/** How long an agent's processes have to end by themselves when they are asked to, in ms. */
export const GRACE_MS = 5_000;

/**
 * The processes of an agent as its runner knew them: by these, whoever finds the runner gone finds what it
 * left behind. A number without its start time names nobody, and neither does one from before the machine
 * was started anew.
 */
export interface AgentFamily {
  readonly boot: string;
  /** The session that is the agent's alone, where there is one. */
  readonly session?: number;
  readonly processes: readonly Pick<ListedProcess, 'pid' | 'start'>[];
}

export function familyOf(
  processes: readonly ListedProcess[],
  session: number | undefined,
): AgentFamily {
  return {
    boot: bootId(),
    ...(session === undefined ? {} : { session }),
    processes: processes.map(({ pid, start }) => ({ pid, start })),
  };
}

/** What became of the processes that a runner left behind. */
export interface LeftBehind {
  readonly found: number;
  /** Those that could not even be ended by force. */
  readonly remain: number;
}

/**
 * Ends what is left of an agent whose runner is gone, as closing its terminal would have.
 * @returns undefined where we belong to it ourselves: then it lives, and it is not for us to end it
 */
export async function endFamily(family: AgentFamily): Promise<LeftBehind | undefined> {
  const first = livingOf(family);
  if (first.includesUs) {
    return undefined;
  }
  let known = first.processes;
  const find = (): readonly ListedProcess[] => {
    known = livingOf({ ...family, processes: known }).processes;
    return known;
  };
  if (known.length > 0) {
    await endProcesses(find, 'SIGHUP', GRACE_MS);
  }
  return { found: first.processes.length, remain: known.length === 0 ? 0 : find().length };
}

function livingOf(family: AgentFamily): {
  readonly processes: readonly ListedProcess[];
  readonly includesUs: boolean;
} {
  if (process.platform === 'win32' || family.boot !== bootId()) {
    return { processes: [], includesUs: false };
  }
  const all = listProcesses();
  const noted = new Set(family.processes.map(({ pid, start }) => `${pid} ${start}`));
  const roots = all.filter(({ pid, start }) => noted.has(`${pid} ${start}`));
  // A session keeps its number while somebody is in it; without one whom we know it may be another's.
  const session = roots.find((each) => each.session === family.session)?.session;
  const processes = treeOf(roots, { all, ...(session === undefined ? {} : { session }) });
  const pids = new Set(processes.map(({ pid }) => pid));
  const us = all.find(({ pid }) => pid === process.pid);
  const includesUs =
    us !== undefined &&
    (pids.has(us.parent) ||
      pids.has(us.group) ||
      (session !== undefined && us.session === session));
  return { processes, includesUs };
}

/** Start times are counted from there on Linux; elsewhere they are dates. */
function bootId(): string {
  if (process.platform !== 'linux') {
    return '';
  }
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Then nobody can be told from a namesake.
    return `unknown to ${process.pid}`;
  }
}
