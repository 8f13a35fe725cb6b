import type { Context } from '../core/model/context';
import type { Decide, Plan } from '../core/ports';
import { writeDocument, type Undo } from './documents';
import { bringUpToDate, contextToShow, isUntouched, readKnown, type Known } from './knownFiles';
import { ignoreLocalFolder } from './localFolder';
import { restoreDocuments } from './mergedDocuments';
import { OrchestrationFiles } from './orchestrationFiles';
import { slugOf, type OrchestrationFolder } from './orchestrationFolder';
import { isLarge, summarize } from './publishing';
import { addQuickly } from './quickAddition';
import { recordEvents, type RecordOptions } from './recordEvents';
import { isOfFileSystem, unreachable } from './storeFaults';
import { systemClock } from './systemClock';

/** How the journal names who changed the files without Atlas. */
const OUTSIDE = 'outside';

export interface ActOptions {
  /** How the journal names who acts, where the act itself does not say. */
  readonly actor: string;
  /** As of the store. */
  readonly publish: 'atOnce' | 'later';
}

/** What a store knows of its files, and how it acts on them. It takes no lock and tells nobody. */
export class StoreActs {
  /** Which of several orchestrations of the folder is meant, by name or file-name part. */
  project: string | undefined;
  /** What the files said when they were last read, brought up to date with every change of ours. */
  known: Known | undefined;
  /** The context file holds an edit that the journal has taken over. */
  holdsEdit = false;
  readonly #folder: OrchestrationFolder;
  readonly #actor: string;
  readonly #publishes: ActOptions['publish'];

  constructor(folder: OrchestrationFolder, project: string | undefined, options: ActOptions) {
    this.#folder = folder;
    this.project = project;
    this.#actor = options.actor;
    this.#publishes = options.publish;
  }

  /** Brings what is known up to date with the files. @throws AtlasError contextUnreachable */
  sync(): Known | undefined {
    try {
      return this.#upToDate();
    } catch (error) {
      throw isOfFileSystem(error) ? unreachable(this.#folder, error) : error;
    }
  }

  #upToDate(): Known | undefined {
    const disk = this.disk();
    if (!disk) {
      this.known = undefined;
    } else if (this.known?.disk.slug !== disk.slug) {
      this.known = readKnown(disk);
    } else {
      this.known = bringUpToDate(this.known);
    }
    return this.known;
  }

  /** The files of the orchestration that is meant; undefined where there is none. */
  disk(): OrchestrationFiles | undefined {
    const slug = this.#folder.choose(this.project);
    return slug === undefined ? undefined : new OrchestrationFiles(this.#folder, slug);
  }

  /**
   * Decides on the files as they are and records what was decided. Under the lock.
   * @throws AtlasError what is wrong with the files, and what the act is refused with
   */
  apply(decide: Decide): Context {
    const disk = this.#publishes === 'atOnce' && !this.known ? this.disk() : undefined;
    return (disk && addQuickly(disk, decide, this.#actor)) ?? this.#applyToWhole(decide);
  }

  /** Whether the next act will first take over so much that a thread should do it. */
  isUnsettled(decide: Decide): boolean {
    const known = this.sync();
    if (!known || known.state.problem || !isLarge(known)) {
      return false;
    }
    const shown = contextToShow(known);
    const { marked, keepAside } = known.state;
    return marked || keepAside || (isUntouched(known) && !doesNothing(decide, shown));
  }

  /** Takes into the journal what the files say beyond it. @throws AtlasError what is wrong with the files */
  settle(): void {
    const known = this.#withoutMarks();
    if (known && hasNews(known)) {
      this.#absorb(known);
    }
  }

  #withoutMarks(): Known | undefined {
    const known = this.sync();
    if (known?.state.problem) {
      throw known.state.problem;
    }
    if (known?.state.marked) {
      known.disk.clearMarks();
      this.known = undefined;
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
    const before = this.known?.state.context;
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
      this.known = { ...known, state: { ...state, keepAside: false } };
      return;
    }
    // Before it is recorded: whoever is killed in between leaves it to the next one to do both.
    restoreDocuments(this.#folder, contextToShow(known), state.news);
    // Written to the context file with the act that follows, or by the next flush.
    const plan = { at: systemClock.now(), events: state.news };
    this.#record(known, plan, { actor: OUTSIDE, publish: false });
    this.holdsEdit = state.news.every(({ type }) => type === 'contextEdited');
  }

  #write(plan: Plan): Context {
    ignoreLocalFolder(this.#folder);
    const known = this.known ?? this.#begin(plan);
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
    return readKnown(new OrchestrationFiles(this.#folder, slugOf(this.project ?? first.project)));
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
    this.known = undefined;
    const after = recordEvents(known, plan, { actor, publish });
    this.known = after;
    this.holdsEdit = false;
    if (publish) {
      summarize(after);
    }
    if (!after.state.context) {
      throw new Error('Events without an orchestration');
    }
    return after.state.context;
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
