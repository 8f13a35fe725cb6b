import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Atlas } from '../../core/atlas';
import { fileNameOf } from '../../core/documents/paths';
import type { Agent, Context } from '../../core/model/context';
import { noteUnstartedAgents } from '../../core/operations/noteUnstartedAgents';
import { isUnstarted } from '../../core/queries/agentStanding';
import { replaceFile, whateverComes } from '../atomicFile';
import { readIfThere } from '../documents';
import type { OrchestrationFolder } from '../orchestrationFolder';
import { identifyProcess, isAlive, type ProcessIdentity } from '../processIdentity';

/** Which window is to start an agent for the first time, in `local/starts/AGENT_0001.json`. */
interface Promised extends ProcessIdentity {
  /** When its terminal was opened, ISO 8601: the rest is its runner's part. */
  readonly opened?: string;
}

/** A runner whose terminal outlived its window has begun by then, on a busy machine too; in ms. */
const BEGINS_WITHIN_MS = 30_000;

/** @param opened the terminal is there; before that the agent waits for its turn, or for its worktree */
export function promiseStart(
  folder: OrchestrationFolder,
  agent: string,
  { opened }: Pick<Promised, 'opened'> = {},
): void {
  const file = fileOf(folder, agent);
  const promised: Promised = { ...identifyProcess(), ...(opened === undefined ? {} : { opened }) };
  whateverComes(() => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    replaceFile(file, JSON.stringify(promised), { synced: false });
  });
}

/**
 * Records which agents nobody is going to start any more: the window that was to do so is gone. They are
 * not started by whoever finds that out: it may be days later, and nobody is there to look at them.
 */
export async function recordBrokenPromises(
  door: Pick<Atlas, 'run' | 'read'>,
  folder: OrchestrationFolder,
): Promise<void> {
  const promised = whateverComes(() => fs.readdirSync(startsFolder(folder))) ?? [];
  if (promised.length === 0) {
    return;
  }
  const names = new Set(promised);
  const found = door.read((context, now) => sorted(folder, context, { names, now }));
  if (!found) {
    return;
  }
  if (found.broken.length > 0) {
    await door.run(noteUnstartedAgents, {
      agents: found.broken.map(({ id }) => id),
      reason: 'the window that was to start it was closed before its turn came',
    });
  }
  for (const { id } of [...found.broken, ...found.kept]) {
    whateverComes(() => {
      fs.rmSync(fileOf(folder, id), { force: true });
    });
  }
}

/** A person closed the terminal before the agent's runner began. */
export async function recordClosedTerminal(door: Pick<Atlas, 'run'>, agent: string): Promise<void> {
  const reason = 'its terminal was closed before it had begun';
  await door.run(noteUnstartedAgents, { agents: [agent], reason });
}

interface Sorted {
  readonly broken: readonly Agent[];
  /** They have begun, or somebody else said what became of them. */
  readonly kept: readonly Agent[];
}

function sorted(
  folder: OrchestrationFolder,
  context: Context,
  { names, now }: { readonly names: ReadonlySet<string>; readonly now: string },
): Sorted {
  const agents = (context.spawned_agents ?? []).filter(({ id }) =>
    names.has(path.basename(fileOf(folder, id))),
  );
  const waiting = agents.filter((agent) => agent.status === 'spawned' && isUnstarted(agent));
  return {
    broken: waiting.filter(({ id }) => isBroken(read(folder, id), now)),
    kept: agents.filter((agent) => !waiting.includes(agent)),
  };
}

function isBroken(promised: Promised | undefined, now: string): boolean {
  if (promised === undefined || isAlive(promised) !== false) {
    return false;
  }
  const { opened } = promised;
  return opened === undefined || !(Date.parse(now) - Date.parse(opened) < BEGINS_WITHIN_MS);
}

function read(folder: OrchestrationFolder, agent: string): Promised | undefined {
  try {
    const value = JSON.parse(
      readIfThere(fileOf(folder, agent)) ?? 'null',
    ) as Partial<Promised> | null;
    return typeof value?.pid === 'number' &&
      typeof value.start === 'string' &&
      typeof value.host === 'string'
      ? (value as Promised)
      : undefined;
  } catch {
    // What cannot be read promises nothing.
    return undefined;
  }
}

function startsFolder(folder: OrchestrationFolder): string {
  return path.join(folder.localFolder, 'starts');
}

function fileOf(folder: OrchestrationFolder, agent: string): string {
  return path.join(startsFolder(folder), `${fileNameOf(agent)}.json`);
}
