import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../core/errors';
import type { JournalRecord } from '../core/journal/record';
import type { Context } from '../core/model/context';
import type { Overview } from '../core/queries/overview';
import type { Decide, Disposable, Plan, Store, StoreState } from '../core/ports';
import { writeDocument, type Undo } from './documents';
import { FileLock } from './fileLock';
import {
  bringUpToDate,
  contextToShow,
  hasUnwritten,
  isUntouched,
  readKnown,
  stampOf,
  type Known,
} from './knownFiles';
import { OrchestrationFiles } from './orchestrationFiles';
import { slugOf, type OrchestrationFolder } from './orchestrationFolder';
import { isLarge, lagsBehind, prepare, publish, summarize, type Prepared } from './publishing';
import { addQuickly } from './quickAddition';
import { QuietLook, type QuietOptions } from './quietLook';
import { recordEvents, type RecordOptions } from './recordEvents';
import { SummaryFile } from './summaryFile';
import { Listeners } from './listeners';
import { historyOf } from './journalHistory';
import { ignoreLocalFolder } from './localFolder';
import { restoreDocuments } from './mergedDocuments';
import { unreachable, unwritable } from './storeFaults';
import { systemClock } from './systemClock';
import type { FilesTask } from './threadTasks';

/** How long the last write of a closing window may wait for another writer, in ms. */
const CLOSING_PATIENCE_MS = 1_000;

