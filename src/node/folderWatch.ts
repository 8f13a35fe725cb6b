import * as fs from 'node:fs';
import * as path from 'node:path';

/** What happens within this time is told once, in ms: a program that writes does several things in a row. */
const GATHERED_MS = 50;

/** A folder as the system knows it: by its name alone, one that replaced it could not be told from it. */
interface Place {
  readonly folder: string;
  readonly inode: bigint;
}

/**
 * Tells when something happens to the files of a folder, which may not be there yet, by the notices of the
 * system. VS Code's own watcher does the same for a whole workspace; on Linux it hears nothing from inside
 * of folders that were moved into place.
 */
export class FolderWatch {
  readonly #root: string;
  readonly #folder: string;
  readonly #isMeant: (file: string) => boolean;
  readonly #tell: () => void;
  #watcher: fs.FSWatcher | undefined;
  #place: Place | undefined;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param root is there already; nothing above it is watched
   * @param below the folder that is meant, from the root
   * @param isMeant whether a file of this name counts
   */
  constructor(
    root: string,
    below: string,
    { isMeant, tell }: { isMeant: (file: string) => boolean; tell: () => void },
  ) {
    this.#root = root;
    this.#folder = path.join(root, below);
    this.#isMeant = isMeant;
    this.#tell = tell;
    this.check();
  }

  /** Watches the folder, or where it will appear, if that is another place than before. Costs little. */
  check(): void {
    // A folder that is made while we begin to watch the one above it says nothing any more.
    for (let place = this.#present(); !this.#watches(place); place = this.#present()) {
      this.#close();
      if (!place || !this.#watch(place)) {
        return;
      }
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#close();
  }

  /** The folder, or as much of the way to it as is there. */
  #present(): Place | undefined {
    for (let folder = this.#folder; ; folder = path.dirname(folder)) {
      const stat = statOf(folder);
      if (stat?.isDirectory()) {
        return { folder, inode: stat.ino };
      }
      if (folder === this.#root) {
        return undefined;
      }
    }
  }

  #watches(place: Place | undefined): boolean {
    return (
      this.#watcher !== undefined &&
      this.#place?.folder === place?.folder &&
      this.#place?.inode === place?.inode
    );
  }

  /** False where the system gives no more notices, or none of this folder. */
  #watch(place: Place): boolean {
    try {
      const watcher = fs.watch(place.folder, { persistent: false }, (_change, name) => {
        this.#hear(place, name);
      });
      watcher.on('error', () => {
        if (this.#watcher === watcher) {
          this.#close();
        }
      });
      [this.#watcher, this.#place] = [watcher, place];
      return true;
    } catch {
      return false;
    }
  }

  #hear({ folder }: Place, name: string | null): void {
    const isHere = folder === this.#folder;
    const next = isHere ? undefined : path.relative(folder, this.#folder).split(path.sep)[0];
    if (name === null || name === next || name === path.basename(folder)) {
      this.check();
      this.#soon();
    } else if (isHere && this.#isMeant(name)) {
      this.#soon();
    }
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, GATHERED_MS);
  }

  #close(): void {
    this.#watcher?.close();
    [this.#watcher, this.#place] = [undefined, undefined];
  }
}

function statOf(folder: string): fs.BigIntStats | undefined {
  try {
    return fs.statSync(folder, { bigint: true, throwIfNoEntry: false });
  } catch {
    // Closed to us: nothing can be heard there either.
    return undefined;
  }
}
