import { runGit } from './runGit';

const ANSWER_WITHIN_MS = 3_000;

/** Whether a folder lies in a git repository that has a commit: only then can it have further worktrees. */
export async function hasCommits(folder: string): Promise<boolean> {
  const args = ['rev-parse', '--verify', '--quiet', 'HEAD'];
  return (await runGit(folder, args, AbortSignal.timeout(ANSWER_WITHIN_MS))) !== undefined;
}
