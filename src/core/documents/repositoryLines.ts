import type { RepositoryNews } from '../model/repository';
import { inline, shortened } from './markdown';

/** More are counted only. */
const MOST_COMMITS = 5;
const HASH_LETTERS = 8;

/** What changed in git meanwhile, as a part of a page; nothing where there is no repository. */
export function repositoryLines(repository: RepositoryNews | undefined): string[] {
  if (!repository) {
    return [];
  }
  const { commits, commitCount } = repository;
  const shown = commits.slice(0, MOST_COMMITS).map(({ hash, subject, author }) => {
    return `- ${inline(`${hash.slice(0, HASH_LETTERS)} ${shortened(subject)} (${author})`)}`;
  });
  const more = commitCount - shown.length;
  return [
    '## In the repository',
    stateWords(repository),
    ...(shown.length > 0
      ? [[...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')]
      : []),
    ...otherBranches(repository),
  ];
}

function stateWords({
  branch,
  head,
  upstream,
  ahead = 0,
  behind = 0,
  uncommitted,
  commitCount,
}: RepositoryNews): string {
  const where =
    branch === null ? `On the commit ${head.slice(0, HASH_LETTERS)}` : `On the branch ${branch}`;
  const apart = [
    ...(ahead > 0 ? [`${ahead} ahead of`] : []),
    ...(behind > 0 ? [`${behind} behind`] : []),
  ].join(' and ');
  const compared = upstream === undefined || apart === '' ? '' : `, ${apart} ${upstream}`;
  const commits = counted(commitCount, 'new commit') || 'no new commits';
  const files = counted(uncommitted, 'uncommitted file') || 'nothing uncommitted';
  return inline(`${where}${compared}; ${commits}; ${files}.`);
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`;
}

function otherBranches({ branch, branches }: RepositoryNews): string[] {
  const others = branches.filter(({ name }) => name !== branch);
  const names = others.slice(0, MOST_COMMITS).map(({ name }) => name);
  const more = others.length - names.length;
  return names.length === 0
    ? []
    : [
        inline(
          `Other branches with new commits: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
        ),
      ];
}
