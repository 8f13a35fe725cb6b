import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Atlas } from '../core/atlas';
import { fileNameOf, reportPath } from '../core/documents/paths';
import { isOurReport, parseWrittenReport } from '../core/documents/writtenReport';
import type { Agent } from '../core/model/context';
import { indexOf } from '../core/model/contextIndex';
import { reportAgent } from '../core/operations/reportAgent';
import { awaitsReport, reportDueSince } from '../core/queries/agentStanding';
import { errorCode, whateverComes } from './atomicFile';
import { readIfThere } from './documents';
import { workFolderOf } from './git/agentWorktree';
import type { OrchestrationFolder } from './orchestrationFolder';

type Door = Pick<Atlas, 'run' | 'read'>;

/** So long nobody may have written to it: what was written in pieces is whole by then. */
const QUIET_MS = 1_000;
/** Clocks of file systems lag behind by a few milliseconds. */
const CLOCK_MS = 100;
const MOST_BYTES = 1024 * 1024;

/**
 * Takes a report.md that an agent wrote by itself for its report, because its sandbox let nothing else
 * through. Once only, whoever else looks as well: the store hears the first.
 * @param workFolder where the agent works: the workspace folder, or its place in a worktree
 * @returns the agent after it; undefined where there is nothing (yet) to take
 */
export async function collectWrittenReport(
  door: Door,
  folder: OrchestrationFolder,
  agentId: string,
  workFolder: string = folder.root,
): Promise<Agent | undefined> {
  const agent = door.read((context) => indexOf(context).find('agent', agentId));
  if (!agent || !awaitsReport(agent)) {
    return undefined;
  }
  const text = wholeText(reportFile(workFolder, agent.id), Date.parse(reportDueSince(agent)));
  const isElsewhere = path.resolve(workFolder) !== folder.root;
  if (
    text === undefined ||
    isOurReport(text, agent.id) ||
    // A worktree that was made anew has our copies, with a new date.
    (isElsewhere && readIfThere(reportFile(folder.root, agent.id))?.includes(text))
  ) {
    return undefined;
  }
  const report = parseWrittenReport(text);
  if (!report || isSame(agent, report)) {
    return undefined;
  }
  const { evidence, files, ...rest } = report;
  return door.run(reportAgent, {
    agent: agent.id,
    ...rest,
    evidence: [...evidence],
    files: [...files],
    written: true,
    ...(isElsewhere ? { document: text } : {}),
  });
}

/**
 * The same for every agent that is expected to report, in its worktree and in the workspace folder.
 * Starts no program: a window may ask this often.
 * @returns the agents whose report was taken
 */
export async function collectAllWrittenReports(
  door: Door,
  folder: OrchestrationFolder,
): Promise<Agent[]> {
  const awaited = door.read((context) => context.spawned_agents?.filter(awaitsReport)) ?? [];
  // Older contexts have many agents that never reported, and no folder of their own.
  const folders = new Set(whateverComes(() => fs.readdirSync(folder.document('agents'))));
  const taken: Agent[] = [];
  for (const agent of awaited.filter(({ id }) => folders.has(fileNameOf(id)))) {
    const own = workFolderOf(folder, agent);
    for (const place of new Set([...(own === undefined ? [] : [own]), folder.root])) {
      const after = await collectWrittenReport(door, folder, agent.id, place);
      if (after) {
        taken.push(after);
        break;
      }
    }
  }
  return taken;
}

/** Where an agent that works in a folder may write its report. */
export function reportFile(workFolder: string, agent: string): string {
  return path.join(workFolder, '.atlas', 'orchestrator', ...reportPath(agent).split('/'));
}

/**
 * The text of a file that was written since a moment, and that nobody is writing any more.
 * @param since in ms
 */
function wholeText(file: string, since: number): string | undefined {
  try {
    // A link could lead anywhere: what is behind it was not written here.
    const before = fs.lstatSync(file, { throwIfNoEntry: false });
    const isNew = before?.isFile() === true && !(before.mtimeMs < since - CLOCK_MS);
    if (!isNew || before.size > MOST_BYTES || Date.now() - before.mtimeMs < QUIET_MS) {
      return undefined;
    }
    const text = fs.readFileSync(file, 'utf8');
    const after = fs.lstatSync(file);
    return after.mtimeMs === before.mtimeMs && after.size === before.size ? text : undefined;
  } catch (error) {
    if (errorCode(error) === undefined) {
      throw error;
    }
    return undefined; // Closed to us, or gone while we looked: there is nothing to take.
  }
}

/** A file that came with a checkout has a new date, and says what was reported already. */
function isSame(
  { report }: Agent,
  { status, summary }: { status: string; summary: string },
): boolean {
  return report?.status === status && report.summary === summary;
}
