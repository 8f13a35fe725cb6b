import type { Imported, ImportSource } from './imported';
import { looksOlder } from './olderLayout';
import { readOlder } from './readOlder';
import { readProcess } from './readProcess';
import { readSnapshots } from './snapshots';

/**
 * Reads a context from elsewhere, of the older layout or of the process' format, with the snapshots
 * beside it.
 * @throws AtlasError importUnreadable where something is not as it must be, contextNewer
 */
export function readImport({ name, value, snapshots }: ImportSource): Imported {
  const read = looksOlder(value) ? readOlder(value, name) : readProcess(value, name);
  return { ...read, snapshots: readSnapshots(snapshots) };
}
