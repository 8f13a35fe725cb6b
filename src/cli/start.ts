import * as fs from 'node:fs';
import * as path from 'node:path';
import { Script } from 'node:vm';

/**
 * Starts the program beside this file. Compiling it would take a third of what a short command takes, so
 * what V8 compiled at the first start is kept in the user's cache folder and taken from there after.
 * (Node's own module.enableCompileCache does the same, and came after the oldest Node we run on.)
 */
const PROGRAM = path.join(__dirname, 'program.cjs');

/** undefined where the environment names no place for caches. */
function cacheFolder(): string | undefined {
  const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const base =
    process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME || (HOME && `${HOME}/.cache`);
  return base && path.isAbsolute(base) ? path.join(base, 'atlas-orchestrator') : undefined;
}

/** One program and one V8: V8 itself compares no more than the length of the source. */
function mark(): string {
  const { size, mtimeMs, ino } = fs.statSync(PROGRAM);
  return [process.versions.v8, process.arch, size, Math.round(mtimeMs), ino].join('-');
}

interface Cache {
  readonly data: Buffer;
  readonly ageMs: number;
}

/** A cache is a program that will be run: one that belongs to somebody else is none. */
function readIfThere(file: string): Cache | undefined {
  try {
    const handle = fs.openSync(file, 'r');
    try {
      const { uid, mtimeMs } = fs.fstatSync(handle);
      return process.getuid === undefined || uid === process.getuid()
        ? { data: fs.readFileSync(handle), ageMs: Date.now() - mtimeMs }
        : undefined;
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

/** A cache is worth no fault: what cannot be written is compiled again the next time. */
function write(folder: string, name: string, data: Buffer): void {
  const file = path.join(folder, name);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeOld(folder);
    fs.writeFileSync(temporary, data, { mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch {
    removeIfPossible(temporary);
  }
}

function removeIfPossible(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // There is no such folder, or nothing can be written in it.
  }
}

/** Makes room for one: the latest stay, of whatever programs they are. */
function removeOld(folder: string): void {
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  const age = new Map(files.map((file) => [file, Date.now() - fs.statSync(file).mtimeMs]));
  files.sort((a, b) => (age.get(a) ?? 0) - (age.get(b) ?? 0));
  for (const file of files.slice(MOST - 1)) {
    fs.rmSync(file, { force: true });
  }
}

/** Enough for all verbs of two programs, at half a megabyte each. */
const MOST = 60;

/** A cache holds what was compiled so far; another day's command may need more, and adds it. */
const LASTS_MS = 24 * 60 * 60 * 1000;

/** Each verb compiles other parts of the program. */
function cacheName(): string {
  const [, , verb = ''] = process.argv;
  return `${mark()}-${/^[a-z]{1,12}$/.test(verb) ? verb : 'atlas'}.cache`;
}

const folder = cacheFolder();
const name = cacheName();
const cache = folder === undefined ? undefined : readIfThere(path.join(folder, name));
const source = fs.readFileSync(PROGRAM, 'utf8');
const script = new Script(
  // As Node itself wraps a module.
  `(function (exports, require, module, __filename, __dirname) {${source}\n})`,
  { filename: PROGRAM, ...(cache ? { cachedData: cache.data } : {}) },
);
if (folder !== undefined && (!cache || script.cachedDataRejected || cache.ageMs > LASTS_MS)) {
  // At the end, when what this command needed was compiled as well. What failed may be no verb at all.
  process.once('exit', (code) => {
    if (code === 0) {
      write(folder, name, script.createCachedData());
    }
  });
}
const main = { exports: {} };
const run = script.runInThisContext() as (...parameters: unknown[]) => void;
run.call(main.exports, main.exports, require, main, PROGRAM, __dirname);
