import * as fs from 'node:fs';
import { callGit } from './runGit';

/** One worktree as git lists it. */
export interface WorktreeEntry {
  readonly root: string;
  readonly head: string | undefined;
  /** undefined where none is checked out. */
  readonly branch: string | undefined;
  /** Its folder was deleted, or cannot be seen. */
  readonly gone: boolean;
}

/** The linked worktrees of a repository; none where git does not say. */
export async function readWorktrees(top: string): Promise<WorktreeEntry[]> {
  const list = ['worktree', 'list', '--porcelain'];
  const answer = await callGit(top, [...list, '-z']);
  // Before 2.36 git did not know -z.
  const lines = answer.ok ? answer : await callGit(top, list);
  if (!lines.ok) {
    return [];
  }
  const end = answer.ok ? '\0' : '\n';
  return (
    lines.output
      .split(end + end)
      .filter((block) => block !== '')
      // The first is the main one.
      .slice(1)
      .map((block) => parseEntry(block.split(end)))
  );
}

function parseEntry(lines: readonly string[]): WorktreeEntry {
  const after = (word: string): string | undefined =>
    lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1);
  const root = after('worktree') ?? '';
  return {
    root,
    head: after('HEAD'),
    branch: after('branch')?.replace(/^refs\/heads\//, ''),
    gone: !fs.existsSync(root),
  };
}
