import { Atlas } from '../core/atlas';
import { AtlasError } from '../core/errors';
import type { Context } from '../core/model/context';
import { newOrchestration } from '../core/operations/newOrchestration';
import { ContextStore, type StoreOptions } from './contextStore';
import { slugOf, type OrchestrationFolder } from './orchestrationFolder';
import { systemClock } from './systemClock';

/**
 * Begins an orchestration in a folder, beside others that may be there.
 * @throws AtlasError alreadyExists, inputInvalid, projectNameUnusable, contextUnwritable
 */
export async function createOrchestration(
  folder: OrchestrationFolder,
  project: string,
  options: StoreOptions = {},
): Promise<Context> {
  const slug = slugOf(project);
  const store = new ContextStore(folder, slug, options);
  if (folder.projects().includes(slug) && holdsSomething(store)) {
    const file = folder.shown(folder.contextFile(slug));
    throw new AtlasError('alreadyExists', { project, file });
  }
  return new Atlas(store, systemClock).run(newOrchestration, { project });
}

/** Not where an earlier attempt was cut short, before anything was in the journal. */
function holdsSomething(store: ContextStore): boolean {
  store.refresh();
  return store.state.context !== undefined || store.state.problem !== undefined;
}
