import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OrchestrationFolder } from './orchestrationFolder';

/** A living program needs a temporary file for a moment only; one this old was left, in ms. */
const LITTER_AGE_MS = 3_600_000;

/** As atomicFile.ts names them. */
const TEMPORARY = /^\..+\.[0-9a-f]{16}\.tmp$/;

/** Temporary files of programs that were killed while they wrote. */
export function litterOf({ orchestratorFolder }: OrchestrationFolder): string[] {
  if (!fs.existsSync(orchestratorFolder)) {
    return [];
  }
  return fs
    .readdirSync(orchestratorFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => TEMPORARY.test(path.basename(name)))
    .map((name) => path.join(orchestratorFolder, name))
    .filter((file) => {
      const stat = fs.statSync(file, { throwIfNoEntry: false });
      return stat !== undefined && Date.now() - stat.mtimeMs > LITTER_AGE_MS;
    });
}

/** Removes it, as far as that is possible. */
export function sweepLitter(folder: OrchestrationFolder): void {
  try {
    litterOf(folder).forEach((file) => {
      fs.rmSync(file, { force: true });
    });
  } catch {
    // It takes some room and does no harm; the next time may have more luck.
  }
}
