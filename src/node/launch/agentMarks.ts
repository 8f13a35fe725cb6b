import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileNameOf } from '../../core/documents/paths';
import { readIfThere } from '../documents';
import type { OrchestrationFolder } from '../orchestrationFolder';

/**
 * Small notes of one run of an agent, in `local/agents/AGENT_0001/`, through which its runner and its
 * hooks (each a process of its own) tell each other what has been said already. They are hints: what
 * counts is in the journal.
 */
type Mark =
  /** The last signal of a hook, so that the next one of the same kind need not ask the journal. */
  | 'signal'
  /** The agent was reminded of its report in this run. */
  | 'reminded'
  /** What it is to be told at the next opportunity. */
  | 'words';

export function agentFolder(folder: OrchestrationFolder, agent: string): string {
  return path.join(folder.localFolder, 'agents', fileNameOf(agent));
}

/** A new run: nothing has been said yet. */
export function markStart(folder: OrchestrationFolder, agent: string): void {
  for (const mark of ['signal', 'reminded', 'words'] as const) {
    fs.rmSync(fileOf(folder, agent, mark), { force: true });
  }
}

export function readMark(
  folder: OrchestrationFolder,
  agent: string,
  mark: Mark,
): string | undefined {
  return readIfThere(fileOf(folder, agent, mark));
}

export function writeMark(
  folder: OrchestrationFolder,
  agent: string,
  mark: Mark,
  text: string,
): void {
  fs.mkdirSync(agentFolder(folder, agent), { recursive: true });
  fs.writeFileSync(fileOf(folder, agent, mark), text);
}

/** Takes a mark away, and its text with it: of several hooks at once only one gets it. */
export function takeMark(
  folder: OrchestrationFolder,
  agent: string,
  mark: Mark,
): string | undefined {
  const file = fileOf(folder, agent, mark);
  const taken = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, taken);
  } catch {
    // There is none, or another one has it.
    return undefined;
  }
  const text = readIfThere(taken);
  fs.rmSync(taken, { force: true });
  return text;
}

function fileOf(folder: OrchestrationFolder, agent: string, mark: Mark): string {
  return path.join(agentFolder(folder, agent), mark);
}
