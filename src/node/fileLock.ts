import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../core/errors';
import { errorCode, pause, randomName, writeWhole } from './atomicFile';
import { readIfThere } from './documents';
import { COURTESY_MS, LockQueue } from './lockQueue';
import { identifyProcess, isAlive, type ProcessIdentity } from './processIdentity';

/**
 * One writer at a time among all programs of the machine. The lock is a file that names its holder and
 * appears at once and complete (a hard link to a file written before). A holder that is gone is found
 * by its process, not by a time-out; taking its lock away is itself guarded, because known lock
 * libraries let two in at that moment.
 */
export class FileLock {
  readonly #file: string;
  readonly #patienceMs: number;
  readonly #queue: LockQueue;

  /** @param patienceMs how long to wait for a living holder, in ms */
  constructor(file: string, patienceMs = 10_000) {
    this.#file = file;
    this.#patienceMs = patienceMs;
    this.#queue = new LockQueue(file);
  }

  /** Runs `work` as the only holder, giving up control while waiting. @throws AtlasError lockBusy */
  async hold<T>(work: () => T): Promise<T> {
    return this.#runAs(await this.#take(), work);
  }

  /** The same for work that takes its time; as long as this process lives, nobody takes the lock away. */
  async holdThrough<T>(work: () => Promise<T>): Promise<T> {
    const token = await this.#take();
    try {
      return await work();
    } finally {
      this.#release(token);
    }
  }

  /** The same, blocking this thread while waiting. @throws AtlasError lockBusy */
  holdNow<T>(work: () => T, patienceMs = this.#patienceMs): T {
    const taking = this.#taking(patienceMs);
    for (;;) {
      const step = taking.next();
      if (step.done) {
        return this.#runAs(step.value, work);
      }
      pause(step.value);
    }
  }

  async #take(): Promise<string> {
    const taking = this.#taking(this.#patienceMs);
    for (;;) {
      const step = taking.next();
      if (step.done) {
        return step.value;
      }
      const ms = step.value;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }

  /** Takes the lock; yields for how long to wait before going on, in ms. @throws AtlasError lockBusy */
  *#taking(patienceMs: number): Generator<number, string> {
    const deadline = Date.now() + patienceMs;
    if (this.#queue.isLeftToOthers) {
      yield COURTESY_MS;
    }
    let waits = false;
    try {
      for (;;) {
        const token = this.#tryTake();
        if (token) {
          this.#queue.noteTaken();
          return token;
        }
        this.#complainAfter(deadline, patienceMs);
        waits = true;
        this.#queue.join();
        yield backOff();
      }
    } finally {
      if (waits) {
        this.#queue.leave();
      }
    }
  }

  #runAs<T>(token: string, work: () => T): T {
    try {
      return work();
    } finally {
      this.#release(token);
    }
  }

  /** Never fails: the work is done, and whether it was well done does not depend on this. */
  #release(token: string): void {
    try {
      if (look(this.#file)?.name === token) {
        fs.rmSync(this.#file, { force: true });
      }
    } catch (error) {
      if (errorCode(error) === undefined) {
        throw error;
      }
      // It names a process that lives and does not hold it: the next one of this process removes it.
      unreleased.add(token);
    }
  }

  #tryTake(): string | undefined {
    if (fs.existsSync(this.#file)) {
      if (this.#removeAbandoned(this.#file)) {
        this.#sweep();
      }
      return undefined;
    }
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    return this.#make(this.#file);
  }

  /** Makes a file that names this process, whole at once. Returns its token; undefined where there is one already. */
  #make(file: string): string | undefined {
    const token = randomName();
    const own = `${this.#file}.${token}`;
    const words = JSON.stringify({ ...identifyProcess(), token } satisfies Holder);
    writeUnsynced(own, words);
    try {
      fs.linkSync(own, file);
      return token;
    } catch (error) {
      if (NO_HARD_LINKS.has(errorCode(error) ?? '')) {
        return makeByName(file, words) ? token : undefined;
      }
      // ENOENT: whoever sweeps took us for gone, because we were stopped before we wrote a word.
      if (errorCode(error) !== 'EEXIST' && errorCode(error) !== 'ENOENT') {
        throw error;
      }
      return undefined;
    } finally {
      removeIfPossible(own);
    }
  }

  /**
   * Removes what a process left that is gone. Judging and removing are two steps, and in between
   * somebody else may have done both and taken the lock: so only the one who has the guard removes. Each
   * guard belongs to one file of one process (by its token), and is itself such a file: when its process
   * is killed as well, it is removed in the same way. So at any time at most one process may remove a
   * file, and nobody removes another file than the one it judged.
   * @returns whether it was removed
   */
  #removeAbandoned(file: string): boolean {
    const judged = look(file);
    if (!judged || !isAbandoned(judged)) {
      return false;
    }
    const guard = `${this.#file}.steal-${judged.name}`;
    const token = this.#make(guard);
    if (token === undefined) {
      this.#removeAbandoned(guard);
      return false;
    }
    try {
      const now = look(file);
      const same = now?.name === judged.name && isAbandoned(now);
      if (same) {
        fs.rmSync(file, { force: true });
      }
      return same;
    } finally {
      if (look(guard)?.name === token) {
        removeIfPossible(guard);
      }
    }
  }

  /** Whoever is killed leaves more than a lock: files that were to become one, and guards. */
  #sweep(): void {
    const folder = path.dirname(this.#file);
    for (const name of fs.readdirSync(folder)) {
      if (name.startsWith(`${path.basename(this.#file)}.`)) {
        this.#removeAbandoned(path.join(folder, name));
      }
    }
  }

  #complainAfter(deadline: number, patienceMs: number): void {
    if (Date.now() < deadline) {
      return;
    }
    throw new AtlasError('lockBusy', {
      pid: look(this.#file)?.holder?.pid ?? 0,
      folder: path.dirname(this.#file),
      seconds: Math.round(patienceMs / 1000),
    });
  }
}

