// The programs that are measured, each in a process of its own on this Node.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repoRoot } from '../../scripts/lib/paths.mjs';

const CLI = join(repoRoot, 'dist', 'cli.cjs');
const partFile = (name) => fileURLToPath(new URL(name, import.meta.url));

export const empty = () => run([partFile('empty.cjs')]);

export const plain = (file) => run([partFile('plain.cjs'), file, 'Refuse what comes twice']);

/** `atlas`, as somebody runs it whose projects are all of this size. */
export function atlas({ folder, cache }, args) {
  return run([CLI, ...args, '--cwd', folder], { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache });
}

/** A part of the bench; what it prints. */
export function part(name, args, nodeOptions = []) {
  return JSON.parse(run([...nodeOptions, partFile(name), ...args.map(String)]).words);
}

function run(args, environment = {}) {
  const env = { ...process.env, ATLAS_ROOT: '', ATLAS_AGENT_ID: '', ...environment };
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env,
    encoding: 'utf8',
    maxBuffer: Infinity,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ms = performance.now() - start;
  if (status !== 0) {
    throw new Error(`${args.join(' ')} ended with code ${status}: ${stderr}`);
  }
  return { ms, words: stdout };
}
