import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../../core/errors';
import { reportPath } from '../../core/documents/paths';
import type { Context } from '../../core/model/context';
import { runnerOf } from '../agentRun';
import { readBytesIfThere } from '../documents';
import type { OrchestrationFolder } from '../orchestrationFolder';
import {
  baseOf,
  entryOf,
  hasBranch,
  must,
  placeIn,
  ref,
  repositoryOf,
  whileLocked,
  type AgentPlace,
  type BranchAgent,
} from './agentWorktree';
import { callGit } from './runGit';
import { readWorktrees, type WorktreeEntry } from './worktreeList';

/** The worktree of an agent, and what of its work is where. */
export interface AgentWorktree extends AgentPlace {
  /** Id of the agent. */
  readonly agent: string;
  /** Its folder was deleted by hand. */
  readonly gone: boolean;
  /** Files that are not committed, untracked ones too. */
  readonly uncommitted: number;
  /** Commits since the branch was made. */
  readonly ahead: number;
  /** Commits that are on no other branch, neither here nor, as far as is known, elsewhere. */
  readonly alone: number;
  /** Whether another branch here has all its commits. */
  readonly merged: boolean;
}

/**
 * The worktrees of agents, in the order of the agents.
 * @throws AtlasError gitNotFound, repositoryNotFound
 */
export async function listAgentWorktrees(
  folder: OrchestrationFolder,
  context: Context,
): Promise<AgentWorktree[]> {
  const top = await repositoryOf(folder);
  const entries = await readWorktrees(top);
  const found: AgentWorktree[] = [];
  for (const agent of (context.spawned_agents ?? []).filter(hasBranch)) {
    const entry = await entryOf(top, entries, agent);
    if (entry) {
      found.push(await describe(folder, top, agent, entry));
    }
  }
  return found;
}

export interface RemovedWorktree {
  readonly agent: string;
  readonly root: string;
  readonly branch: string;
  /** Whether the branch went as well; it stays while no other one has all its commits. */
  readonly branchDeleted: boolean;
}

/**
 * Removes an agent's worktree, and its branch when that is merged.
 * @param force although files there are not committed, or commits are on no other branch: those stay on
 *   the agent's branch
 * @throws AtlasError worktreeNotFound, worktreeUnsaved, agentAtWork, gitNotFound, repositoryNotFound,
 *   gitFailed, lockBusy
 */
export async function removeAgentWorktree(
  folder: OrchestrationFolder,
  agent: BranchAgent,
  { force = false }: { readonly force?: boolean } = {},
): Promise<RemovedWorktree> {
  const top = await repositoryOf(folder);
  return whileLocked(folder, async () => {
    const { id, branch } = agent;
    const entry = await entryOf(top, await readWorktrees(top), agent);
    if (!entry) {
      throw new AtlasError('worktreeNotFound', { id });
    }
    if (runnerOf(folder, id) !== undefined) {
      throw new AtlasError('agentAtWork', { id });
    }
    const state = await describe(folder, top, agent, entry);
    const detail = unsaved(state);
    if (detail !== '' && !force) {
      throw new AtlasError('worktreeUnsaved', { id, detail });
    }
    if (!entry.gone) {
      await dropTakenReport(folder, agent, state);
    }
    await removeTree(top, agent, entry, force);
    const branchDeleted =
      state.merged && (await callGit(top, ['branch', '--quiet', '-D', '--', branch])).ok;
    removeIfEmpty(path.dirname(entry.root));
    return { agent: id, root: entry.root, branch, branchDeleted };
  });
}

async function removeTree(
  top: string,
  { id }: BranchAgent,
  { root, gone }: WorktreeEntry,
  force: boolean,
): Promise<void> {
  const forced = force || gone ? ['--force'] : [];
  const removed = await callGit(top, ['worktree', 'remove', ...forced, root]);
  if (!removed.ok && removed.said.includes('submodules')) {
    const detail = 'it has submodules, and git does not look whether their commits are elsewhere';
    throw new AtlasError('worktreeUnsaved', { id, detail });
  }
  await must(Promise.resolve(removed));
}

async function describe(
  folder: OrchestrationFolder,
  top: string,
  agent: BranchAgent,
  { root, head, gone }: WorktreeEntry,
): Promise<AgentWorktree> {
  const { id, branch } = agent;
  const place = placeIn(folder, root, branch);
  const exists = (await callGit(top, ['rev-parse', '--verify', '--quiet', ref(branch)])).ok;
  const own = exists ? [ref(branch)] : [];
  const others = ['--not', `--exclude=${branch}`, '--branches', 'HEAD'];
  const base = await baseOf(top, branch);
  return {
    agent: id,
    ...place,
    gone,
    uncommitted: gone ? 0 : await uncommitted(folder, agent, place),
    ahead: await count(top, [...own, '--not', base ?? 'HEAD']),
    // What is checked out there may be on no branch at all.
    alone: await count(top, [
      ...own,
      ...(head === undefined ? [] : [head]),
      ...others,
      '--remotes',
    ]),
    merged: (await count(top, [...own, ...others])) === 0,
  };
}

function unsaved({ uncommitted: files, alone }: AgentWorktree): string {
  return [
    ...(files > 0
      ? [files === 1 ? '1 file is not committed' : `${files} files are not committed`]
      : []),
    ...(alone > 0
      ? [alone === 1 ? '1 commit is on no other branch' : `${alone} commits are on no other branch`]
      : []),
  ].join(', and ');
}

async function count(top: string, commits: readonly string[]): Promise<number> {
  return Number(await must(callGit(top, ['rev-list', '--count', ...commits, '--'])));
}

/** Without a report that the main folder has as well. */
async function uncommitted(
  folder: OrchestrationFolder,
  agent: BranchAgent,
  place: AgentPlace,
): Promise<number> {
  const parts = reportParts(agent);
  const own = isReportTaken(folder, agent, place) ? [`:(exclude,literal)${parts.join('/')}`] : [];
  const status = ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all'];
  const said = await must(
    callGit(place.folder, [...status, '--ignore-submodules=none', '--', ':/', ...own]),
  );
  return said.split('\0').filter((line) => line !== '').length;
}

function reportParts({ id }: BranchAgent): string[] {
  return ['.atlas', 'orchestrator', ...reportPath(id).split('/')];
}

/** The same stands in the main folder; git would count it as work that is not committed. */
async function dropTakenReport(
  folder: OrchestrationFolder,
  agent: BranchAgent,
  place: AgentPlace,
): Promise<void> {
  const parts = reportParts(agent);
  const status = ['status', '--porcelain', '--untracked-files=all', '--'];
  const said = await must(callGit(place.folder, [...status, `:(literal)${parts.join('/')}`]));
  if (said.startsWith('??') && isReportTaken(folder, agent, place)) {
    fs.rmSync(path.join(place.folder, ...parts));
  }
}

function isReportTaken(
  folder: OrchestrationFolder,
  agent: BranchAgent,
  place: AgentPlace,
): boolean {
  const [taken, there] = [folder.root, place.folder].map((root) =>
    readBytesIfThere(path.join(root, ...reportParts(agent))),
  );
  return taken !== undefined && there !== undefined && taken.includes(there);
}

function removeIfEmpty(base: string): void {
  try {
    fs.rmdirSync(base);
  } catch {
    // Other worktrees are still in it, or it is somebody else's to remove.
  }
}