/** Tokens of locks that this process no longer holds and could not remove. */
const unreleased = new Set<string>();

/** What was found in the place of a lock or a guard. */
interface Found {
  /** Tells it from every other one that there ever was. */
  readonly name: string;
  readonly ageMs: number;
  /** undefined where it does not (or not yet) say who made it. */
  readonly holder: Holder | undefined;
}

function look(file: string): Found | undefined {
  try {
    const { mtimeMs, ino } = fs.statSync(file);
    const holder = holderIn(fs.readFileSync(file, 'utf8'));
    return {
      name: holder?.token ?? `${ino}-${Math.floor(mtimeMs)}`,
      ageMs: Date.now() - mtimeMs,
      holder,
    };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function holderIn(words: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(words);
    return isHolder(holder) ? holder : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** Where nobody can be asked whether the holder lives, only the age can tell. */
function isAbandoned({ holder, ageMs }: Found): boolean {
  if (holder && unreleased.has(holder.token)) {
    return true;
  }
  const alive = holder && isAlive(holder);
  if (alive !== undefined) {
    return !alive;
  }
  return ageMs > (holder ? LEFT_ELSEWHERE_MS : LEFT_BEHIND_MS);
}

/** For file systems without hard links: exclusive creation, whose content appears a moment later. */
function makeByName(file: string, words: string): boolean {
  try {
    writeUnsynced(file, words);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      throw error;
    }
    return false;
  }
  // Who was stopped before it could write a word was taken for gone, and it is another one's by now.
  return readIfThere(file) === words;
}

/** A lock need not outlive the machine: after it there is nobody to be kept out. */
function writeUnsynced(file: string, words: string): void {
  writeWhole(file, words, undefined, { synced: false });
}

function removeIfPossible(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch (error) {
    // It keeps nobody out, and is swept away when this process is gone.
    if (errorCode(error) === undefined) {
      throw error;
    }
  }
}

const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

interface Holder extends ProcessIdentity {
  readonly token: string;
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'start' in value &&
    'host' in value &&
    'token' in value &&
    typeof value.token === 'string' &&
    /^\w+$/.test(value.token)
  );
}

/** Without a word in it, it is there for a moment only; this old, its process was killed. */
const LEFT_BEHIND_MS = 2_000;

/** No write takes this long: a lock of another machine, or of a container that is no more. */
const LEFT_ELSEWHERE_MS = 60_000;

/** A few milliseconds, different each time, so that waiting programs do not move in step. */
function backOff(): number {
  return 1 + Math.random() * 19;
}
