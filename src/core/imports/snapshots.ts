import * as z from 'zod';
import { isFields, textAt } from './fields';
import type { ImportedSnapshot, ImportSource } from './imported';
import { requireForm } from './refusals';

const words = z.string().nullish();
const Snapshot = z.looseObject({ phase: words, status: words, timestamp: words });

/**
 * The snapshots beside a context, whole, in the order they were taken; those without a time come last.
 * @throws AtlasError importUnreadable, naming the file
 */
export function readSnapshots(sources: ImportSource['snapshots']): ImportedSnapshot[] {
  return sources
    .map(({ name, value }) => {
      requireForm(Snapshot, value, name);
      const fields = isFields(value) ? value : {};
      return {
        file: name,
        phase: textAt(fields, 'phase') ?? '',
        status: textAt(fields, 'status') ?? '',
        taken: textAt(fields, 'timestamp'),
        value,
      };
    })
    .sort((a, b) => compare(a.taken, b.taken) || compare(a.file, b.file));
}

/** By their letters, not by the moment: times without a zone mean another moment on every machine. */
function compare(a: string | undefined, b: string | undefined): number {
  if (a === b) {
    return 0;
  }
  return b === undefined || (a !== undefined && a < b) ? -1 : 1;
}
