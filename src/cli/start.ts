import * as fs from 'node:fs';
import { createRequire, wrap } from 'node:module';
import * as os from 'node:os';
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
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  const base =
    process.platform === 'win32'
      ? LOCALAPPDATA
      : XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return base && path.isAbsolute(base) ? path.join(base, 'atlas-orchestrator') : undefined;
}

/** One file for each program and each V8: V8 itself compares no more than the length of the source. */
function cacheFile(): string | undefined {
  const folder = cacheFolder();
  const { size, mtimeMs, ino } = fs.statSync(PROGRAM);
  const name = [process.versions.v8, process.arch, size, Math.round(mtimeMs), ino].join('-');
  return folder && path.join(folder, `${name}.cache`);
}

function readIfThere(file: string | undefined): Buffer | undefined {
  try {
    return file === undefined ? undefined : fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** A cache is worth no fault: what cannot be written is compiled again the next time. */
function write(file: string, data: Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    for (const name of fs.readdirSync(path.dirname(file))) {
      fs.rmSync(path.join(path.dirname(file), name), { force: true });
    }
    fs.writeFileSync(temporary, data, { mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch {
    fs.rmSync(temporary, { force: true });
  }
}

const cache = cacheFile();
const cachedData = readIfThere(cache);
const script = new Script(wrap(fs.readFileSync(PROGRAM, 'utf8')), {
  filename: PROGRAM,
  ...(cachedData ? { cachedData } : {}),
});
if (cache && (!cachedData || script.cachedDataRejected)) {
  // At the end, when what this command needed was compiled as well.
  process.once('exit', () => {
    write(cache, script.createCachedData());
  });
}
const main = { exports: {} };
const run = script.runInThisContext() as (...parameters: unknown[]) => void;
run.call(main.exports, main.exports, createRequire(PROGRAM), main, PROGRAM, __dirname);
