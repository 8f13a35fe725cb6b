import * as path from 'node:path';
import { replaceFile } from '../atomicFile';
import { readBytesIfThere } from '../documents';
import type { OrchestrationFolder } from '../orchestrationFolder';
import { runGit } from './runGit';

const PATIENCE_MS = 3000;

/**
 * Both sides' lines stay when two branches have added some, and no checkout changes a byte of them. From
 * `.atlas` on.
 */
const LINE = 'orchestrator/*_journal.jsonl merge=union -text';

/**
 * Whether git, when it merges two journals, keeps the lines of both.
 * @returns undefined when there is no repository, no git, or no answer in time
 */
export async function unionMergeIsSet(folder: OrchestrationFolder): Promise<boolean | undefined> {
  const journal = '.atlas/orchestrator/x_journal.jsonl';
  const output = await runGit(
    folder.root,
    ['check-attr', '-z', 'merge', '--', journal],
    AbortSignal.timeout(PATIENCE_MS),
  );
  // Path, attribute and value, each ended by NUL.
  return output === undefined ? undefined : output.split('\0')[2] === 'union';
}

/** Has git do so, by a line in `.atlas/.gitattributes`; what else is there stays. */
export function setUnionMerge(folder: OrchestrationFolder): void {
  const file = path.join(folder.atlasFolder, '.gitattributes');
  const before = readBytesIfThere(file) ?? Buffer.alloc(0);
  // Byte for byte: a person's file may be no UTF-8.
  const lines = before.toString('latin1').split(/\r?\n/);
  if (lines.includes(LINE)) {
    return;
  }
  const gap = lines.at(-1) === '' ? '' : '\n';
  replaceFile(file, Buffer.concat([before, Buffer.from(`${gap}${LINE}\n`)]));
}
