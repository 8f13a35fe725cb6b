import { runGit } from './git/runGit';

const MOST_NAMED = 5;

/** An agent that is to be ended is not kept waiting for git, in ms. */
const PATIENCE_MS = 3_000;

/** What an agent that is ended leaves in the folder it worked in, in a sentence. */
export async function whatIsLeft(folder: string): Promise<string> {
  const status = await runGit(
    folder,
    ['status', '--porcelain=v1', '-z', '--', ':!.atlas'],
    AbortSignal.timeout(PATIENCE_MS),
  );
  if (status === undefined) {
    return 'its timebox was over, and it had not reported';
  }
  const files = status
    .split('\0')
    .map((entry) => entry.slice(3))
    .filter((name) => name !== '');
  if (files.length === 0) {
    return 'its timebox was over, and it had not reported; nothing in its folder is uncommitted';
  }
  const named = files.slice(0, MOST_NAMED).join(', ');
  const more = files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '';
  return `its timebox was over, and it had not reported; uncommitted in its folder: ${named}${more}`;
}
