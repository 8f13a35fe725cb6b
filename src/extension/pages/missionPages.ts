import * as vscode from 'vscode';

const SCHEME = 'atlas-mission';

/** Missions as they would be written, rendered beside the question whether they shall be. */
export class MissionPages implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #documents = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#owned = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  /** Shows a document, without its having a file. Dispose of what comes back to close it. */
  async show(agent: string, document: string): Promise<{ dispose(): void }> {
    const name = `Mission of ${agent}.md`;
    const page = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.#documents.set(page.path, document);
    this.#changed.fire(page);
    await showBeside(page);
    return {
      dispose: () => {
        void close(name);
      },
    };
  }

  provideTextDocumentContent(page: vscode.Uri): string {
    return (
      this.#documents.get(page.path) ??
      vscode.l10n.t('This mission was only a draft, and was not kept.')
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** Locked: a preview of the person's own, which follows their editor, is not taken from them. */
async function showBeside(page: vscode.Uri): Promise<void> {
  const nothingOpen = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
  try {
    // Beside nothing, half of the window would be empty.
    await vscode.commands.executeCommand(
      nothingOpen ? 'markdown.showPreview' : 'markdown.showLockedPreviewToSide',
      page,
    );
  } catch {
    // The built-in extension is disabled: there is no such command.
    await vscode.window.showTextDocument(page, {
      preview: true,
      viewColumn: nothingOpen ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside,
    });
  }
}

async function close(name: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ label }) => label.endsWith(name)));
}
