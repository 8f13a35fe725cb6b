import * as fs from 'node:fs';
import * as path from 'node:path';
import { Atlas } from '../core/atlas';
import { AtlasError } from '../core/errors';
import type { Context } from '../core/model/context';
import { joinSession } from '../core/model/sessions';
import { ContextStore } from '../node/contextStore';
import { findRoot, OrchestrationFolder } from '../node/orchestrationFolder';
import { FileSessionLease } from '../node/sessionLease';
import { systemClock } from '../node/systemClock';

/** The options every verb has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly project?: string;
  readonly cwd?: string;
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
    if (this.folder.projects().length === 0) {
      throw new AtlasError('noOrchestration', { folder: this.folder.root });
    }
    this.folder.mustHave(this.#project);
    const store = new ContextStore(this.folder, this.#project);
    store.refresh();
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

  /** The context, for verbs that only look. @throws AtlasError noOrchestration, or why it cannot be read */
  look(): Context {
    const { context, problem } = this.open().state;
    if (problem) {
      throw problem;
    }
    if (!context) {
      throw new AtlasError('noOrchestration', { folder: this.folder.root });
    }
    return context;
  }
}
