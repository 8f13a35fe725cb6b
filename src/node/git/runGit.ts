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
export function runGit(
  folder: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = {
    // Windows looks for a program in the folder it is started in first, and a repository could bring its
    // own git.exe: so git starts beside Node, and goes to the folder itself.
    cwd: path.dirname(process.execPath),
    env: gitEnvironment(),
    signal,
    killSignal: 'SIGKILL',
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    execFile(
      'git',
      [...SETTINGS, '-C', path.resolve(folder), ...args],
      options,
      (error, stdout) => {
        resolve(error ? undefined : stdout);
      },
    );
  });
}

/**
 * Ours, without the variables that git gives to its hooks and that would lead it to another repository
 * or index; where git is installed and how it is configured stays.
 */
function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^GIT_(?!EXEC_PATH|CONFIG|CEILING_DIRECTORIES|DISCOVERY)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    // A partial clone must not fetch what it lacks.
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}
