import * as fs from 'node:fs';
import { identifyProcess } from './processIdentity';

/** How long to let others go first, in ms: longer than any of them waits until it tries again. */
export const COURTESY_MS = 25;

/**
 * Who waits for a lock says so in a file beside it, and who has just had it lets them go first. Without
 * this, a program that takes it again and again finds it free nearly always, and the others hardly ever.
 * It is a courtesy: where it fails, somebody waits longer.
 */
export class LockQueue {
  readonly #file: string;

  /** @param lock the lock's own file */
  constructor(lock: string) {
    this.#file = `${lock}.waiting`;
  }

  /** Says that this process waits; again and again while it does. */
  join(): void {
    tryTo(() => {
      // Whoever wrote it before: what counts is when it was written last.
      fs.writeFileSync(this.#file, JSON.stringify(identifyProcess()));
    });
  }

  /** This process waits no longer. Who still does says so again. */
  leave(): void {
    tryTo(() => {
      fs.rmSync(this.#file, { force: true });
    });
  }

  noteTaken(): void {
    TAKEN.set(this.#file, Date.now());
  }

  /** Whether somebody has begun to wait since this process took the lock last. */
  get isLeftToOthers(): boolean {
    const taken = TAKEN.get(this.#file);
    const stat = taken === undefined ? undefined : tryTo(() => statOf(this.#file));
    return taken !== undefined && stat !== undefined && stat.mtimeMs >= taken;
  }
}

/** When this process took which lock last, in ms since 1970. */
const TAKEN = new Map<string, number>();

function statOf(file: string): fs.Stats | undefined {
  return fs.statSync(file, { throwIfNoEntry: false });
}

function tryTo<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
