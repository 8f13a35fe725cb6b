import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileNameOf } from '../core/documents/paths';
import { replaceFile } from './atomicFile';
import { readIfThere } from './documents';
import type { OrchestrationFolder } from './orchestrationFolder';
import { identifyProcess, isAlive, type ProcessIdentity } from './processIdentity';

/** Which process runs an agent on this machine, in `local/agents/AGENT_0001.json`. */

export function recordRun(folder: OrchestrationFolder, agent: string): void {
  const file = runFile(folder, agent);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  replaceFile(file, JSON.stringify(identifyProcess()));
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
  const text = readIfThere(runFile(folder, agent));
  if (text === undefined) {
    return undefined;
  }
  try {
    const identity = JSON.parse(text) as ProcessIdentity;
    return isAlive(identity) === true ? identity.pid : undefined;
  } catch {
    // A record that cannot be read names no process.
    return undefined;
  }
}

function runFile(folder: OrchestrationFolder, agent: string): string {
  return path.join(folder.localFolder, 'agents', `${fileNameOf(agent)}.json`);
}
