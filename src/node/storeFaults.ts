import { AtlasError } from '../core/errors';
import { errorCode } from './atomicFile';
import { reasonOf } from './faultReasons';
import type { OrchestrationFolder } from './orchestrationFolder';

/** Faults of the file system become something a person can act on. */

export function unreachable(folder: OrchestrationFolder, error: unknown): AtlasError {
  const params = { file: folder.shown(folder.orchestratorFolder), detail: reasonOf(error) };
  return new AtlasError('contextUnreachable', params, { cause: error });
}

/** Everything that is none stays as it is. */
export function unwritable(folder: OrchestrationFolder, error: unknown): unknown {
  if (!isOfFileSystem(error)) {
    return error;
  }
  const params = { file: folder.shown(folder.orchestratorFolder), detail: reasonOf(error) };
  return new AtlasError('contextUnwritable', params, { cause: error });
}

export function isOfFileSystem(error: unknown): boolean {
  return !(error instanceof AtlasError) && errorCode(error) !== undefined;
}
