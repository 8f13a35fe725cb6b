// How to start npm without a shell: on Windows npm is a batch file, which cannot be spawned directly.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const besideNode = dirname(process.execPath);
const entries = [
  process.env.npm_execpath,
  join(besideNode, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  join(besideNode, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
];

/** The command and leading arguments that run npm, with another Node if `node` says so. */
export function npmCommand(node = process.execPath) {
  // npm_execpath may belong to another package manager that started us.
  const entry = entries.find((file) => file && basename(file) === 'npm-cli.js' && existsSync(file));
  return entry === undefined ? { command: 'npm', args: [] } : { command: node, args: [entry] };
}
