import * as fs from 'node:fs';
import * as path from 'node:path';
import { Atlas } from '../core/atlas';
import { AtlasError } from '../core/errors';
import type { JournalRecord } from '../core/journal/record';
import type { Context } from '../core/model/context';
import { joinSession } from '../core/model/sessions';
import { saveContext, type SavedContext } from '../core/operations/saveContext';
import type { Overview } from '../core/queries/overview';
import { whateverComes } from '../node/atomicFile';
import { ContextStore } from '../node/contextStore';
import { existingStore, nothingHere } from '../node/existingStore';
import { findRoot, OrchestrationFolder } from '../node/orchestrationFolder';
import { FileSessionLease } from '../node/sessionLease';
import { systemClock } from '../node/systemClock';

/** The options every verb has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly project?: string;
  readonly cwd?: string;
}

/** How the journal names who acts here: the agent in whose terminal this runs, or a person. */
export function actorHere(): string {
  return process.env['ATLAS_AGENT_ID'] || 'cli';
}

/** What verbs that only look can see. */
export interface View {
  readonly context: Context;
  /** As `Atlas.history`. */
  readonly history: (since?: string) => readonly JournalRecord[];
}

/** The folder and the front door of the orchestration that one command is about. */
export class Workplace {
  readonly folder: OrchestrationFolder;
  readonly #project: string | undefined;

  private constructor(root: string, project: string | undefined) {
    this.folder = new OrchestrationFolder(root);
    this.#project = project;
  }

  /** The named folder itself: `--cwd`, else what an agent was given (`ATLAS_ROOT`), else this one. */
  static at({ cwd, project }: CommonOptions): Workplace {
    const given = process.env['ATLAS_ROOT'] || process.cwd();
    const root = path.resolve(cwd ?? given);
    if (!fs.statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
      const from = cwd === undefined ? 'ATLAS_ROOT' : '--cwd';
      throw new AtlasError('inputInvalid', {
        operation: 'atlas',
        detail: `${from}: there is no folder ${root}`,
      });
    }
    return new Workplace(root, project);
  }

  /** The nearest folder with `.atlas`, from the named one upwards. */
  static found(options: CommonOptions): Workplace {
    const here = Workplace.at(options);
    return new Workplace(findRoot(here.folder.root) ?? here.folder.root, options.project);
  }

  /**
   * Only `resume` begins a session here: the acts of agents and scripts belong to the session that is
   * going on.
   * @throws AtlasError noOrchestration, projectNotFound
   */
  open(): Atlas {
    return this.#atlas(this.#store());
  }

  /** The same also where there is no orchestration yet, for a verb that may begin one. */
  openOrBegin(): Atlas {
    this.folder.mustHave(this.#project);
    return this.#atlas(this.#newStore());
  }

  /** Which of several orchestrations of the folder was asked for. */
  get project(): string | undefined {
    return this.#project;
  }

  /** The context, for verbs that only look. @throws AtlasError noOrchestration, or why it cannot be read */
  look(): Context {
    return this.view().context;
  }

  /** Where a large orchestration stands, without reading it; undefined where only `look` can tell, or say why not. */
  glance(): Overview | undefined {
    return whateverComes(() => this.#store().glance());
  }

  /** The context and its history, which is only read when it is asked for. */
  view(): View {
    const atlas = this.open();
    const { context, problem } = atlas.state;
    if (problem) {
      throw problem;
    }
    if (!context) {
      throw nothingHere(this.folder);
    }
    return { context, history: (since) => atlas.history(since) };
  }

  /**
   * The file-name part of the orchestration that is meant, also where its files cannot be read.
   * @throws AtlasError noOrchestration, projectNotFound, severalProjects
   */
  chosen(): string {
    this.folder.mustHave(this.#project);
    const slug = this.folder.choose(this.#project);
    if (slug === undefined) {
      throw nothingHere(this.folder);
    }
    return slug;
  }

  /** Marks this moment as saved, and writes the context file however large it is. */
  async save(): Promise<SavedContext> {
    const store = this.#store();
    const saved = await this.#atlas(store).run(saveContext, {});
    await store.flush();
    return saved;
  }

  #store(): ContextStore {
    return existingStore(this.folder, this.#project, actorHere());
  }

  #newStore(): ContextStore {
    return new ContextStore(this.folder, this.#project, { actor: actorHere() });
  }

  #atlas(store: ContextStore): Atlas {
    const lease = new FileSessionLease(this.folder);
    return new Atlas(store, systemClock, (context, now, operation) =>
      operation === 'resumeOrchestration'
        ? joinSession(context, {
            opened: now,
            now,
            resuming: true,
            holder: (session) => lease.holder(session),
          })
        : [],
    );
  }
}
