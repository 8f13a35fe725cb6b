import * as vscode from 'vscode';

const SCHEME = 'atlas-mission';

/** VS Code's own rendering of Markdown, as an editor. */
const PREVIEW = 'vscode.markdown.preview.editor';

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
    const page = vscode.Uri.from({ scheme: SCHEME, path: `/Mission of ${agent}.md` });
    this.#documents.set(page.path, document);
    this.#changed.fire(page);
    await showBeside(page);
    return {
      dispose: () => {
        void close(page);
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

/**
 * Rendered, and without taking the focus, which belongs to the question: the command that people use for
 * previews would take it, a moment after it has returned.
 */
async function showBeside(page: vscode.Uri): Promise<void> {
  const nothingOpen = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
  const options = {
    // Beside nothing, half of the window would be empty.
    viewColumn: nothingOpen ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: true,
  };
  try {
    await vscode.commands.executeCommand('vscode.openWith', page, PREVIEW, options);
  } catch {
    // The built-in extension is disabled: there is no such editor.
    await vscode.window.showTextDocument(page, options);
  }
}

async function close(page: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ input }) => isOf(input, page)));
}

function isOf(input: unknown, page: vscode.Uri): boolean {
  const shows = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return shows && input.uri.toString() === page.toString();
}
