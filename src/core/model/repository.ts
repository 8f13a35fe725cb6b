/** What has happened in a git repository since a moment, as the start of a session wants to know it. */
export interface RepositoryNews {
  /** The branch that is checked out; null on a detached head. */
  readonly branch: string | null;
  /** The hash of the commit that is checked out; empty before the first one. */
  readonly head: string;
  /** Commits of the branch that its upstream does not have. Absent where there is no such upstream. */
  readonly ahead?: number;
  /** Commits of the upstream that the branch does not have. */
  readonly behind?: number;
  /** What the branch follows, such as `origin/main`; it may be gone. */
  readonly upstream?: string;
  /** Changed and new files and folders of the whole repository, without those below `.atlas`. */
  readonly uncommitted: number;
  /** The newest first, at most ten of `commitCount`: of all local branches and of a detached head. */
  readonly commits: readonly RepositoryCommit[];
  readonly commitCount: number;
  /** The local branches with a commit since, the newest first, at most ten. */
  readonly branches: readonly RepositoryBranch[];
}

export interface RepositoryCommit {
  readonly hash: string;
  /** The first paragraph of the message, in one line. */
  readonly subject: string;
  readonly author: string;
  /** When it was committed, ISO 8601 in UTC. */
  readonly time: string;
}

export interface RepositoryBranch {
  readonly name: string;
  /** Of its last commit. */
  readonly subject: string;
  /** Of its last commit, ISO 8601 in UTC. */
  readonly time: string;
}
