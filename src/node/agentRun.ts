import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileNameOf } from '../core/documents/paths';
import type { Agent } from '../core/model/context';
import type { AgentFamily } from './agentFamily';
import { replaceFile, whateverComes } from './atomicFile';
import { readIfThere } from './documents';
import type { OrchestrationFolder } from './orchestrationFolder';
import { identifyProcess, isAlive, type ProcessIdentity } from './processIdentity';

/** Which process runs an agent on this machine, in `local/agents/AGENT_0001.json`. */
interface Run extends ProcessIdentity {
  /**
   * When the agent's start was recorded: tells the agent from another one of its id, in another
   * orchestration of the folder or after a merge.
   */
  readonly started?: string;
  /** The agent's own program; the identity around it is that of its runner. */
  readonly program?: ProcessIdentity;
  /** Everything that belonged to the agent when its runner last looked. */
  readonly family?: AgentFamily;
}

/** @param known the agent's own program, once it is there, and what it has started */
export function recordRun(
  folder: OrchestrationFolder,
  agent: Agent,
  known: Pick<Run, 'program' | 'family'> = {},
): void {
  const file = runFile(folder, agent.id);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const run: Run = {
    ...identifyProcess(),
    ...(agent.started ? { started: agent.started } : {}),
    ...known,
  };
  // It names processes, and those end with the machine.
  replaceFile(file, JSON.stringify(run), { synced: false });
}

export function forgetRun(folder: OrchestrationFolder, agent: string): void {
  try {
    fs.rmSync(runFile(folder, agent), { force: true });
  } catch {
    // A record that stays names a process that is gone by then: nobody takes it for a running one.
  }
}

/** The pid of the agent's runner, or undefined when none is alive on this machine. */
export function runnerOf(folder: OrchestrationFolder, agent: string): number | undefined {
  const run = readRun(folder, agent);
  return run && isAlive(run) === true ? run.pid : undefined;
}

/**
 * Ends an agent that runs on this machine, with everything that it started; its runner records the end.
 * @returns false where no runner of it is alive here
 */
export function endRun(folder: OrchestrationFolder, agent: string): boolean {
  const pid = runnerOf(folder, agent);
  if (pid === undefined) {
    return false;
  }
  try {
    process.kill(pid, 'SIGTERM');
    return true;
  } catch {
    // It has ended in this very moment.
    return false;
  }
}

/** Whether the agent had a runner on this machine, and that process is certain to be no more. */
export function isRunnerGone(folder: OrchestrationFolder, agent: Agent): boolean {
  const run = readRun(folder, agent.id);
  return run?.started !== undefined && run.started === agent.started && isAlive(run) === false;
}

/** What belonged to the agent when its runner last looked; undefined where nobody has noted it. */
export function familyOfRun(folder: OrchestrationFolder, agent: string): AgentFamily | undefined {
  const { family } = readRun(folder, agent) ?? {};
  return isFamily(family) ? family : undefined;
}

/** The agents with a record: their runners are there, or were killed. */
export function recordedAgents(
  folder: OrchestrationFolder,
  agents: readonly Agent[],
): readonly Agent[] {
  const names = whateverComes(() => fs.readdirSync(path.join(folder.localFolder, 'agents'))) ?? [];
  const records = new Set(names.filter((name) => name.endsWith('.json')));
  return records.size === 0
    ? []
    : agents.filter(({ id }) => records.has(path.basename(runFile(folder, id))));
}

function readRun(folder: OrchestrationFolder, agent: string): Run | undefined {
  try {
    const run: unknown = JSON.parse(readIfThere(runFile(folder, agent)) ?? 'null');
    return isRun(run) ? run : undefined;
  } catch {
    // A record that cannot be read names no process.
    return undefined;
  }
}

function isRun(value: unknown): value is Run {
  const run = (value ?? {}) as Partial<Record<keyof Run, unknown>>;
  return (
    typeof run.pid === 'number' && typeof run.start === 'string' && typeof run.host === 'string'
  );
}

function isFamily(value: unknown): value is AgentFamily {
  const { boot, session, processes } = (value ?? {}) as Partial<Record<keyof AgentFamily, unknown>>;
  return (
    typeof boot === 'string' &&
    (session === undefined || typeof session === 'number') &&
    Array.isArray(processes) &&
    processes.every((each: Partial<Record<string, unknown>> | null) => {
      return typeof each?.['pid'] === 'number' && typeof each['start'] === 'string';
    })
  );
}

function runFile(folder: OrchestrationFolder, agent: string): string {
  return path.join(folder.localFolder, 'agents', `${fileNameOf(agent)}.json`);
}
