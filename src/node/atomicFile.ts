import * as fs from 'node:fs';
import * as path from 'node:path';
import { randomBytes } from './chance';

/**
 * Replaces a file so that every reader, and a crash at any moment, finds the old text or the new one,
 * whole. Written here because the known libraries publish a truncated file on a full disk: they do not
 * look at how many bytes a write took.
 *
 * Synchronous: the last write of a window happens when nothing can be awaited any more.
 * @throws the error of the file system; then the file is as it was
 */
export function replaceFile(
  name: string,
  content: string | Uint8Array,
  options?: Durability,
): void {
  const replacement = prepareReplacement(name, content, options);
  try {
    replacement.publish();
  } catch (error) {
    replacement.discard();
    throw error;
  }
}

export interface Durability {
  /** Whether it must outlive a power cut; a cache or a lock need not. */
  readonly synced?: boolean;
}

/** New content for a file, on disk already, that nobody sees yet. */
export interface Replacement {
  /** Where it is until then. */
  readonly temporary: string;
  /** Puts it in the place of the file, at once and durably. */
  publish(): void;
  discard(): void;
}

/**
 * The first half of replacing a file: everything that may fail for want of room.
 * @throws the error of the file system; then nothing of it is left
 */
export function prepareReplacement(
  name: string,
  content: string | Uint8Array,
  { synced = true }: Durability = {},
): Replacement {
  const present = fs.statSync(name, { throwIfNoEntry: false });
  // A link stays a link: the file behind it is replaced.
  const file = present ? fs.realpathSync(name) : name;
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${randomName()}.tmp`);
  writeWhole(temporary, content, present, { synced });
  return {
    temporary,
    publish: () => {
      renameOver(temporary, file);
      if (synced) {
        syncFolder(folder);
      }
    },
    discard: () => {
      fs.rmSync(temporary, { force: true });
    },
  };
}

/**
 * Creates a file with this content, synced unless it need not outlive the machine.
 * @param like the file whose permissions it takes over
 * @throws EEXIST when there is one already, or why it could not be written; then nothing is left of it
 */
export function writeWhole(
  file: string,
  content: string | Uint8Array,
  like?: fs.Stats,
  { synced = true }: Durability = {},
): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const handle = fs.openSync(file, 'wx', like?.mode);
  try {
    try {
      if (like) {
        takeOver(handle, like);
      }
      for (let done = 0; done < bytes.length;) {
        done += fs.writeSync(handle, bytes, done);
      }
      if (synced) {
        fs.fsyncSync(handle);
      }
    } finally {
      fs.closeSync(handle);
    }
  } catch (error) {
    fs.rmSync(file, { force: true });
    throw error;
  }
}

/** What a new file is allowed is cut by the umask; and root must not take a file away from its owner. */
function takeOver(handle: number, { uid, gid, mode }: fs.Stats): void {
  if (process.platform === 'win32') {
    return;
  }
  try {
    if (process.getuid?.() === 0) {
      fs.fchownSync(handle, uid, gid);
    }
    fs.fchmodSync(handle, mode);
  } catch (error) {
    // Some file systems and containers do not let us; the content matters more.
    if (errorCode(error) === undefined) {
      throw error;
    }
  }
}

const WINDOWS_RETRIES = 8;

/** On Windows a rename is refused while anybody has the target open, virus scanners included. */
function renameOver(from: string, to: string): void {
  for (let attempt = 0; ; attempt += 1) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || attempt >= WINDOWS_RETRIES || !isBusy(error)) {
        throw error;
      }
      pause(10 * 2 ** attempt);
    }
  }
}

function isBusy(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
}

/** Makes the rename itself durable. Windows cannot sync a folder, and does not need to. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') {
    return;
  }
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

export function randomName(): string {
  return randomBytes(8).toString('hex');
}

/** Blocks this thread for some milliseconds. */
export function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** The code of a file system error, such as ENOENT. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** For what follows after the work was done: a fault of the file system there takes nothing back. */
export function whateverComes<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (errorCode(error) === undefined) {
      throw error;
    }
    return undefined;
  }
}
