import { parentPort, workerData } from 'node:worker_threads';
import { ContextStore } from './contextStore';
import { readKnown } from './knownFiles';
import { OrchestrationFiles } from './orchestrationFiles';
import { OrchestrationFolder } from './orchestrationFolder';
import { bytesOf, readingOf } from './reading';
import type { ThreadTask } from './threadTasks';

/**
 * A thread of its own beside a window, for what takes longer than a window may stand still: to read, check
 * and compare the files of a hundred thousand tasks, and to make the text of their context.
 */
const task = workerData as ThreadTask;
const folder = new OrchestrationFolder(task.root);
if (task.what === 'publish') {
  void new ContextStore(folder, task.slug, { publish: 'later' }).flush();
} else {
  const reading = readingOf(readKnown(new OrchestrationFiles(folder, task.slug)), task);
  parentPort?.postMessage(reading, bytesOf(reading));
}
