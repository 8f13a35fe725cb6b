import * as path from 'node:path';
import * as vscode from 'vscode';
import type * as z from 'zod';
import { Atlas } from '../../core/atlas';
import { AtlasError } from '../../core/errors';
import type { JournalRecord } from '../../core/journal/record';
import type { Context } from '../../core/model/context';
import { joinSession } from '../../core/model/sessions';
import type { Operation } from '../../core/operation';
import { endSession } from '../../core/operations/endSession';
import type { ImportedContext } from '../../core/operations/importContext';
import { joinOngoingSession } from '../../core/operations/joinOngoingSession';
import { resumeOrchestration } from '../../core/operations/resumeOrchestration';
import { saveContext, type SavedContext } from '../../core/operations/saveContext';
import type { StoreState } from '../../core/ports';
import { ContextStore } from '../../node/contextStore';
import { createOrchestration } from '../../node/createOrchestration';
import type { Finding, Repair } from '../../node/doctor';
import { FolderWatch } from '../../node/folderWatch';
import { olderContextIn } from '../../node/importFiles';
import { isOrchestrationFile, OrchestrationFolder, slugOf } from '../../node/orchestrationFolder';
import { FileSessionLease } from '../../node/sessionLease';
import { breath } from '../../node/slices';
import { systemClock } from '../../node/systemClock';
import { WindowThread } from '../../node/windowThread';
import type { Log } from './log';
import { Publisher } from './publisher';

/** How the journal names a person at work in a window. */
const ACTOR = 'vscode';

/** File events can be missed (network disks, excluded folders): we look ourselves as well, in ms. */
const LOOK_EVERY_MS = 5_000;

/** What `isOrchestrationFile` says, as VS Code wants to be told. */
const WATCHED = '*_{context.json,journal.jsonl}';

/** One workspace folder and the orchestration in it, if there is one. */
export class Orchestration implements vscode.Disposable {
  readonly workspaceFolder: vscode.WorkspaceFolder;
  readonly files: OrchestrationFolder;
  /** When its files were read for the first time; a large one takes a moment. */
  readonly opened: Promise<void>;
  readonly #store: ContextStore;
  readonly #thread: WindowThread;
  readonly #publisher: Publisher;
  readonly #atlas: Atlas;
  readonly #lease: FileSessionLease;
  readonly #log: Log;
  readonly #owned: { dispose(): unknown }[] = [];
  #isOpen = false;
  #disposed = false;

