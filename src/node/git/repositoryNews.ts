import type {
  RepositoryBranch,
  RepositoryCommit,
  RepositoryNews,
} from '../../core/model/repository';
import { runGit } from './runGit';

const PATIENCE_MS = 3000;
const MOST = 10;

/**
 * What has happened in the repository of a folder, as git tells it without changing anything.
 * @param since ISO 8601; null: ever
 * @returns undefined when there is no repository with a working tree, no git, or no answer in time
 */
export async function repositoryNews(
  root: string,
  since: string | null,
  patienceMs = PATIENCE_MS,
): Promise<RepositoryNews | undefined> {
  const signal = AbortSignal.timeout(patienceMs);
  const git = (...args: string[]): Promise<string | undefined> => runGit(root, args, signal);

  const status = await git(...STATUS);
  if (status === undefined) {
    return undefined;
  }
  const state = parseStatus(status);
  const from = sinceSeconds(since);
  const wanted = [
    ...(from === undefined ? [] : [`--since=@${from} +0000`]),
    '--branches',
    ...(state.branch === null ? ['HEAD'] : []),
    '--',
  ];
  const [log, count, branches] = await Promise.all([
    git('log', '-z', `--max-count=${MOST}`, '--format=%H%x00%ct%x00%aN%x00%s', ...wanted),
    git('rev-list', '--count', ...wanted),
    git('for-each-ref', `--count=${MOST}`, ...BRANCHES),
  ]);
  if (log === undefined || count === undefined || branches === undefined) {
    return undefined;
  }
  return {
    ...state,
    commits: parseCommits(log),
    commitCount: Number(count),
    branches: parseBranches(branches, from ?? -Infinity),
  };
}

const STATUS = [
  ...['status', '--porcelain=v2', '--branch', '--ahead-behind', '-z'],
  ...['--untracked-files=normal', '--ignore-submodules=dirty'],
  // Atlas writes there all the time; it is not work that waits for a commit.
  ...['--', ':(top)', ':(top,exclude,glob)**/.atlas/**'],
];

const BRANCHES = [
  '--sort=-committerdate',
  '--format=%(refname:lstrip=2)%00%(committerdate:unix)%00%(contents:subject)%00',
  'refs/heads',
];

type State = Omit<RepositoryNews, 'commits' | 'commitCount' | 'branches'>;

/** See "Porcelain Format Version 2" in git-status(1). */
function parseStatus(output: string): State {
  const lines = output.split('\0').filter((line) => line !== '');
  const header = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`# ${name} `))?.slice(`# ${name} `.length);
  const oid = header('branch.oid') ?? '';
  const name = header('branch.head') ?? '';
  const upstream = header('branch.upstream');
  const [, ahead, behind] = /^\+(\d+) -(\d+)$/.exec(header('branch.ab') ?? '') ?? [];
  return {
    branch: name === '(detached)' ? null : name,
    head: oid === '(initial)' ? '' : oid,
    ...(upstream === undefined ? {} : { upstream }),
    ...(ahead === undefined ? {} : { ahead: Number(ahead) }),
    ...(behind === undefined ? {} : { behind: Number(behind) }),
    uncommitted: countChanges(lines),
  };
}

function countChanges(lines: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const kind = lines[at]?.slice(0, 2) ?? '';
    if (kind !== '# ') {
      count += 1;
    }
    if (kind === '2 ') {
      at += 1; // A renamed file: its old path follows.
    }
  }
  return count;
}

function parseCommits(output: string): RepositoryCommit[] {
  return recordsOf(output, 4).map(([hash = '', seconds, author = '', subject = '']) => ({
    hash,
    subject,
    author,
    time: isoOf(Number(seconds)),
  }));
}

function parseBranches(output: string, from: number): RepositoryBranch[] {
  return recordsOf(output, 3)
    .filter(([, seconds]) => Number(seconds) >= from)
    .map(([name = '', seconds, subject = '']) => ({
      // for-each-ref ends each record with a line feed, which no name of a branch can have.
      name: name.trimStart(),
      subject,
      time: isoOf(Number(seconds)),
    }));
}

/** Fields that end in NUL, so many to a record. */
function recordsOf(output: string, fields: number): string[][] {
  const all = output.split('\0').slice(0, -1);
  return Array.from({ length: Math.floor(all.length / fields) }, (_, record) =>
    all.slice(record * fields, (record + 1) * fields),
  );
}

/** Git counts in whole seconds: one that is told twice is better than one that is never told. */
function sinceSeconds(since: string | null): number | undefined {
  const ms = since === null ? NaN : Date.parse(since);
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.floor(ms / 1000));
}

/** A commit may claim a moment that a Date cannot hold. */
const LATEST_SECOND = 8.64e12;

function isoOf(seconds: number): string {
  return new Date(Math.min(seconds, LATEST_SECOND) * 1000).toISOString();
}
