import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as the system lists it. The start time tells it from a later one of the same number. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly start: string;
}

/** Every process there is; those that have ended and wait for their parent are left out. */
export function listProcesses(): ListedProcess[] {
  return process.platform === 'linux' ? listedByKernel() : listedByPs();
}

function listedByKernel(): ListedProcess[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name in field 2 may hold anything, blanks and brackets too.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const [state = '', parent, group, session] = fields;
        return state === 'Z' || state === 'X'
          ? []
          : [
              {
                pid: Number(name),
                parent: Number(parent),
                group: Number(group),
                session: Number(session),
                start: fields[19] ?? '',
              },
            ];
      } catch {
        // It has ended since the folder was read.
        return [];
      }
    });
}

function listedByPs(): ListedProcess[] {
  const text = execFileSync('ps', ['-Ao', 'pid=,ppid=,pgid=,sess=,lstart='], { encoding: 'utf8' });
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, group, session, start = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    return pid === undefined
      ? []
      : [
          {
            pid: Number(pid),
            parent: Number(parent),
            group: Number(group),
            session: Number(session) || 0,
            start,
          },
        ];
  });
}

/**
 * Everything that an agent's program started, as far as it can be told: its children and theirs, the
 * members of their process groups, and, where the whole session is the agent's (a terminal of its own,
 * or one that was begun for it), everything in that. Launchers start the real program and go away; their
 * children then belong to nobody else.
 *
 * @param roots the program, and what is known of it from before
 */
export function treeOf(
  roots: readonly ListedProcess[],
  { all, session }: { readonly all: readonly ListedProcess[]; readonly session?: number },
): ListedProcess[] {
  const known = new Set(roots.map(({ pid, start }) => `${pid} ${start}`));
  const found = new Map<number, ListedProcess>();
  for (const each of all) {
    if (
      known.has(`${each.pid} ${each.start}`) ||
      (session !== undefined && each.session === session)
    ) {
      found.set(each.pid, each);
    }
  }
  for (let grown = -1; grown < found.size;) {
    grown = found.size;
    for (const each of all) {
      // A group belongs to the tree when its leader does.
      if (found.has(each.parent) || found.has(each.group)) {
        found.set(each.pid, each);
      }
    }
  }
  found.delete(process.pid);
  return [...found.values()];
}

/**
 * How soon it is looked for the first time whether they have ended, in ms; then ever more seldom, because
 * a look at all processes of a machine costs, and many agents may be ended at once.
 */
const LOOK_AFTER_MS = 50;
const LOOK_EVERY_MS = 500;

/**
 * Ends processes: asks them, and ends by force those that are still there after the grace. Others that
 * they start meanwhile are ended as well.
 * @param find the processes as they are now
 */
export async function endProcesses(
  find: () => readonly ListedProcess[],
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  const until = Date.now() + graceMs;
  const asked = new Set<number>();
  let pause = LOOK_AFTER_MS;
  for (let left = find(); left.length > 0; left = find()) {
    const force = Date.now() >= until;
    for (const { pid } of left) {
      if (force || !asked.has(pid)) {
        send(pid, force ? 'SIGKILL' : signal);
        asked.add(pid);
      }
    }
    if (Date.now() >= until + graceMs) {
      // What even the kernel cannot end (it hangs in a device) is not waited for.
      return;
    }
    await delay(pause);
    pause = Math.min(2 * pause, LOOK_EVERY_MS);
  }
}

/** Windows ends trees itself, and only by force. */
export function endTreeOnWindows(pid: number): void {
  spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
