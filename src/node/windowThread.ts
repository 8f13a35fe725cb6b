import { Worker } from 'node:worker_threads';
import { AtlasError } from '../core/errors';
import type { ImportedContext } from '../core/operations/importContext';
import type { Finding, Repair } from './doctor';
import type { Reading } from './reading';
import { parsedBytes } from './slicedJson';
import { inSlices } from './slices';
import type { FilesTask, HistoryTask, ImportTask, ReadTask, ThreadTask } from './threadTasks';

/** A thread that does for a window what would keep it from everything else. */
export interface Thread {
  /** What the files say; see reading.ts. */
  read(task: ReadTask): Promise<Reading>;
  /** What happened; see `unpacked` in journalHistory.ts. */
  history(task: HistoryTask): Promise<readonly Uint8Array[]>;
  /** See ContextStore.settle. */
  settle(task: FilesTask): Promise<void>;
}

/** A window's thread, begun anew for each task: see threadProgram.ts. */
export class WindowThread implements Thread {
  readonly #program: string;

  /** @param program the file of the thread's program */
  constructor(program: string) {
    this.#program = program;
  }

  async read(task: ReadTask): Promise<Reading> {
    return (await this.#run({ what: 'read', ...task })) as Reading;
  }

  async history(task: HistoryTask): Promise<readonly Uint8Array[]> {
    return (await this.#run({ what: 'history', ...task })) as readonly Uint8Array[];
  }

  async settle(task: FilesTask): Promise<void> {
    await this.#run({ what: 'settle', ...task });
  }

  /** Brings a large context file up to date with its journal. */
  async publish(task: FilesTask): Promise<void> {
    await this.#run({ what: 'publish', ...task });
  }

  /** @throws what `examine` of the doctor throws */
  async examine(task: FilesTask): Promise<Finding[]> {
    return (await this.#run({ what: 'examine', ...task })) as Finding[];
  }

  /** @throws what `repair` of the doctor throws */
  async repair(task: FilesTask): Promise<Repair> {
    return (await this.#run({ what: 'repair', ...task })) as Repair;
  }

  /** @throws what importing throws */
  async importFrom(task: ImportTask): Promise<ImportedContext> {
    // Of a hundred thousand items, it may say of each which number it has now.
    const bytes = (await this.#run({ what: 'import', ...task })) as Uint8Array;
    return (await inSlices(parsedBytes(bytes))) as ImportedContext;
  }

  #run(task: ThreadTask): Promise<unknown> {
    const worker = new Worker(this.#program, { workerData: task });
    return new Promise((resolve, reject) => {
      let said: Said | undefined;
      worker.on('message', (message: Said) => {
        said = message;
      });
      worker.once('error', reject);
      worker.once('exit', (code) => {
        if (!said) {
          reject(new Error(`the thread ended with code ${code}`));
        } else if (said.problem) {
          reject(AtlasError.again(said.problem));
        } else {
          resolve(said.answer);
        }
      });
    });
  }
}

interface Said {
  readonly answer?: unknown;
  readonly problem?: Pick<AtlasError, 'code' | 'params'>;
}
