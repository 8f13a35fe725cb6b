import * as fs from 'node:fs';
import * as path from 'node:path';
import { replaceFile, type Replacement } from './atomicFile';
import { signatureOf } from './contextState';
import { DisplacedFiles } from './displacedFiles';
import { readBytesIfThere } from './documents';
import { JournalFile } from './journalFile';
import type { OrchestrationFolder } from './orchestrationFolder';

/** The files of one orchestration: its journal, its context, and what is kept of both on this machine. */
export class OrchestrationFiles {
  readonly contextFile: string;
  readonly journal: JournalFile;
  readonly displaced: DisplacedFiles;
  readonly #folder: OrchestrationFolder;
  readonly #slug: string;

  constructor(folder: OrchestrationFolder, slug: string) {
    this.#folder = folder;
    this.#slug = slug;
    this.contextFile = folder.contextFile(slug);
    this.journal = new JournalFile(folder.journalFile(slug));
    this.displaced = new DisplacedFiles(folder.localFolder, slug);
  }

  shown(file: string): string {
    return this.#folder.shown(file);
  }

  /**
   * Keeps a copy of a file before it is written over for good.
   * @returns where it is kept, or undefined where there is no such file
   */
  keepAside(file: string, why: string): string | undefined {
    const bytes = readBytesIfThere(file);
    if (bytes === undefined) {
      return undefined;
    }
    const { name, ext } = path.parse(file);
    const stamp = new Date().toISOString().replace(/[:.]/g, '-');
    const kept = path.join(this.#folder.localFolder, 'kept', `${name}.${why}.${stamp}${ext}`);
    fs.mkdirSync(path.dirname(kept), { recursive: true });
    replaceFile(kept, bytes);
    return kept;
  }

  /** Git could not merge the journal by itself; its marks go, the lines of both sides stay. */
  clearMarks(): void {
    this.keepAside(this.journal.file, 'conflict');
    this.journal.clearMarks();
  }

  /** Contexts that were replaced or kept, the newest first: what to go back to when nothing else is left. */
  earlierContexts(): string[] {
    const kept = path.join(this.#folder.localFolder, 'kept');
    const copies = (fs.existsSync(kept) ? fs.readdirSync(kept) : [])
      .filter((name) => name.startsWith(`${this.#slug}_context.`))
      .map((name) => path.join(kept, name));
    return [...this.displaced.files(), ...copies].sort(
      (a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs,
    );
  }

  /**
   * Puts a prepared context file in its place, the one before staying in sight for a while.
   * @param before what the file looked like when it was read
   * @returns false where the file could not be replaced now; the journal has everything
   */
  publish(replacement: Replacement, before: string): boolean {
    try {
      if (before !== 'none') {
        this.displaced.keep(this.contextFile, before);
      }
      replacement.publish();
      return true;
    } catch {
      replacement.discard();
      return false;
    }
  }

  /** Changes whenever somebody writes one of the files. */
  signatures(): { readonly context: string; readonly journal: string } {
    return { context: signatureOf(this.contextFile), journal: signatureOf(this.journal.file) };
  }

  /** 0 where there is no context file. */
  contextBytes(): number {
    return fs.statSync(this.contextFile, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** How much there is to read, in bytes. */
  bytes(): number {
    return this.contextBytes() + (this.journal.stat()?.size ?? 0);
  }

  /** The workspace folder. */
  get root(): string {
    return this.#folder.root;
  }

  get localFolder(): string {
    return this.#folder.localFolder;
  }

  /** The part of the files' names that says which orchestration it is. */
  get slug(): string {
    return this.#slug;
  }
}
