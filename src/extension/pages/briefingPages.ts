import * as vscode from 'vscode';
import type { Briefing } from '../../core/queries/briefing';
import { briefingText, readBriefing } from '../../node/comeBack';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { showMarkdown } from './statusPages';

const SCHEME = 'atlas-briefing';

/**
 * The briefing of somebody who came back, as a rendered page, in the very words of `atlas resume`. It
 * tells of one moment and stays as it is; the status page is the one that changes with the work.
 */
export class BriefingPages implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #orchestrations: Orchestrations;
  readonly #told = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(orchestrations: Orchestrations) {
    this.#orchestrations = orchestrations;
    this.#owned = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  async show(orchestration: Orchestration, told: Briefing): Promise<void> {
    const page = pageOf(orchestration);
    this.#told.set(page.query, briefingText(told));
    this.#changed.fire(page);
    await showMarkdown(page);
  }

  /** A page that VS Code brings back with its window is written anew, without beginning a session. */
  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    const told = this.#told.get(page.query);
    if (told !== undefined) {
      return told;
    }
    const orchestration = this.#orchestrations.all.find(
      ({ workspaceFolder }) => workspaceFolder.uri.toString() === page.query,
    );
    await orchestration?.opened;
    const asksGit = vscode.workspace.isTrusted;
    return orchestration?.state.context
      ? briefingText(await readBriefing(orchestration, orchestration.files, { asksGit }))
      : vscode.l10n.t('There is no orchestration here any more.');
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function pageOf({ workspaceFolder }: Orchestration): vscode.Uri {
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${workspaceFolder.name} briefing.md`,
    query: workspaceFolder.uri.toString(),
  });
}
