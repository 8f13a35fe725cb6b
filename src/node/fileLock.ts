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
      this.#complainAfter(deadline);
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
      this.#complainAfter(deadline);
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
      this.#clearIfAbandoned();
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
      this.#clearIfAbandoned();
      return undefined;
    }
  }

  /** Removes the lock of a holder that is gone, under a guard so that only the judged lock is removed. */
  #clearIfAbandoned(): void {
    const holder = this.#read();
    if (!holder || isAlive(holder) !== false) {
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
      if (this.#read()?.token === holder.token) {
        fs.rmSync(this.#file, { force: true });
      }
    } finally {
      fs.rmSync(guard, { force: true });
    }
  }

  /** A guard is held for a moment only; one that is seconds old was left by a killed process. */
  #clearAbandonedGuard(guard: string): void {
    const age = Date.now() - (fs.statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > GUARD_LEFT_BEHIND_MS) {
      fs.rmSync(guard, { force: true });
    }
  }

  #complainAfter(deadline: number): void {
    if (Date.now() < deadline) {
      return;
    }
    const holder = this.#read();
    throw new AtlasError('lockBusy', {
      pid: holder?.pid ?? 0,
      folder: path.dirname(this.#file),
      seconds: Math.round(this.#patienceMs / 1000),
    });
  }

  #read(): Holder | undefined {
    try {
      return JSON.parse(fs.readFileSync(this.#file, 'utf8')) as Holder;
    } catch (error) {
      // Gone again, or (without hard links) not yet written: in both cases somebody is about.
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

const GUARD_LEFT_BEHIND_MS = 2_000;

/** A few milliseconds, different each time, so that waiting programs do not move in step. */
function backOff(): number {
  return 1 + Math.random() * 19;
}
