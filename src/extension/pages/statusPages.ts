import * as vscode from 'vscode';
import { statusPage } from '../../core/documents/statusPage';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { formatTime } from '../host/time';

const SCHEME = 'atlas-status';

/** The status of an orchestration as a rendered page that stays true while it is open. */
export class StatusPages implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #orchestrations: Orchestrations;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(orchestrations: Orchestrations) {
    this.#orchestrations = orchestrations;
    this.#owned = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      orchestrations.onDidChange(() => {
        for (const orchestration of orchestrations.present) {
          this.#changed.fire(pageOf(orchestration));
        }
      }),
    );
  }

  async show(orchestration: Orchestration): Promise<void> {
    const page = pageOf(orchestration);
    this.#changed.fire(page);
    await showMarkdown(page);
  }

  provideTextDocumentContent(page: vscode.Uri): string {
    const orchestration = this.#orchestrations.all.find(
      ({ workspaceFolder }) => workspaceFolder.uri.toString() === page.query,
    );
    const text = orchestration?.read((context) => statusPage(context, { time: formatTime }));
    return text ?? vscode.l10n.t('There is no orchestration here any more.');
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** Opens a Markdown document rendered, or as text where VS Code's Markdown support is switched off. */
export async function showMarkdown(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch {
    // The built-in extension is disabled: there is no such command.
    await vscode.window.showTextDocument(page, { preview: true });
  }
}

function pageOf(orchestration: Orchestration): vscode.Uri {
  const { workspaceFolder } = orchestration;
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${workspaceFolder.name} status.md`,
    query: workspaceFolder.uri.toString(),
  });
}
