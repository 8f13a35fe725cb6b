// Brings node_modules in line with package-lock.json; a fresh clone has none.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npmEnvironment } from './environment.mjs';
import { npmCommand } from './npm.mjs';
import { logFile, repoRoot } from './paths.mjs';
import { runOrThrow } from './processes.mjs';

/** Runs `npm ci` unless everything is there already. */
export async function ensureDependencies(say = console.log) {
  if (isUpToDate()) return;
  say('Installing the dependencies (npm ci) …');
  const { command, args } = npmCommand();
  const log = logFile('npm-ci');
  rmSync(log, { force: true });
  await runOrThrow('Installing the dependencies', command, [...args, 'ci'], {
    log,
    env: npmEnvironment(),
    timeoutMs: 900_000,
  });
}

/** npm writes node_modules/.package-lock.json last, so a half-done install has an old one or none. */
function isUpToDate() {
  const wanted = packagesOf(join(repoRoot, 'package-lock.json'));
  const present = packagesOf(join(repoRoot, 'node_modules', '.package-lock.json'));
  if (wanted === undefined)
    throw new Error('package-lock.json is missing or unreadable: restore it from git.');
  if (present === undefined) return false;
  // npm leaves out what this platform does not need and some of what only peers mention, so not all must be there.
  const manifest = JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8'));
  const direct = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return (
    direct.every((name) => `node_modules/${name}` in present) &&
    Object.entries(present).every(([path, { version }]) => wanted[path]?.version === version)
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined; // Missing or cut short: to the caller both mean "not installed".
  }
}
