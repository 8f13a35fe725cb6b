import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../core/errors';
import type { JournalRecord } from '../core/journal/record';
import type { Context } from '../core/model/context';
import type { Overview } from '../core/queries/overview';
import type { Decide, Disposable, Store, StoreState } from '../core/ports';
import { FileLock } from './fileLock';
import { contextToShow, hasUnwritten, stampOf, type Known } from './knownFiles';
import type { OrchestrationFolder } from './orchestrationFolder';
import { isLarge, lagsBehind, prepare, publish, type Prepared } from './publishing';
import { QuietLook, type QuietOptions } from './quietLook';
import { StoreActs } from './storeActs';
import { SummaryFile } from './summaryFile';
import { Listeners } from './listeners';
import { historyOf } from './journalHistory';
import { unreachable, unwritable } from './storeFaults';
import { systemClock } from './systemClock';
import type { FilesTask } from './threadTasks';

/** How long the last write of a closing window may wait for another writer, in ms. */
const CLOSING_PATIENCE_MS = 1_000;

export interface StoreOptions {
  /** Who acts: an agent's id, or the program through which a person acts. */
  readonly actor?: string;
  /**
   * `atOnce`: the context file is written with every change, for programs that end after it. `later`:
   * by `flush` only, for those that stay.
   */
  readonly publish?: 'atOnce' | 'later';
  /** For a program that must not stand still while it reads. */
  readonly quiet?: QuietOptions;
}

/**
 * Keeps an orchestration in its journal, and in the context file that the journal comes to. Every
 * change is decided on the files as they are at that moment, under a lock, and its events are on disk
 * before it is said to have happened. What cannot be read is never written over.
 */
export class ContextStore implements Store {
  readonly #folder: OrchestrationFolder;
  readonly #lock: FileLock;
  readonly #acts: StoreActs;
  readonly #quiet: QuietLook | undefined;
  readonly #listeners = new Listeners();
  #state: StoreState = {};
  #looked = false;
  /** What the listeners were last told of. */
  #stamp = '';

  /** @param project which of several orchestrations of the folder, by name or file-name part */
  constructor(folder: OrchestrationFolder, project?: string, options: StoreOptions = {}) {
    this.#folder = folder;
    const { actor = 'atlas', publish = 'atOnce', quiet } = options;
    const acts = new StoreActs(folder, project, { actor, publish });
    this.#acts = acts;
    this.#lock = new FileLock(path.join(folder.localFolder, 'writer.lock'));
    const place = {
      get: () => acts.known,
      set: (known: Known) => {
        acts.known = known;
      },
    };
    this.#quiet = quiet && new QuietLook(place, () => acts.disk(), this.#lock, quiet);
  }

  /** As last looked at; the files are read when somebody asks for the first time. */
  get state(): StoreState {
    if (!this.#looked) {
      this.refresh();
    }
    return this.#state;
  }

  /** The context file, once there is one. */
  get file(): string | undefined {
    const slug = this.#folder.choose(this.#acts.project);
    return slug === undefined ? undefined : this.#folder.contextFile(slug);
  }

  onDidChange(listener: () => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** Chooses another orchestration of the folder. */
  choose(project: string | undefined): Promise<void> {
    this.#acts.project = project;
    this.#acts.known = undefined;
    return this.look();
  }

  /**
   * Looks at the files again, because somebody may have written them. Tells its listeners when there is
   * something new; what cannot be read becomes the state's problem, beside the last good context.
   */
  refresh(): void {
    this.#looked = true;
    try {
      this.#folder.mustHave(this.#acts.project);
      const known = this.#acts.sync();
      const stamp = stampOf(known);
      if (stamp !== this.#stamp) {
        this.#stamp = stamp;
        this.#adopt(known);
        this.#listeners.tell();
      }
    } catch (error) {
      this.#note(error);
    }
  }

  /** The same; where the store is quiet, others may go on meanwhile. */
  look(): Promise<void> {
    this.#looked = true;
    if (this.#quiet) {
      return this.#quiet.look(() => this.refresh());
    }
    this.refresh();
    return Promise.resolve();
  }

  async commit(decide: Decide): Promise<Context> {
    try {
      this.#refuseEarly(decide);
      return this.#told(await this.#decided(decide));
    } catch (error) {
      throw unwritable(this.#folder, error);
    }
  }

  #decided(decide: Decide): Promise<Context> {
    return this.#quiet
      ? this.#quiet.settled(
          () => this.#acts.apply(decide),
          () => this.#acts.isUnsettled(decide),
        )
      : this.#lock.hold(() => this.#acts.apply(decide));
  }

