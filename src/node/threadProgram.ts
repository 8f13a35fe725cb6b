import { parentPort, workerData } from 'node:worker_threads';
import { AtlasError } from '../core/errors';
import type { ThreadTask } from './threadTasks';
import { workFor } from './threadWork';

/** A thread of its own beside a window; see threadWork.ts. Faults that are no AtlasError end it. */
void workFor(workerData as ThreadTask).then(
  ({ answer, bytes }) => {
    parentPort?.postMessage({ answer }, bytes);
  },
  (error: unknown) => {
    if (!(error instanceof AtlasError)) {
      throw error;
    }
    parentPort?.postMessage({ problem: { code: error.code, params: error.params } });
  },
);
