import { Atlas } from '../core/atlas';
import { importContext, type ImportedContext } from '../core/operations/importContext';
import { ContextStore } from './contextStore';
import { examine, repair } from './doctor';
import { importedFrom } from './importFiles';
import { historyOf, packed } from './journalHistory';
import { readKnown } from './knownFiles';
import { OrchestrationFiles } from './orchestrationFiles';
import { OrchestrationFolder } from './orchestrationFolder';
import { bytesOf, readingOf } from './reading';
import { laidOut } from './slicedJson';
import { systemClock } from './systemClock';
import type { FilesTask, ImportTask, ThreadTask } from './threadTasks';

/** What a thread answers. */
export interface ThreadAnswer {
  readonly answer: unknown;
  /** What changes its owner with the answer, without a copy. */
  readonly bytes: readonly ArrayBuffer[];
}

/**
 * Does what a window's thread is asked for: what takes longer than a window may stand still, such as
 * reading, checking and comparing the files of a hundred thousand tasks.
 * @throws what reading and writing throw
 */
export async function workFor(task: ThreadTask): Promise<ThreadAnswer> {
  switch (task.what) {
    case 'read': {
      const reading = readingOf(readKnown(filesOf(task)), task);
      return { answer: reading, bytes: bytesOf(reading) };
    }
    case 'history': {
      const parts = packed(historyOf(filesOf(task).journal, task.since));
      return { answer: parts, bytes: parts.map(({ buffer }) => buffer as ArrayBuffer) };
    }
    case 'publish':
      await storeOf(task).flush();
      return NOTHING;
    case 'settle':
      await storeOf(task).settle();
      return NOTHING;
    case 'import':
      return bytesOnly(laidOut(await importInto(task)));
    case 'examine':
      return { answer: examine(folderOf(task), task.slug), bytes: [] };
    case 'repair':
      return { answer: await repair(folderOf(task), task.slug), bytes: [] };
  }
}

function bytesOnly(answer: Uint8Array): ThreadAnswer {
  return { answer, bytes: [answer.buffer as ArrayBuffer] };
}

const NOTHING: ThreadAnswer = { answer: undefined, bytes: [] };

async function importInto(task: ImportTask): Promise<ImportedContext> {
  const folder = folderOf(task);
  const store = new ContextStore(folder, task.project, { actor: task.actor, publish: 'later' });
  const imported = importedFrom(folder, task.file);
  return new Atlas(store, systemClock).run(importContext, { imported });
}

function folderOf({ root }: Pick<FilesTask, 'root'>): OrchestrationFolder {
  return new OrchestrationFolder(root);
}

function filesOf(task: FilesTask): OrchestrationFiles {
  return new OrchestrationFiles(folderOf(task), task.slug);
}

function storeOf(task: FilesTask): ContextStore {
  return new ContextStore(folderOf(task), task.slug, { publish: 'later' });
}
