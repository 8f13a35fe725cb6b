import { AtlasError } from '../core/errors';
import { ContextStore } from './contextStore';
import { olderContextIn } from './importFiles';
import type { OrchestrationFolder } from './orchestrationFolder';

/**
 * The store of an orchestration that is there.
 * @param actor who acts: an agent's id, or the program through which a person acts
 * @throws AtlasError noOrchestration, olderLayout, projectNotFound
 */
export function existingStore(
  folder: OrchestrationFolder,
  project: string | undefined,
  actor: string,
): ContextStore {
  if (folder.projects().length === 0) {
    throw nothingHere(folder);
  }
  folder.mustHave(project);
  return new ContextStore(folder, project, { actor });
}

/** Why there is no orchestration to go on with. */
export function nothingHere(folder: OrchestrationFolder): AtlasError {
  const older = olderContextIn(folder);
  return older === undefined
    ? new AtlasError('noOrchestration', { folder: folder.root })
    : new AtlasError('olderLayout', { file: folder.shown(older) });
}