/** How the journal names who changed the files without Atlas. */
const OUTSIDE = 'outside';

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
  readonly #actor: string;
  readonly #publishes: 'atOnce' | 'later';
  readonly #quiet: QuietLook | undefined;
  readonly #listeners = new Listeners();
  #project: string | undefined;
  #state: StoreState = {};
  /** What the files said when they were last read, brought up to date with every change of ours. */
  #known: Known | undefined;
  #looked = false;
  /** The context file holds an edit that the journal has taken over. */
  #holdsEdit = false;
  /** What the listeners were last told of. */
  #stamp = '';

  /** @param project which of several orchestrations of the folder, by name or file-name part */
  constructor(folder: OrchestrationFolder, project?: string, options: StoreOptions = {}) {
    this.#folder = folder;
    this.#project = project;
    this.#actor = options.actor ?? 'atlas';
    this.#publishes = options.publish ?? 'atOnce';
    this.#lock = new FileLock(path.join(folder.localFolder, 'writer.lock'));
    const place = {
      get: () => this.#known,
      set: (known: Known) => {
        this.#known = known;
      },
    };
    this.#quiet =
      options.quiet && new QuietLook(place, () => this.#disk(), this.#lock, options.quiet);
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
    const slug = this.#folder.choose(this.#project);
    return slug === undefined ? undefined : this.#folder.contextFile(slug);
  }

  onDidChange(listener: () => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** Chooses another orchestration of the folder. */
  choose(project: string | undefined): Promise<void> {
    this.#project = project;
    this.#known = undefined;
    return this.look();
  }

  /**
   * Looks at the files again, because somebody may have written them. Tells its listeners when there is
   * something new; what cannot be read becomes the state's problem, beside the last good context.
   */
  refresh(): void {
    this.#looked = true;
    try {
      this.#folder.mustHave(this.#project);
      const known = this.#sync();
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
          () => this.#apply(decide),
          () => this.#isUnsettled(decide),
        )
      : this.#lock.hold(() => this.#apply(decide));
  }

  commitNow(decide: Decide): Context {
    try {
      this.#refuseEarly(decide);
      return this.#told(this.#lock.holdNow(() => this.#apply(decide), CLOSING_PATIENCE_MS));
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
      prepared = this.#known && prepare(this.#known);
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
    if (this.#known && lagsBehind(this.#known)) {
      this.#lock.holdNow(() => {
        const known = this.#sync();
        const prepared = known && prepare(known);
        if (prepared) {
          this.#publish(prepared);
        }
      }, CLOSING_PATIENCE_MS);
    }
  }

  history(since?: string): readonly JournalRecord[] {
    return historyOf(this.#disk()?.journal, since);
  }

  /** The same, where others may go on meanwhile if the store is quiet. */
  async historyInSlices(since?: string): Promise<readonly JournalRecord[]> {
    return this.#quiet ? this.#quiet.history(since) : this.history(since);
  }

  /** Whether making the text of the context takes longer than a window may stand still. */
  get isLarge(): boolean {
    return this.#known !== undefined && isLarge(this.#known);
  }

  /** What to tell a thread that is to do something about these files. */
  get task(): FilesTask | undefined {
    const slug = this.#known?.disk.slug;
    return slug === undefined ? undefined : { root: this.#folder.root, slug };
  }

  /**
   * Whether the context file lags behind the journal, and is to be written. An edit that was taken over
   * is in the file already, and whoever made it may still have it open: it is written with the next act.
   */
  get lags(): boolean {
    return this.#known !== undefined && lagsBehind(this.#known) && !this.#holdsEdit;
  }

  /** Taking the lock makes folders; what will be refused anyway must not leave any behind. */
  #refuseEarly(decide: Decide): void {
    if (!fs.existsSync(this.#folder.orchestratorFolder)) {
      decide(undefined);
    }
  }

  #sync(): Known | undefined {
    const disk = this.#disk();
    if (!disk) {
      this.#known = undefined;
    } else if (this.#known?.disk.slug !== disk.slug) {
      this.#known = readKnown(disk);
    } else {
      this.#known = bringUpToDate(this.#known);
    }
    return this.#known;
  }

  #disk(): OrchestrationFiles | undefined {
    const slug = this.#folder.choose(this.#project);
    return slug === undefined ? undefined : new OrchestrationFiles(this.#folder, slug);
  }

  #apply(decide: Decide): Context {
    const disk = this.#publishes === 'atOnce' && !this.#known ? this.#disk() : undefined;
    return (disk && addQuickly(disk, decide, this.#actor)) ?? this.#applyToWhole(decide);
  }

  /** Whether the next act will first take over so much that a thread should do it. */
  #isUnsettled(decide: Decide): boolean {
    const known = this.#sync();
    if (!known || known.state.problem || !isLarge(known)) {
      return false;
    }
    const shown = contextToShow(known);
    const { marked, keepAside } = known.state;
    return marked || keepAside || (isUntouched(known) && !doesNothing(decide, shown));
  }

  /**
   * Takes into the journal what the files say beyond it, whatever left it there: an edit, another
   * program, or git.
   * @throws AtlasError what is wrong with the files, contextUnwritable
   */
  async settle(): Promise<void> {
    try {
      await this.#lock.hold(() => {
        const known = this.#withoutMarks();
        if (known && hasNews(known)) {
          this.#absorb(known);
        }
      });
    } catch (error) {
      throw unwritable(this.#folder, error);
    }
  }

  #withoutMarks(): Known | undefined {
    const known = this.#sync();
    if (known?.state.problem) {
      throw known.state.problem;
    }
    if (known?.state.marked) {
      known.disk.clearMarks();
      this.#known = undefined;
      return this.#withoutMarks();
    }
    return known;
  }

  #applyToWhole(decide: Decide): Context {
    const known = this.#withoutMarks();
    if (known && hasNews(known)) {
      const shown = contextToShow(known);
      // What is refused, or does nothing, adopts nothing either.
      if (shown && isUntouched(known) && doesNothing(decide, shown)) {
        return shown;
      }
      this.#absorb(known);
    }
    const before = this.#known?.state.context;
    const plan = decide(before);
    if (before && plan.events.length === 0) {
      return before;
    }
    return this.#write(plan);
  }

  /** Makes known to the journal what the files say beyond it. */
  #absorb(known: Known): void {
    const { disk, state } = known;
    if (isUntouched(known) || state.keepAside) {
      disk.keepAside(disk.contextFile, state.keepAside ? 'conflict' : 'before-journal');
    }
    if (state.news.length === 0) {
      this.#known = { ...known, state: { ...state, keepAside: false } };
      return;
    }
    // Before it is recorded: whoever is killed in between leaves it to the next one to do both.
    restoreDocuments(this.#folder, contextToShow(known), state.news);
    // Written to the context file with the act that follows, or by the next flush.
    const plan = { at: systemClock.now(), events: state.news };
    this.#record(known, plan, { actor: OUTSIDE, publish: false });
    this.#holdsEdit = state.news.every(({ type }) => type === 'contextEdited');
  }

  #write(plan: Plan): Context {
    ignoreLocalFolder(this.#folder);
    const known = this.#known ?? this.#begin(plan);
    const undo: Undo[] = [];
    try {
      for (const document of plan.documents ?? []) {
        undo.push(writeDocument(this.#folder.document(document.path), document));
      }
      return this.#record(known, plan);
    } catch (error) {
      undo.reverse().forEach((takeBack) => {
        takeBack();
      });
      throw error;
    }
  }

  /** The files of an orchestration that is about to be. */
  #begin({ events: [first] }: Plan): Known {
    if (first?.type !== 'orchestrationCreated') {
      throw new Error('An orchestration begins with its creation');
    }
    return readKnown(new OrchestrationFiles(this.#folder, slugOf(this.#project ?? first.project)));
  }

  #record(
    known: Known,
    plan: Plan,
    { actor, publish }: RecordOptions = {
      actor: plan.actor ?? this.#actor,
      publish: this.#publishes === 'atOnce',
    },
  ): Context {
    // It is changed in place, and good again only when all of this was done.
    this.#known = undefined;
    const after = recordEvents(known, plan, { actor, publish });
    this.#known = after;
    this.#holdsEdit = false;
    if (publish) {
      summarize(after);
    }
    if (!after.state.context) {
      throw new Error('Events without an orchestration');
    }
    return after.state.context;
  }

  /** Where a large orchestration stands, without reading it; undefined where only reading it can tell. */
  glance(): Overview | undefined {
    const disk = this.#disk();
    return disk && new SummaryFile(disk).read()?.overview;
  }

  #publish(prepared: Prepared): void {
    if (this.#known) {
      this.#known = publish(this.#known, prepared);
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
    const stamp = stampOf(this.#known);
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

/** Whether the files say something that the journal does not say. */
function hasNews({ state }: Known): boolean {
  return state.news.length > 0 || state.keepAside;
}

/** @throws what the act is refused with */
function doesNothing(decide: Decide, shown: Context | undefined): boolean {
  return decide(shown).events.length === 0;
}
