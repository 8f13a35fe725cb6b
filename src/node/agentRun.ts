import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileNameOf } from '../core/documents/paths';
import type { Agent } from '../core/model/context';
import { replaceFile } from './atomicFile';
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
}

/** @param program pid of the agent's own program, once it is there */
export function recordRun(folder: OrchestrationFolder, agent: Agent, program?: number): void {
  const file = runFile(folder, agent.id);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const run: Run = {
    ...identifyProcess(),
    ...(agent.started ? { started: agent.started } : {}),
    ...(program === undefined ? {} : { program: identifyProcess(program) }),
  };
  replaceFile(file, JSON.stringify(run));
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

function runFile(folder: OrchestrationFolder, agent: string): string {
  return path.join(folder.localFolder, 'agents', `${fileNameOf(agent)}.json`);
}
