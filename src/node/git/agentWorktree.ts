import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../../core/errors';
import { fileNameOf } from '../../core/documents/paths';
import type { Agent } from '../../core/model/context';
import { FileLock } from '../fileLock';
import type { OrchestrationFolder } from '../orchestrationFolder';
import { callGit, type GitAnswer } from './runGit';
import { branchWorktrees, mainRootOf, workingTreeAround } from './worktree';
import { readWorktrees, type WorktreeEntry } from './worktreeList';

/** Where an agent with a branch of its own works. */
export interface AgentPlace {
  /** The root of its worktree. */
  readonly root: string;
  /** What stands in it for the workspace folder: the same, unless that lies deeper in the repository. */
  readonly folder: string;
  readonly branch: string;
}

/** An agent that works on a branch of its own. */
export type BranchAgent = Agent & { readonly branch: string };

export function hasBranch(agent: Agent): agent is BranchAgent {
  return agent.branch !== undefined;
}

/**
 * Where an agent works: in its worktree, else in the workspace folder. From git's files, without
 * starting git.
 * @returns undefined where it has a branch of its own, and no worktree is there for it
 */
export function workFolderOf(folder: OrchestrationFolder, agent: Agent): string | undefined {
  if (!hasBranch(agent)) {
    return folder.root;
  }
  const found = branchWorktrees(folder.root).find(({ branch }) => branch === agent.branch);
  const place = found && placeIn(folder, found.root, agent.branch).folder;
  return place !== undefined && fs.existsSync(place) ? place : undefined;
}

/**
 * Makes a worktree with a branch for an agent, from the commit that is checked out. One that it has
 * already stays as it is, and one that was deleted by hand is made again on its branch.
 * @param base the folder to make it in; by default one beside the repository, which no window watches
 * @throws AtlasError gitNotFound, repositoryNotFound, repositoryEmpty, branchTaken, folderTaken,
 *   gitFailed, lockBusy
 */
export async function createAgentWorktree(
  folder: OrchestrationFolder,
  agent: BranchAgent,
  base?: string,
): Promise<AgentPlace> {
  const top = await repositoryOf(folder);
  const root = path.join(path.resolve(folder.root, base ?? defaultBase(top)), worktreeName(agent));
  return whileLocked(folder, async () => {
    const { branch, id } = agent;
    const present = (await readWorktrees(top)).find((entry) => entry.branch === branch);
    const exists = (await callGit(top, ['rev-parse', '--verify', '--quiet', ref(branch)])).ok;
    if ((present || exists) && !(await isOwner(top, agent))) {
      throw new AtlasError('branchTaken', { branch, id });
    }
    if (present && !present.gone) {
      return placeIn(folder, present.root, branch);
    }
    if (present) {
      await must(callGit(top, ['worktree', 'remove', '--force', present.root]));
    }
    const head = await callGit(top, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    if (!head.ok) {
      throw new AtlasError('repositoryEmpty', { folder: folder.root });
    }
    if (isTaken(root)) {
      throw new AtlasError('folderTaken', { folder: root, id });
    }
    const from = exists
      ? [root, branch]
      : ['--no-track', '-b', branch, root, await claim(top, agent, head.output.trim())];
    // After the claim: a branch without an owner would be taken for somebody else's.
    await must(callGit(top, ['worktree', 'add', '--quiet', ...from], { mayFetch: true }));
    return placeIn(folder, root, branch);
  });
}

/** `AGENT_0007` works in the folder `agent-0007`. */
function worktreeName({ id }: Agent): string {
  return fileNameOf(id).toLowerCase().replaceAll('_', '-');
}

/** Beside the repository: a folder in it would be watched and searched by every window of it. */
function defaultBase(top: string): string {
  return `${top}.worktrees`;
}

export function placeIn(folder: OrchestrationFolder, root: string, branch: string): AgentPlace {
  const top = workingTreeAround(folder.root) ?? folder.root;
  return { root, folder: path.join(root, path.relative(top, folder.root)), branch };
}

/**
 * The main working tree of the repository that the workspace folder lies in.
 * @throws AtlasError gitNotFound, repositoryNotFound
 */
export async function repositoryOf({ root }: OrchestrationFolder): Promise<string> {
  const top = mainRootOf(root) ?? workingTreeAround(root);
  const asked = await callGit(root, ['rev-parse', '--is-inside-work-tree']);
  if (!asked.ok && asked.exitCode === undefined) {
    throw new AtlasError('gitNotFound');
  }
  if (top === undefined || !asked.ok || asked.output.trim() !== 'true') {
    throw new AtlasError('repositoryNotFound', { folder: root });
  }
  return top;
}

/** How long to wait for another program's worktree: checking out a large repository takes its time. */
const PATIENCE_MS = 120_000;

export function whileLocked<T>(folder: OrchestrationFolder, work: () => Promise<T>): Promise<T> {
  const file = path.join(folder.localFolder, 'worktrees.lock');
  return new FileLock(file, PATIENCE_MS).holdThrough(work);
}

/** What git printed. @throws AtlasError gitFailed */
export async function must(answer: Promise<GitAnswer>): Promise<string> {
  const given = await answer;
  if (!given.ok) {
    const detail = given.said.replace(/^fatal: |\.$/g, '').replace(/\s+/g, ' ');
    throw new AtlasError('gitFailed', { detail });
  }
  return given.output;
}

export function ref(branch: string): string {
  return `refs/heads/${branch}`;
}

/** Where git's configuration says whose a branch is; git forgets it together with the branch. */
function key(branch: string, name: 'atlasAgent' | 'atlasBase'): string {
  return `branch.${branch}.${name}`;
}

/** An id alone may be that of another orchestration in the same repository. */
function ownerWords({ id, spawned = '' }: Agent): string {
  return `${id} ${spawned}`.trim();
}

async function claim(top: string, agent: BranchAgent, commit: string): Promise<string> {
  await must(callGit(top, ['config', key(agent.branch, 'atlasAgent'), ownerWords(agent)]));
  await must(callGit(top, ['config', key(agent.branch, 'atlasBase'), commit]));
  return commit;
}

async function isOwner(top: string, agent: BranchAgent): Promise<boolean> {
  const owner = await callGit(top, ['config', '--get', key(agent.branch, 'atlasAgent')]);
  return owner.ok && owner.output.trim() === ownerWords(agent);
}

/** The commit that an agent's branch began at, as far as it is known. */
export async function baseOf(top: string, branch: string): Promise<string | undefined> {
  const base = await callGit(top, ['config', '--get', key(branch, 'atlasBase')]);
  return base.ok ? base.output.trim() : undefined;
}

function isTaken(root: string): boolean {
  const found = fs.statSync(root, { throwIfNoEntry: false });
  return found !== undefined && !(found.isDirectory() && fs.readdirSync(root).length === 0);
}

/** The worktree of an agent among those of the repository, also when it has left its branch there. */
export async function entryOf(
  top: string,
  entries: readonly WorktreeEntry[],
  agent: BranchAgent,
): Promise<WorktreeEntry | undefined> {
  const own = entries.find(({ branch }) => branch === agent.branch);
  const place = path.join(defaultBase(top), worktreeName(agent));
  const found = own ?? entries.find(({ root }) => path.resolve(root) === place);
  return found === own || (await isOwner(top, agent)) ? found : undefined;
}
