import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Linked worktrees (`git worktree add`), from git's own files: this is asked by every command, and
 * starting git would cost more than the command itself.
 */

interface LinkedWorktree {
  readonly root: string;
  /** The root of the main working tree of the same repository. */
  readonly main: string;
}

/**
 * The root of the main working tree, where a folder lies in a linked worktree.
 * @returns undefined in the main tree itself, and where a bare repository has none
 */
export function mainRootOf(folder: string): string | undefined {
  return linkedWorktreeOf(folder)?.main;
}

/** The place of a folder in the main working tree, there or not, where it lies in a linked worktree. */
export function samePlaceInMain(folder: string): string | undefined {
  const tree = linkedWorktreeOf(folder);
  return tree && path.join(tree.main, path.relative(tree.root, path.resolve(folder)));
}

/** A linked worktree, as git's files in the main one tell of it. */
export interface BranchWorktree {
  readonly root: string;
  readonly branch: string;
}

/** The worktrees with a branch of the repository that a folder's own working tree belongs to. */
export function branchWorktrees(folder: string): BranchWorktree[] {
  const tree = workingTreeAround(folder);
  const gitFolder = tree && commonGitFolder(path.join(tree, '.git'));
  return gitFolder === undefined
    ? []
    : namesIn(path.join(gitFolder, 'worktrees')).flatMap((name) => {
        const linked = path.join(gitFolder, 'worktrees', name);
        const gitFile = /^.+/.exec(readText(path.join(linked, 'gitdir')) ?? '')?.[0];
        const head = readText(path.join(linked, 'HEAD')) ?? '';
        const branch = /^ref: refs\/heads\/(.+)/.exec(head)?.[1];
        return gitFile === undefined || branch === undefined
          ? []
          : [{ root: path.dirname(path.resolve(linked, gitFile)), branch }];
      });
}

/** The root of the working tree that a folder lies in. */
export function workingTreeAround(folder: string): string | undefined {
  for (let root = path.resolve(folder); ; root = path.dirname(root)) {
    if (look(path.join(root, '.git'))) {
      return root;
    }
    if (root === path.dirname(root)) {
      return undefined;
    }
  }
}

/** Where the branches are that a `.git` leads to: itself, or what it names in a worktree or a submodule. */
function commonGitFolder(entry: string): string | undefined {
  if (look(entry)?.isDirectory()) {
    return entry;
  }
  const named = /^gitdir: (.+)/.exec(readText(entry) ?? '')?.[1];
  if (named === undefined) {
    return undefined;
  }
  const own = path.resolve(path.dirname(entry), named);
  const common = /^.+/.exec(readText(path.join(own, 'commondir')) ?? '')?.[0];
  return common === undefined ? own : path.resolve(own, common);
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return []; // Missing or closed to us: either way no worktree can be told from it.
  }
}

function linkedWorktreeOf(folder: string): LinkedWorktree | undefined {
  for (let root = path.resolve(folder); ; root = path.dirname(root)) {
    const entry = path.join(root, '.git');
    const found = look(entry);
    if (found?.isDirectory()) {
      return undefined;
    }
    // A submodule has a file as well, and may itself lie in a linked worktree: the search goes on.
    const main = found && mainRootBehind(entry);
    if (main !== undefined) {
      return { root, main };
    }
    if (root === path.dirname(root)) {
      return undefined;
    }
  }
}

/** What a `.git` file leads to: `gitdir: …/.git/worktrees/name`, whose `commondir` leads to `…/.git`. */
function mainRootBehind(gitFile: string): string | undefined {
  const gitFolder = /^gitdir: (.+)/.exec(readText(gitFile) ?? '')?.[1];
  if (gitFolder === undefined) {
    return undefined;
  }
  const linked = path.resolve(path.dirname(gitFile), gitFolder);
  const common = /^.+/.exec(readText(path.join(linked, 'commondir')) ?? '')?.[0];
  return common === undefined ? undefined : workingTreeOf(path.resolve(linked, common));
}

/** Only a folder called `.git` tells where the working tree is: around it. */
function workingTreeOf(gitFolder: string): string | undefined {
  return path.basename(gitFolder) === '.git' && look(gitFolder)?.isDirectory() && !isBare(gitFolder)
    ? path.dirname(gitFolder)
    : undefined;
}

/** `git clone --bare … .git` is a common way to have worktrees only. */
function isBare(gitFolder: string): boolean {
  // The second is where git puts it when worktrees have settings of their own.
  return ['config', 'config.worktree'].some((name) =>
    /^\s*bare\s*=\s*(?:true|yes|on|1)\s*$/im.test(readText(path.join(gitFolder, name)) ?? ''),
  );
}

function look(entry: string): fs.Stats | undefined {
  try {
    return fs.statSync(entry, { throwIfNoEntry: false });
  } catch {
    return undefined; // As below: what is closed to us tells nothing about worktrees.
  }
}

function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined; // Missing or closed to us: either way no worktree can be told from it.
  }
}
