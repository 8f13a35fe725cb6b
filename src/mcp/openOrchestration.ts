import * as fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type * as z from 'zod';
import { Atlas } from '../core/atlas';
import { AtlasError } from '../core/errors';
import type { Context } from '../core/model/context';
import type { Operation } from '../core/operation';
import type { ContextStore } from '../node/contextStore';
import { existingStore, nothingHere } from '../node/existingStore';
import type { McpOptions } from '../node/mcpProgram';
import { findRoot, OrchestrationFolder } from '../node/orchestrationFolder';
import { systemClock } from '../node/systemClock';

/** How the journal names who acts where no agent is named. */
const ACTOR = 'mcp';

/** How often the files are looked at while somebody waits for an answer, in ms. */
const LOOK_EVERY_MS = 500;

/**
 * The orchestration that a server serves. It may not be there yet when the server starts: agents' programs
 * start their servers wherever they are started. So it is opened by the first call that finds it.
 */
export class OpenOrchestration {
  /** Decisions that were asked for here, and whose answer nobody was told yet. */
  readonly unheard = new Set<string>();
  readonly #start: string;
  readonly #project: string | undefined;
  #opened: Opened | undefined;

  /** @throws AtlasError inputInvalid where there is no such folder */
  constructor({ root, project }: McpOptions) {
    if (!fs.statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
      const detail = `root: there is no folder ${root}`;
      throw new AtlasError('inputInvalid', { operation: 'mcp', detail });
    }
    this.#start = root;
    this.#project = project;
  }

  get folder(): OrchestrationFolder {
    return this.#open().folder;
  }

  get atlas(): Atlas {
    return this.#open().atlas;
  }

  /** As the files are now. @throws AtlasError noOrchestration, or why it cannot be read */
  look(): Context {
    const { store, folder } = this.#open();
    store.refresh();
    const { context, problem } = store.state;
    if (problem) {
      throw problem;
    }
    if (!context) {
      throw nothingHere(folder);
    }
    return context;
  }

  /** @param agent who acts, if it is an agent */
  act<S extends z.ZodType, R>(
    operation: Operation<S, R>,
    input: z.input<S>,
    agent: string | undefined,
  ): Promise<R> {
    return this.atlas.run(operation, input, { actor: agent });
  }

  /**
   * Looks again and again until something is there, but not for ever: a client gives up waiting, and then
   * nobody hears the answer. Returns undefined when the time is over, or nobody listens any more.
   */
  async waitFor<T>(
    find: (context: Context) => T | undefined,
    { forMs, signal }: { readonly forMs: number; readonly signal: AbortSignal },
  ): Promise<T | undefined> {
    const deadline = performance.now() + forMs;
    for (;;) {
      const found = find(this.look());
      const leftMs = deadline - performance.now();
      if (found !== undefined || leftMs <= 0 || signal.aborted) {
        return found;
      }
      // An abort is no fault: the look after it is the last.
      await pause(Math.min(LOOK_EVERY_MS, leftMs), undefined, { signal }).catch(() => undefined);
    }
  }

  #open(): Opened {
    this.#opened ??= open(this.#start, this.#project);
    return this.#opened;
  }
}

interface Opened {
  readonly folder: OrchestrationFolder;
  readonly store: ContextStore;
  readonly atlas: Atlas;
}

/** Begins no session: the acts of agents belong to the one that is going on. */
function open(start: string, project: string | undefined): Opened {
  const folder = new OrchestrationFolder(findRoot(start) ?? start);
  const store = existingStore(folder, project, ACTOR);
  return { folder, store, atlas: new Atlas(store, systemClock) };
}
