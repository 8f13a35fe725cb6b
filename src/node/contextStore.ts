import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../core/errors';
import { applyEvent, withNextRevision } from '../core/model/applyEvent';
import type { Context } from '../core/model/context';
import type { Decide, Disposable, Plan, Store, StoreState } from '../core/ports';
import { errorCode, replaceFile } from './atomicFile';
import { decodeContext, formatContext, parseContext } from './contextFile';
import { readBytesIfThere, writeDocument, type Undo } from './documents';
import { reasonOf } from './faultReasons';
import { FileLock } from './fileLock';
import { slugOf, type OrchestrationFolder } from './orchestrationFolder';

interface Disk<C> {
  readonly text: string | undefined;
  readonly context: C;
}

interface Adopted<C> {
  readonly context: C;
  readonly changed: boolean;
}

/** How long the last write of a closing window may wait for another writer, in ms. */
const CLOSING_PATIENCE_MS = 1_000;

/**
 * Keeps an orchestration in its context file. Every change is decided on the file as it is at that
 * moment, under a lock, and is on disk before it is said to have happened. What cannot be read is
 * never written over.
 */
export class ContextStore implements Store {
  readonly #folder: OrchestrationFolder;
  readonly #lock: FileLock;
  readonly #listeners = new Set<() => void>();
  #project: string | undefined;
  #state: StoreState = {};
  /** The text the state was read from; undefined when there was no file. */
  #text: string | undefined;
  /** What the file looked like from outside when somebody last asked whether it was touched. */
  #seen: string | undefined;

  /** @param project which of several orchestrations of the folder, by name or file-name part */
  constructor(folder: OrchestrationFolder, project?: string) {
    this.#folder = folder;
    this.#project = project;
    this.#lock = new FileLock(path.join(folder.localFolder, 'writer.lock'));
  }

  get state(): StoreState {
    return this.#state;
  }

  /** The context file, once there is one. */
  get file(): string | undefined {
    const slug = this.#folder.choose(this.#project);
    return slug === undefined ? undefined : this.#folder.contextFile(slug);
  }

  onDidChange(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Chooses another orchestration of the folder. */
  choose(project: string | undefined): void {
    this.#project = project;
    this.refresh();
  }

  /**
   * Looks at the file again, because somebody may have written it. Tells its listeners when there is
   * something new; what cannot be read becomes the state's problem, beside the last good context.
   */
  refresh(): void {
    try {
      this.#folder.mustHave(this.#project);
      const { file } = this;
      const text = this.#read(file);
      if (text === this.#text && !this.#state.problem) {
        return;
      }
      const context =
        file === undefined || text === undefined ? undefined : this.#parse(text, file);
      this.#told(this.#adopt({ text, context }));
    } catch (error) {
      this.#note(error);
    }
  }

  /** The same, without reading a file that nobody touched: cheap enough to be done now and then. */
  refreshIfTouched(): void {
    const signature = this.#signature();
    if (signature === undefined || signature !== this.#seen) {
      this.#seen = signature;
      this.refresh();
    }
  }

  async commit(decide: Decide): Promise<Context> {
    try {
      this.#refuseEarly(decide);
      return this.#told(await this.#lock.hold(() => this.#adopt(this.#apply(decide))));
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  /** Taking the lock makes folders; what will be refused anyway must not leave any behind. */
  #refuseEarly(decide: Decide): void {
    if (!fs.existsSync(this.#folder.orchestratorFolder)) {
      decide(undefined);
    }
  }

  commitNow(decide: Decide): Context {
    try {
      this.#refuseEarly(decide);
      return this.#told(
        this.#lock.holdNow(() => this.#adopt(this.#apply(decide)), CLOSING_PATIENCE_MS),
      );
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  #apply(decide: Decide): Disk<Context> {
    const present = this.file;
    const text = this.#read(present);
    const before =
      present === undefined || text === undefined ? undefined : this.#parse(text, present);
    const plan = decide(before);
    if (before && plan.events.length === 0) {
      return { text, context: before };
    }
    const after = fold(before, plan);
    const file = present ?? this.#folder.contextFile(this.#newSlug(after));
    const written = formatContext(after);
    this.#write(file, written, plan);
    return { text: written, context: after };
  }

  /** Undefined where only reading can tell: several projects, or no permission. */
  #signature(): string | undefined {
    try {
      const { file } = this;
      const stat = file === undefined ? undefined : fs.statSync(file, { throwIfNoEntry: false });
      return stat ? `${file} ${stat.ino} ${stat.size} ${stat.mtimeMs}` : 'none';
    } catch {
      return undefined;
    }
  }

  #newSlug(context: Context): string {
    return slugOf(this.#project ?? context.project_name);
  }

  #write(file: string, text: string, plan: Plan): void {
    this.#ignoreLocalFolder();
    const undo: Undo[] = [];
    try {
      for (const document of plan.documents ?? []) {
        undo.push(writeDocument(this.#folder.document(document.path), document));
      }
      replaceFile(file, text);
    } catch (error) {
      undo.reverse().forEach((takeBack) => {
        takeBack();
      });
      throw error;
    }
  }

  /** Locks and run state are of this machine: they stay out of git unless somebody decided otherwise. */
  #ignoreLocalFolder(): void {
    const file = path.join(this.#folder.atlasFolder, '.gitignore');
    if (!fs.existsSync(file)) {
      replaceFile(file, 'orchestrator/local/\n');
    }
  }

  #read(file: string | undefined): string | undefined {
    const bytes = file === undefined ? undefined : readBytesIfThere(file);
    return file === undefined || bytes === undefined
      ? undefined
      : decodeContext(bytes, this.#folder.shown(file));
  }

  #parse(text: string, file: string): Context {
    return parseContext(text, this.#folder.shown(file));
  }

  /** Takes over what is on disk now. Under the lock, so that an older state never follows a newer one. */
  #adopt<C extends Context | undefined>(disk: Disk<C>): Adopted<C> {
    const changed = disk.text !== this.#text || this.#state.problem !== undefined;
    this.#text = disk.text;
    this.#state = { context: disk.context };
    return { context: disk.context, changed };
  }

  /** Tells the listeners, outside the lock: they may take their time, and their faults are theirs. */
  #told<C extends Context | undefined>({ context, changed }: Adopted<C>): C {
    if (changed) {
      this.#tell();
    }
    return context;
  }

  #note(error: unknown): void {
    const problem = error instanceof AtlasError ? error : this.#unreachable(error);
    if (problem.message !== this.#state.problem?.message) {
      this.#state = { context: this.#state.context, problem };
      this.#tell();
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        // The change is on disk and the others want to know of it: the fault surfaces by itself.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  #unreachable(error: unknown): AtlasError {
    const file = this.#folder.shown(this.#folder.orchestratorFolder);
    return new AtlasError(
      'contextUnreachable',
      { file, detail: reasonOf(error) },
      { cause: error },
    );
  }

  /** Faults of the file system become something a person can act on; everything else stays as it is. */
  #unwritable(error: unknown): unknown {
    if (error instanceof AtlasError || errorCode(error) === undefined) {
      return error;
    }
    const file = this.#folder.shown(this.#folder.orchestratorFolder);
    return new AtlasError('contextUnwritable', { file, detail: reasonOf(error) }, { cause: error });
  }
}

function fold(before: Context | undefined, plan: Plan): Context {
  const after = plan.events.reduce<Context | undefined>(
    (context, event) => applyEvent(context, event, plan.at),
    before,
  );
  if (!after) {
    throw new Error('A plan without events cannot begin an orchestration');
  }
  return withNextRevision(after, plan.at);
}
