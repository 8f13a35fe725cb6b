import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode, randomName } from './atomicFile';
import { signatureOf } from './contextState';

/** So many replaced files are always watched. */
const WATCHED = 8;

/**
 * Where many programs act at once, so many are replaced while another program reads and writes one of them,
 * which takes longer the busier the machine is: the young ones are watched as well, within these bounds.
 */
const YOUNG = { ms: 10_000, files: 100, bytes: 32_000_000 };

/** A program that writes a file does not pause for so long, in ms. */
const SETTLED_MS = 10_000;

/** A replaced file that somebody wrote into, and what it looked like then. */
export interface DisplacedFile {
  readonly file: string;
  readonly signature: string;
}

/**
 * Files that were replaced a moment ago. A program without our lock may have had one of them open and
 * write into it now: its words would be in a file without a name. So a replaced file keeps a second
 * name (a hard link) for a while, and one that changed since is read like an edit.
 */
export class DisplacedFiles {
  readonly #folder: string;

  constructor(localFolder: string, slug: string) {
    this.#folder = path.join(localFolder, 'displaced', slug);
  }

  /** Keeps the file that is about to be replaced in sight. @param signature what it looked like when it was read */
  keep(file: string, signature: string): void {
    const name = `${Date.now()}-${signature.replaceAll(' ', '_')}-${randomName()}`;
    try {
      fs.mkdirSync(this.#folder, { recursive: true });
      fs.linkSync(file, path.join(this.#folder, name));
    } catch (error) {
      // Without hard links a late writer cannot be seen; everything else works.
      if (errorCode(error) === undefined) {
        throw error;
      }
    }
    this.#forgetOld();
  }

  /** Those somebody wrote into after they were replaced. */
  changed(): string[] {
    return this.#names()
      .map((name) => ({ file: path.join(this.#folder, name), known: signatureIn(name) }))
      .filter(({ file, known }) => {
        const now = signatureOf(file);
        return now !== 'none' && now.replaceAll(' ', '_') !== known;
      })
      .map(({ file }) => file);
  }

  /** All that are in sight, the oldest first. */
  files(): string[] {
    return this.#names().map((name) => path.join(this.#folder, name));
  }

  /** Whether nobody has written into it for so long that nobody will. */
  isSettled(file: string): boolean {
    const { mtimeMs = 0 } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
    return Date.now() - mtimeMs > SETTLED_MS;
  }

  /**
   * What was in it has been taken over. It stays in sight: whoever wrote that, or opened it since, may
   * still write more.
   * @param signature what it looked like when it was read
   */
  taken({ file, signature }: DisplacedFile): void {
    const [time, , chance] = path.basename(file).split('-');
    const name = [time, signature.replaceAll(' ', '_'), chance].join('-');
    fs.renameSync(file, path.join(this.#folder, name));
  }

  forget(file: string): void {
    fs.rmSync(file, { force: true });
  }

  #forgetOld(): void {
    const since = Date.now() - YOUNG.ms;
    let bytes = 0;
    for (const [index, name] of this.#names().reverse().entries()) {
      const [time, signature = ''] = name.split('-');
      bytes += Number(signature.split('_')[1]);
      const isYoung = Number(time) > since && index < YOUNG.files && bytes < YOUNG.bytes;
      if (index >= WATCHED && !isYoung) {
        fs.rmSync(path.join(this.#folder, name), { force: true });
      }
    }
  }

  /** The oldest first. */
  #names(): string[] {
    // Looking first, because a fault takes longer to make than all the rest of this.
    if (!fs.existsSync(this.#folder)) {
      return [];
    }
    try {
      return fs.readdirSync(this.#folder).sort();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }
}

/** The middle of a name: `time-ino_size_mtime-chance`. */
function signatureIn(name: string): string {
  return name.split('-')[1] ?? '';
}
