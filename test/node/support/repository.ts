import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Real git, without the settings of whoever runs the tests. Returns what it printed. */
export function git(folder: string, ...args: readonly string[]): string {
  return gitAt('2026-01-01T00:00:00Z', folder, ...args);
}

/** The same, for a commit that is made at this moment. */
export function gitAt(time: string, folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, '-c', 'protocol.file.allow=always', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: path.join(folder, 'no such file'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.org',
      GIT_AUTHOR_DATE: time,
      GIT_COMMITTER_NAME: 'Grace',
      GIT_COMMITTER_EMAIL: 'grace@example.org',
      GIT_COMMITTER_DATE: time,
    },
  });
}

/** A new repository with an empty first commit, at `main`. */
export function makeRepository(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message=First');
  return folder;
}

/** Writes a file below a folder. */
export function put(folder: string, name: string, text = ''): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

export function commitAll(folder: string, message = 'More'): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', `--message=${message}`);
}
