import * as fs from 'node:fs';
import { Atlas } from '../../../src/core/atlas';
import type { Context } from '../../../src/core/model/context';
import { ContextStore } from '../../../src/node/contextStore';
import type { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import type { Reading } from '../../../src/node/reading';
import { systemClock } from '../../../src/node/systemClock';
import type { ThreadTask } from '../../../src/node/threadTasks';
import { workFor } from '../../../src/node/threadWork';
import type { Thread } from '../../../src/node/windowThread';

export interface Opened {
  readonly store: ContextStore;
  readonly atlas: Atlas;
}

/** Opens the orchestration of a folder as a window does. */
export function open(folder: OrchestrationFolder, project?: string): Opened {
  const store = new ContextStore(folder, project);
  store.refresh();
  return { store, atlas: new Atlas(store, systemClock) };
}

export function contextFileOf(folder: OrchestrationFolder, project = 'project_alpha'): string {
  return folder.contextFile(project);
}

export function textOf(folder: OrchestrationFolder, project?: string): string {
  return fs.readFileSync(contextFileOf(folder, project), 'utf8');
}

/** The context as it is in the file, read without any of our own code, and without what signs the file. */
export function contextOf(folder: OrchestrationFolder, project?: string): Context {
  const context = JSON.parse(textOf(folder, project)) as Context;
  if (context.atlas) {
    const { head: _head, journal_bytes: _bytes, checksum: _sum, ...atlas } = context.atlas;
    context.atlas = atlas;
  }
  return context;
}

export function journalFileOf(folder: OrchestrationFolder, project = 'project_alpha'): string {
  return folder.journalFile(project);
}

/** The same as a window on large files does, however small these are. */
export function openQuietly(folder: OrchestrationFolder): Opened {
  const quiet = { thread: HERE, nearBytes: 0 };
  const store = new ContextStore(folder, undefined, { quiet });
  void store.look();
  return { store, atlas: new Atlas(store, systemClock) };
}

/** Does what a thread does, in this one, and hands it over as a thread would. */
const HERE: Thread = {
  read: async (task) => (await inPlace({ what: 'read', ...task })) as Reading,
  history: async (task) => (await inPlace({ what: 'history', ...task })) as readonly Uint8Array[],
  settle: async (task) => {
    await inPlace({ what: 'settle', ...task });
  },
};

async function inPlace(task: ThreadTask): Promise<unknown> {
  await new Promise((resolve) => setImmediate(resolve));
  const { answer } = await workFor(task);
  return structuredClone(answer);
}
