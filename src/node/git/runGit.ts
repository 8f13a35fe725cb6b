import { execFile } from 'node:child_process';
import * as os from 'node:os';
import * as path from 'node:path';

const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Nothing of the person's own is to run or to change what git says. */
const SETTINGS = [
  '--no-pager',
  '--no-optional-locks',
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', `core.hooksPath=${os.devNull}`],
  ...['-c', 'log.showSignature=false'],
  ...['-c', 'i18n.logOutputEncoding=UTF-8'],
];

/**
 * Asks git something about the repository that a folder lies in.
 * @param signal ends git when the answer takes too long
 * @returns what it printed; undefined when there is no git, no repository, or no answer in time
 */
export async function runGit(
  folder: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await callGit(folder, args, { signal });
  return answer.ok ? answer.output : undefined;
}

export type GitAnswer =
  | { readonly ok: true; readonly output: string }
  /** Without an exit code git could not be started, or was ended. */
  | { readonly ok: false; readonly exitCode: number | undefined; readonly said: string };

export interface GitCall {
  readonly signal?: AbortSignal;
  /** For what writes files: a partial clone then fetches what it lacks. */
  readonly mayFetch?: boolean;
}

/** The same, with what git says of a failure. */
export function callGit(
  folder: string,
  args: readonly string[],
  { signal, mayFetch = false }: GitCall = {},
): Promise<GitAnswer> {
  const options = {
    // Windows looks for a program in the folder it is started in first, and a repository could bring its
    // own git.exe: so git starts beside Node, and goes to the folder itself.
    cwd: path.dirname(process.execPath),
    env: gitEnvironment(mayFetch),
    ...(signal ? { signal } : {}),
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    execFile(
      'git',
      [...SETTINGS, '-C', path.resolve(folder), ...args],
      options,
      (error, stdout, stderr) => {
        resolve(
          error
            ? {
                ok: false,
                exitCode: typeof error.code === 'number' ? error.code : undefined,
                said: stderr.trim() || error.message,
              }
            : { ok: true, output: stdout },
        );
      },
    );
  });
}

/**
 * Ours, without the variables that git gives to its hooks and that would lead it to another repository
 * or index; where git is installed and how it is configured stays.
 */
function gitEnvironment(mayFetch: boolean): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^GIT_(?!EXEC_PATH|CONFIG|CEILING_DIRECTORIES|DISCOVERY)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    // To answer a question, a partial clone must not fetch what it lacks.
    ...(mayFetch ? {} : { GIT_NO_LAZY_FETCH: '1' }),
    GIT_TERMINAL_PROMPT: '0',
  };
}
