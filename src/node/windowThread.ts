import { Worker } from 'node:worker_threads';
import type { ReadingThread } from './approach';
import type { Reading } from './reading';
import type { PublishTask, ReadTask, ThreadTask } from './threadTasks';

/** A window's thread, begun anew for each task: see threadProgram.ts. */
export class WindowThread implements ReadingThread {
  readonly #program: string;

  /** @param program the file of the thread's program */
  constructor(program: string) {
    this.#program = program;
  }

  async read(task: ReadTask): Promise<Reading> {
    const reading = await this.#run({ what: 'read', ...task });
    if (reading === undefined) {
      throw new Error('the thread has read nothing');
    }
    return reading as Reading;
  }

  async publish(task: PublishTask): Promise<void> {
    await this.#run(task);
  }

  #run(task: ThreadTask): Promise<unknown> {
    const worker = new Worker(this.#program, { workerData: task });
    return new Promise((resolve, reject) => {
      let said: unknown;
      worker.on('message', (message) => {
        said = message;
      });
      worker.once('error', reject);
      worker.once('exit', (code) => {
        if (code === 0) {
          resolve(said);
        } else {
          reject(new Error(`the thread ended with code ${code}`));
        }
      });
    });
  }
}
