import { Atlas } from '../core/atlas';
import { AtlasError } from '../core/errors';
import type { Context } from '../core/model/context';
import { newOrchestration } from '../core/operations/newOrchestration';
import { ContextStore } from './contextStore';
import { slugOf, type OrchestrationFolder } from './orchestrationFolder';
import { systemClock } from './systemClock';

/**
 * Begins an orchestration in a folder, beside others that may be there.
 * @throws AtlasError alreadyExists, inputInvalid, projectNameUnusable, contextUnwritable
 */
export async function createOrchestration(
  folder: OrchestrationFolder,
  project: string,
): Promise<Context> {
  const slug = slugOf(project);
  if (folder.projects().includes(slug)) {
    const file = folder.shown(folder.contextFile(slug));
    throw new AtlasError('alreadyExists', { project, file });
  }
  const store = new ContextStore(folder, slug);
  return new Atlas(store, systemClock).run(newOrchestration, { project });
}