  /** @param opened when the window opened, ISO 8601 in UTC: its session begins then */
  constructor(workspaceFolder: vscode.WorkspaceFolder, opened: string, log: Log) {
    this.workspaceFolder = workspaceFolder;
    this.files = new OrchestrationFolder(workspaceFolder.uri.fsPath);
    this.#log = log;
    // The bundler puts its program beside this one.
    this.#thread = new WindowThread(path.join(__dirname, 'thread.cjs'));
    this.#store = new ContextStore(this.files, this.#chosenProject(), {
      actor: ACTOR,
      publish: 'later',
      quiet: { thread: this.#thread },
    });
    this.#publisher = new Publisher(this.#store, this.#thread, log);
    this.#lease = new FileSessionLease(this.files);
    this.#atlas = new Atlas(this.#store, systemClock, (context, now, operation) =>
      joinSession(context, {
        opened,
        now,
        resuming: operation === 'resumeOrchestration',
        holder: (session) => this.#lease.holder(session),
      }),
    );
    this.opened = this.#store.look().then(() => {
      this.#isOpen = true;
    });
    this.#watch();
  }

  get state(): StoreState {
    return this.#atlas.state;
  }

  /** Whether nothing can be told of it yet, because it is read for the first time. */
  get isOpening(): boolean {
    return !this.#isOpen && !this.present;
  }

  /** Whether there is something to show: a context, or one that cannot be read. */
  get present(): boolean {
    return this.state.context !== undefined || this.state.problem !== undefined;
  }

  /** The project's name, or the folder's where there is none yet. */
  get name(): string {
    return this.state.context?.project_name ?? this.workspaceFolder.name;
  }

  /** Which of several orchestrations of the folder this one is; undefined for the only one. */
  get project(): string | undefined {
    return this.#chosenProject();
  }

  /** The context file, once there is one. */
  get contextFile(): string | undefined {
    return this.#store.file;
  }

  onDidChange(listener: () => void): { dispose(): unknown } {
    return this.#atlas.onDidChange(listener);
  }

  /** Looks at the files again, because somebody may have written them. */
  look(): Promise<void> {
    return this.#store.look();
  }

  read<R>(query: (context: Context, now: string) => R): R | undefined {
    return this.#atlas.read(query);
  }

  history(since?: string): Promise<readonly JournalRecord[]> {
    return this.#store.historyInSlices(since);
  }

  /** See `ContextStore.historyInParts`. */
  historyInParts(take: (records: readonly JournalRecord[]) => boolean): Promise<boolean> {
    return this.#store.historyInParts(take);
  }

  /**
   * Runs an operation; the first one begins this window's session.
   * @throws AtlasError untrusted, and what the operation and the store throw
   */
  async run<S extends z.ZodType, R>(operation: Operation<S, R>, input: z.input<S>): Promise<R> {
    this.#requireTrust();
    const result = await this.#atlas.run(operation, input);
    this.#holdSession();
    await this.#publisher.afterAct();
    // A program may ask for many in a row.
    await breath();
    return result;
  }

  /**
   * Records what was found out, and what no person did: it begins no session.
   * @throws AtlasError untrusted, and what the operation and the store throw
   */
  async runQuietly<S extends z.ZodType, R>(
    operation: Operation<S, R>,
    input: z.input<S>,
  ): Promise<R> {
    this.#requireTrust();
    const result = await new Atlas(this.#store, systemClock).run(operation, input);
    await this.#publisher.afterAct();
    return result;
  }

  /**
   * Begins an orchestration in this folder.
   * @throws AtlasError untrusted, alreadyExists, projectNameUnusable, contextUnwritable
   */
  async create(project: string): Promise<Context> {
    this.#requireTrust();
    const context = await createOrchestration(this.files, project, { actor: ACTOR });
    if (this.files.projects().length > 1) {
      await this.chooseProject(slugOf(project));
    }
    await this.#store.look();
    this.#holdSession();
    return context;
  }

  /** A context of the older layout that lies here, for this orchestration or for one to be. */
  get olderContext(): string | undefined {
    return olderContextIn(this.files);
  }

  /**
   * Takes over a context of the older layout, or of another orchestration.
   * @param file a context file or a folder that holds one, from the workspace folder on
   * @throws AtlasError untrusted, importNotFound, importUnreadable, contextNewer, and those of the store
   */
  async importFrom(file: string): Promise<ImportedContext> {
    this.#requireTrust();
    if (this.state.context) {
      await this.run(joinOngoingSession, {});
    }
    const { root } = this.files;
    const project = this.#chosenProject();
    const result = await this.#thread.importFrom({ root, project, file, actor: ACTOR });
    await this.#store.look();
    await this.#publisher.afterAct();
    if (result.created) {
      // A session begins with a new orchestration, whichever way it was begun.
      await this.run(resumeOrchestration, {});
    }
    return result;
  }

  /** Marks this moment as saved; the context file says everything when this returns. */
  async save(): Promise<SavedContext> {
    const saved = await this.run(saveContext, {});
    await this.#publisher.atOnce();
    return saved;
  }

  /** What the files are like. */
  async examine(): Promise<Finding[]> {
    const slug = this.files.choose(this.#chosenProject());
    return slug === undefined ? [] : this.#thread.examine({ root: this.files.root, slug });
  }

  /**
   * Mends what is damaged, keeping the damaged files.
   * @throws AtlasError untrusted, noOrchestration, and what cannot be mended
   */
  async repair(): Promise<Repair> {
    this.#requireTrust();
    const slug = this.files.choose(this.#chosenProject());
    if (slug === undefined) {
      throw new AtlasError('noOrchestration', { folder: this.files.root });
    }
    const repaired = await this.#thread.repair({ root: this.files.root, slug });
    await this.#store.look();
    return repaired;
  }

  /** Settles which of several orchestrations of the folder is meant, in the folder's settings. */
  async chooseProject(slug: string): Promise<void> {
    this.#requireTrust();
    await vscode.workspace
      .getConfiguration('atlas', this.workspaceFolder)
      .update('project', slug, vscode.ConfigurationTarget.WorkspaceFolder);
    await this.#store.choose(slug);
  }

  /** The settings changed. */
  configure(): void {
    void this.#store.choose(this.#chosenProject());
  }

  /**
   * Ends this window's session. Synchronous: a closing window waits for nothing, and no VS Code
   * function works any more.
   */
  dispose(): void {
    this.#disposed = true;
    for (const owned of this.#owned) {
      owned.dispose();
    }
    this.#publisher.dispose();
    this.#endSession();
    if (vscode.workspace.isTrusted) {
      this.#publisher.now();
    }
  }

  #endSession(): void {
    const session = this.state.context?.atlas?.session;
    if (!session || session.ended || this.#lease.holder(session.id) !== 'ours') {
      return;
    }
    try {
      // Without the preface of other acts: ending a session must not begin one.
      new Atlas(this.#store, systemClock).runNow(endSession, {});
      this.#lease.release();
    } catch (error) {
      // The next start finds the session open, its window gone, and ends it there.
      this.#log.warn(`The session could not be ended: ${String(error)}`);
    }
  }

  /** What others changed without Atlas becomes part of the history as soon as it is seen. */
  async #takeOver(): Promise<void> {
    if (this.state.unwritten && vscode.workspace.isTrusted) {
      try {
        await this.#store.absorb();
      } catch (error) {
        // The next look, or the next act, tries again.
        this.#log.warn(`An edit could not be taken over: ${String(error)}`);
      }
    }
  }

  #requireTrust(): void {
    if (!vscode.workspace.isTrusted) {
      throw new AtlasError('untrusted');
    }
  }

  #holdSession(): void {
    const session = this.state.context?.atlas?.session;
    if (!session || session.ended || this.#lease.holder(session.id) !== 'gone') {
      return;
    }
    try {
      this.#lease.take(session.id);
    } catch (error) {
      // The act itself is done. Without a lease the session's end is found at the next start.
      this.#log.warn(`The session's lease could not be written: ${String(error)}`);
    }
  }

  #chosenProject(): string | undefined {
    const project = vscode.workspace
      .getConfiguration('atlas', this.workspaceFolder)
      .get<string>('project');
    return project === '' ? undefined : project;
  }

  #watch(): void {
    const { root, orchestratorFolder } = this.files;
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(orchestratorFolder), WATCHED),
    );
    const look = async (): Promise<void> => {
      await this.#store.look();
      if (this.#disposed) {
        return;
      }
      await this.#takeOver();
      if (this.#store.lags && vscode.workspace.isTrusted) {
        this.#publisher.soon();
      }
    };
    // VS Code's hears nothing from inside of a folder that was moved into place: measured on Linux, and only there.
    const own =
      process.platform === 'linux'
        ? new FolderWatch(root, path.relative(root, orchestratorFolder), {
            isMeant: isOrchestrationFile,
            tell: () => void look(),
          })
        : undefined;
    const timer = setInterval(() => {
      own?.check();
      void look();
    }, LOOK_EVERY_MS);
    this.#owned.push(
      ...(own ? [own] : []),
      watcher,
      // A file that replaces another is told as created, not as changed.
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete(look),
      {
        dispose: () => {
          clearInterval(timer);
        },
      },
    );
  }
}
