import * as fs from 'node:fs';
import * as path from 'node:path';
import { replaceFile } from './atomicFile';
import type { OrchestrationFolder } from './orchestrationFolder';

/**
 * Locks and run state are of this machine, and so is a temporary file that a killed program left: they
 * stay out of git unless somebody decided otherwise.
 */
export function ignoreLocalFolder({ atlasFolder }: OrchestrationFolder): void {
  const file = path.join(atlasFolder, '.gitignore');
  if (!fs.existsSync(file)) {
    replaceFile(file, 'orchestrator/local/\n.*.tmp\n');
  }
}
