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
  const before = readBytesIfThere(file);
  if (before === undefined) {
    replaceFile(file, document.text);
    return () => fs.rmSync(file, { force: true });
  }
  if (document.mode === 'create') {
    return putAside(file, document.text);
  }
  replaceFile(
    file,
    Buffer.concat([withoutEnd(before), Buffer.from(`\n\n---\n\n${document.text}`)]),
  );
  return () => replaceFile(file, before);
}

function putAside(file: string, text: string): Undo {
  const { dir, name, ext } = path.parse(file);
  const kept = path.join(dir, `${name}.kept-${randomName()}${ext}`);
  fs.renameSync(file, kept);
  const undo = (): void => fs.renameSync(kept, file);
  try {
    replaceFile(file, text);
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

/** Without the blanks and line ends at its end. Bytes, because a person's file may be no UTF-8. */
function withoutEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && ' \t\r\n'.includes(String.fromCharCode(bytes[end - 1] ?? 0))) {
    end -= 1;
  }
  return bytes.subarray(0, end);
}

/** The text of a file, or undefined when there is none. */
export function readIfThere(file: string): string | undefined {
  return readBytesIfThere(file)?.toString('utf8');
}

export function readBytesIfThere(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}
