import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from './repoRoot';

/** The `atlas` command, as an agent or a colleague runs it in a project. Returns what it said. */
export function atlas(project: string, ...args: string[]): string {
  return atlasWith('', project, ...args);
}

/** The same with something on its standard input. */
export function atlasWith(input: string, project: string, ...args: string[]): string {
  const cli = join(repoRoot, 'dist', 'cli.cjs');
  return execFileSync(process.execPath, [cli, ...args, '--cwd', project], {
    encoding: 'utf8',
    input,
    maxBuffer: 10_000_000,
  });
}
