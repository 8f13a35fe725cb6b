import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../core/errors';
import { errorCode, pause, randomName, writeWhole } from './atomicFile';
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

  /** @param patienceMs how long to wait for a living holder, in ms */
  constructor(file: string, patienceMs = 10_000) {
    this.#file = file;
    this.#patienceMs = patienceMs;
  }

  /** Runs `work` as the only holder, giving up control while waiting. @throws AtlasError lockBusy */
  async hold<T>(work: () => T): Promise<T> {
    const deadline = Date.now() + this.#patienceMs;
    for (;;) {
      const token = this.#tryTake();
      if (token) {
        return this.#runAs(token, work);
      }
      this.#complainAfter(deadline, this.#patienceMs);
      await new Promise((resolve) => setTimeout(resolve, backOff()));
    }
  }

  /** The same, blocking this thread while waiting. @throws AtlasError lockBusy */
  holdNow<T>(work: () => T, patienceMs = this.#patienceMs): T {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const token = this.#tryTake();
      if (token) {
        return this.#runAs(token, work);
      }
      this.#complainAfter(deadline, patienceMs);
      pause(backOff());
    }
  }

  #runAs<T>(token: string, work: () => T): T {
    try {
      return work();
    } finally {
      if (this.#read()?.token === token) {
        fs.rmSync(this.#file, { force: true });
      }
    }
  }

  #tryTake(): string | undefined {
    if (fs.existsSync(this.#file)) {
      this.#clearIfAbandoned();
      return undefined;
    }
    const token = randomName();
    const own = `${this.#file}.${token}`;
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    writeWhole(own, JSON.stringify({ ...identifyProcess(), token } satisfies Holder));
    try {
      fs.linkSync(own, this.#file);
      return token;
    } catch (error) {
      if (NO_HARD_LINKS.has(errorCode(error) ?? '')) {
        return this.#tryTakeByName(token);
      }
      if (errorCode(error) !== 'EEXIST') {
        throw error;
      }
      return undefined;
    } finally {
      fs.rmSync(own, { force: true });
    }
  }

  /** For file systems without hard links: exclusive creation, whose content appears a moment later. */
  #tryTakeByName(token: string): string | undefined {
    try {
      writeWhole(this.#file, JSON.stringify({ ...identifyProcess(), token } satisfies Holder));
      return token;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        throw error;
      }
      return undefined;
    }
  }

  /** Removes the lock of a holder that is gone, judged under a guard so that no other lock is removed. */
  #clearIfAbandoned(): void {
    if (!this.#isAbandoned()) {
      return;
    }
    const guard = `${this.#file}.steal`;
    try {
      writeWhole(guard, JSON.stringify(identifyProcess()));
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        throw error;
      }
      this.#clearAbandonedGuard(guard);
      return;
    }
    try {
      if (this.#isAbandoned()) {
        fs.rmSync(this.#file, { force: true });
      }
    } finally {
      fs.rmSync(guard, { force: true });
    }
  }

  /** Where nobody can be asked whether the holder lives, only the age of the lock can tell. */
  #isAbandoned(): boolean {
    const holder = this.#read();
    const alive = holder && isAlive(holder);
    if (alive !== undefined) {
      return !alive;
    }
    return ageOf(this.#file) > (holder ? LEFT_ELSEWHERE_MS : LEFT_BEHIND_MS);
  }

  /** A guard is held for a moment only; one that is seconds old was left by a killed process. */
  #clearAbandonedGuard(guard: string): void {
    if (ageOf(guard) > LEFT_BEHIND_MS) {
      fs.rmSync(guard, { force: true });
    }
  }

  #complainAfter(deadline: number, patienceMs: number): void {
    if (Date.now() < deadline) {
      return;
    }
    const holder = this.#read();
    throw new AtlasError('lockBusy', {
      pid: holder?.pid ?? 0,
      folder: path.dirname(this.#file),
      seconds: Math.round(patienceMs / 1000),
    });
  }

  #read(): Holder | undefined {
    try {
      const holder: unknown = JSON.parse(fs.readFileSync(this.#file, 'utf8'));
      return isHolder(holder) ? holder : undefined;
    } catch (error) {
      // Gone again, or not (yet) written to the end.
      if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) {
        return undefined;
      }
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
    'token' in value
  );
}

/** A guard, or a lock without a word in it, is there for a moment only; this old, its process was killed. */
const LEFT_BEHIND_MS = 2_000;

/** No write takes this long: a lock of another machine, or of a container that is no more. */
const LEFT_ELSEWHERE_MS = 60_000;

function ageOf(file: string): number {
  const { mtimeMs = Date.now() } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs;
}

/** A few milliseconds, different each time, so that waiting programs do not move in step. */
function backOff(): number {
  return 1 + Math.random() * 19;
}