  commitNow(decide: Decide): Context {
    try {
      this.#refuseEarly(decide);
      return this.#told(this.#lock.holdNow(() => this.#acts.apply(decide), CLOSING_PATIENCE_MS));
    } catch (error) {
      throw unwritable(this.#folder, error);
    }
  }

  /**
   * Takes into the journal what the files say beyond it, whatever left it there: an edit, another
   * program, or git.
   * @throws AtlasError what is wrong with the files, contextUnwritable
   */
  async settle(): Promise<void> {
    try {
      await this.#lock.hold(() => {
        this.#acts.settle();
      });
    } catch (error) {
      throw unwritable(this.#folder, error);
    }
  }

  /** Takes edits by others into the journal. */
  async absorb(): Promise<void> {
    if (this.state.unwritten) {
      await this.commit(() => ({ at: systemClock.now(), events: [] }));
    }
  }

  /**
   * Writes the context file where it lags behind the journal, however large it is. Its text is made
   * without the lock: others may go on writing meanwhile.
   */
  async flush(): Promise<void> {
    await this.look();
    let prepared: Prepared | undefined;
    try {
      prepared = this.#acts.known && prepare(this.#acts.known);
      if (prepared) {
        const ready = prepared;
        await this.#lock.hold(() => {
          this.#publish(ready);
        });
      }
    } catch (error) {
      prepared?.replacement.discard();
      throw unwritable(this.#folder, error);
    }
  }

  /** The same at once, for the last moment of a window's life. */
  flushNow(): void {
    if (this.#acts.known && lagsBehind(this.#acts.known)) {
      this.#lock.holdNow(() => {
        const known = this.#acts.sync();
        const prepared = known && prepare(known);
        if (prepared) {
          this.#publish(prepared);
        }
      }, CLOSING_PATIENCE_MS);
    }
  }

  history(since?: string): readonly JournalRecord[] {
    return historyOf(this.#acts.disk()?.journal, since);
  }

  /** The same, where others may go on meanwhile if the store is quiet. */
  async historyInSlices(since?: string): Promise<readonly JournalRecord[]> {
    return this.#quiet ? this.#quiet.history(since) : this.history(since);
  }

  /**
   * Everything that ever happened, part by part, without keeping what was looked at.
   * @param take whether a part can be used by itself
   * @returns false where only all of it at once can tell; some parts may have been taken by then
   */
  async historyInParts(take: (records: readonly JournalRecord[]) => boolean): Promise<boolean> {
    return this.#quiet ? this.#quiet.historyInParts(take) : take(this.history());
  }

  /** Whether making the text of the context takes longer than a window may stand still. */
  get isLarge(): boolean {
    return this.#acts.known !== undefined && isLarge(this.#acts.known);
  }

  /** What to tell a thread that is to do something about these files. */
  get task(): FilesTask | undefined {
    const slug = this.#acts.known?.disk.slug;
    return slug === undefined ? undefined : { root: this.#folder.root, slug };
  }

  /**
   * Whether the context file lags behind the journal, and is to be written. An edit that is or will be taken
   * over is in the file already, and whoever made it may still have it open: it is written with the next act.
   */
  get lags(): boolean {
    const { known, holdsEdit } = this.#acts;
    return known !== undefined && lagsBehind(known) && !holdsEdit && !hasUnwritten(known);
  }

  /** Taking the lock makes folders; what will be refused anyway must not leave any behind. */
  #refuseEarly(decide: Decide): void {
    if (!fs.existsSync(this.#folder.orchestratorFolder)) {
      decide(undefined);
    }
  }

  /** Where a large orchestration stands, without reading it; undefined where only reading it can tell. */
  glance(): Overview | undefined {
    const disk = this.#acts.disk();
    return disk && new SummaryFile(disk).read()?.overview;
  }

  #publish(prepared: Prepared): void {
    if (this.#acts.known) {
      this.#acts.known = publish(this.#acts.known, prepared);
    } else {
      prepared.replacement.discard();
    }
  }

  #adopt(known: Known | undefined): void {
    const problem = known?.state.problem;
    const context = known && contextToShow(known);
    this.#state = {
      context: context ?? (problem ? this.#state.context : undefined),
      problem,
      unwritten: known !== undefined && hasUnwritten(known),
    };
  }

  /** Tells the listeners, outside the lock: they may take their time, and their faults are theirs. */
  #told(context: Context): Context {
    const stamp = stampOf(this.#acts.known);
    const isNew = stamp !== this.#stamp;
    this.#stamp = stamp;
    this.#looked = true;
    this.#state = { context };
    if (isNew) {
      this.#listeners.tell();
    }
    return context;
  }

  #note(error: unknown): void {
    const problem = error instanceof AtlasError ? error : unreachable(this.#folder, error);
    if (problem.message !== this.#stamp) {
      this.#stamp = problem.message;
      this.#state = { context: this.#state.context, problem };
      this.#listeners.tell();
    }
  }
}
