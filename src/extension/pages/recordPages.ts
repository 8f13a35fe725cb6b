import * as vscode from 'vscode';
import { recordPage } from '../../core/documents/recordPage';
import type { ItemKind } from '../../core/model/ids';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { formatTime } from '../host/time';
import { showMarkdown } from './showMarkdown';

const SCHEME = 'atlas-record';

/** What the journal says of a session, as a rendered page that stays true while it is open. */
export class RecordPages implements vscode.Disposable, vscode.TextDocumentContentProvider {
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
        for (const { uri } of vscode.workspace.textDocuments) {
          if (uri.scheme === SCHEME) {
            this.#changed.fire(uri);
          }
        }
      }),
    );
  }

  /** Items have pages of their own, and agents documents: these are opened instead. */
  async show(
    { workspaceFolder }: Orchestration,
    { kind, id }: { readonly kind: ItemKind | 'session'; readonly id: string },
  ): Promise<void> {
    const folder = workspaceFolder.name;
    if (kind !== 'session') {
      await (kind === 'agent'
        ? vscode.commands.executeCommand(COMMANDS.openAgent, { agent: id, folder })
        : vscode.commands.executeCommand(COMMANDS.openItem, { item: id, folder }));
      return;
    }
    const page = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${id}.md`,
      query: workspaceFolder.uri.toString(),
    });
    this.#changed.fire(page);
    await showMarkdown(page);
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    const orchestration = this.#orchestrations.all.find(
      ({ workspaceFolder }) => workspaceFolder.uri.toString() === page.query,
    );
    await orchestration?.opened;
    const records = (await orchestration?.history()) ?? [];
    const id = page.path.replace(/^\/|\.md$/g, '');
    const text = orchestration?.read((context) =>
      recordPage(context, records, id, { time: formatTime }),
    );
    return text ?? vscode.l10n.t('There is no orchestration here any more.');
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
