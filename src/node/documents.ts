import * as fs from 'node:fs';
import * as path from 'node:path';
import type { PlannedDocument } from '../core/ports';
import { errorCode, randomName, replaceFile } from './atomicFile';

/** Takes back what was written, for when the rest of the change fails. */
export type Undo = () => void;

/**
 * Writes a document beside the context. What already stands at its place is never lost: `add` writes
 * below it, `create` keeps it under another name.
 */
export function writeDocument(file: string, document: PlannedDocument): Undo {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const before = readIfThere(file);
  if (before === undefined) {
    replaceFile(file, document.text);
    return () => fs.rmSync(file, { force: true });
  }
  if (document.mode === 'create') {
    const { dir, name, ext } = path.parse(file);
    fs.renameSync(file, path.join(dir, `${name}.kept-${randomName()}${ext}`));
    replaceFile(file, document.text);
    return () => replaceFile(file, before);
  }
  replaceFile(file, `${before.trimEnd()}\n\n---\n\n${document.text}`);
  return () => replaceFile(file, before);
}

/** The text of a file, or undefined when there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}
