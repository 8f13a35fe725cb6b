import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from './atomicFile';
import { ignoreLocalFolder } from './localFolder';
import type { OrchestrationFolder } from './orchestrationFolder';

/** Long enough that nothing is told anew: what is this old is not told one by one any more. In ms. */
const KEPT_MS = 14 * 24 * 60 * 60_000;

/**
 * Claims the telling of an event, for good: of all windows on a folder, and of all times a window is
 * opened, exactly one gets true. Where a claim cannot be written the answer is true as well: better told
 * twice than never.
 * @param key tells the event from every other one of the folder
 */
export function claimNotice(folder: OrchestrationFolder, key: string): boolean {
  try {
    fs.mkdirSync(claimsFolder(folder), { recursive: true });
    ignoreLocalFolder(folder);
  } catch {
    return true;
  }
  try {
    fs.closeSync(fs.openSync(claimFile(folder, key), 'wx'));
    return true;
  } catch (error) {
    return errorCode(error) !== 'EEXIST';
  }
}

/** Removes claims that are so old that nobody asks for them any more. */
export function dropOldClaims(folder: OrchestrationFolder, now = Date.now()): void {
  try {
    for (const name of fs.readdirSync(claimsFolder(folder))) {
      const file = path.join(claimsFolder(folder), name);
      if (now - fs.statSync(file).mtimeMs > KEPT_MS) {
        fs.rmSync(file, { force: true });
      }
    }
  } catch {
    // No claims yet, or another window is at it: they take some room and do no harm.
  }
}

function claimsFolder({ localFolder }: OrchestrationFolder): string {
  return path.join(localFolder, 'notices');
}

/** A key may hold anything, and be of any length; a file name may not. */
function claimFile(folder: OrchestrationFolder, key: string): string {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return path.join(claimsFolder(folder), name);
}
