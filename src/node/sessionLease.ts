import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SessionLease } from '../core/ports';
import { replaceFile } from './atomicFile';
import { readIfThere } from './documents';
import type { OrchestrationFolder } from './orchestrationFolder';
import { identifyProcess, isAlive, isSameProcess, type ProcessIdentity } from './processIdentity';

interface Lease extends ProcessIdentity {
  readonly session: string;
}

/** Says which process of this machine a session belongs to, in `local/session.json`. */
export class FileSessionLease implements SessionLease {
  readonly #file: string;

  constructor(folder: OrchestrationFolder) {
    this.#file = path.join(folder.localFolder, 'session.json');
  }

  holder(session: string): 'ours' | 'other' | 'gone' {
    const lease = this.#read();
    if (lease?.session !== session || isAlive(lease) === false) {
      return 'gone';
    }
    return isSameProcess(lease, identifyProcess()) ? 'ours' : 'other';
  }

  take(session: string): void {
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    replaceFile(this.#file, JSON.stringify({ ...identifyProcess(), session } satisfies Lease));
  }

  /** Gives back what is ours; another window may have taken the lease over meanwhile. */
  release(): void {
    const lease = this.#read();
    if (lease && isSameProcess(lease, identifyProcess())) {
      fs.rmSync(this.#file, { force: true });
    }
  }

  #read(): Lease | undefined {
    const text = readIfThere(this.#file);
    try {
      return text === undefined ? undefined : (JSON.parse(text) as Lease);
    } catch {
      // Nobody else writes this file; one we cannot read holds nothing.
      return undefined;
    }
  }
}
