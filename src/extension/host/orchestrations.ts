import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import type { Log } from './log';
import { Orchestration } from './orchestration';

/** Every folder of the workspace with its orchestration; each folder that has `.atlas` is its own. */
export class Orchestrations implements vscode.Disposable {
  readonly #opened = new Date().toISOString();
  readonly #byFolder = new Map<string, Orchestration>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #owned: vscode.Disposable[];
  readonly #log: Log;
  readonly onDidChange = this.#changed.event;

  constructor(log: Log) {
    this.#log = log;
    this.#syncFolders();
    this.#owned = [
      this.#changed,
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#syncFolders();
        this.#changed.fire();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        for (const orchestration of this.all) {
          if (change.affectsConfiguration('atlas.project', orchestration.workspaceFolder)) {
            orchestration.configure();
          }
        }
      }),
    ];
  }

  /** One for each open folder on disk, in the workspace's order. */
  get all(): Orchestration[] {
    return [...this.#byFolder.values()].sort(
      (a, b) => a.workspaceFolder.index - b.workspaceFolder.index,
    );
  }

  /** When all of them have been read for the first time. */
  async opened(): Promise<void> {
    await Promise.all(this.all.map((orchestration) => orchestration.opened));
  }

  /** Looks at the files of all of them again. */
  async look(): Promise<void> {
    await Promise.all(this.all.map((orchestration) => orchestration.look()));
  }

  /** Those that have something to show. */
  get present(): Orchestration[] {
    return this.all.filter((orchestration) => orchestration.present);
  }

  /** The one a person is looking at: the active editor's, else the first. */
  get current(): Orchestration | undefined {
    const document = vscode.window.activeTextEditor?.document.uri;
    const folder = document && vscode.workspace.getWorkspaceFolder(document);
    return this.present.find((one) => one.workspaceFolder === folder) ?? this.present[0];
  }

  /**
   * The one a program means.
   * @param folder the name, path or URI of an open folder; may be left out where only one is possible
   * @throws AtlasError noFolder, severalFolders, folderNotFound
   */
  find(folder: unknown): Orchestration {
    if (folder === undefined) {
      return this.#only();
    }
    const wanted = folder instanceof vscode.Uri ? folder.fsPath : folder;
    const found = this.all.find(
      ({ workspaceFolder, files }) => workspaceFolder.name === wanted || files.root === wanted,
    );
    if (!found) {
      const named = typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
      throw new AtlasError('folderNotFound', { folder: named, folders: this.#names() });
    }
    return found;
  }

  dispose(): void {
    for (const owned of [...this.#owned, ...this.all]) {
      owned.dispose();
    }
  }

  #only(): Orchestration {
    const [first, ...more] = this.present.length > 0 ? this.present : this.all;
    if (!first) {
      throw new AtlasError('noFolder');
    }
    if (more.length > 0) {
      throw new AtlasError('severalFolders', { folders: this.#names() });
    }
    return first;
  }

  #names(): string {
    return this.all.map(({ workspaceFolder }) => workspaceFolder.name).join(', ');
  }

  #syncFolders(): void {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(
      ({ uri }) => uri.scheme === 'file',
    );
    const open = new Set(folders.map(({ uri }) => uri.toString()));
    for (const [key, orchestration] of this.#byFolder) {
      if (!open.has(key)) {
        orchestration.dispose();
        this.#byFolder.delete(key);
      }
    }
    for (const folder of folders) {
      const key = folder.uri.toString();
      if (!this.#byFolder.has(key)) {
        const orchestration = new Orchestration(folder, this.#opened, this.#log);
        orchestration.onDidChange(() => {
          this.#changed.fire();
        });
        this.#byFolder.set(key, orchestration);
        // Also where nothing was found: until then nobody says so.
        void orchestration.opened.then(() => {
          this.#changed.fire();
        });
      }
    }
  }
}
