import * as vscode from 'vscode';
import { itemPage } from '../../core/documents/itemPage';
import { linkItems } from '../../core/documents/linkItems';
import { sessionPage } from '../../core/documents/sessionPage';
import { tellingStatus } from '../../core/documents/statusPage';
import { AtlasError } from '../../core/errors';
import { findAnyItem } from '../../core/model/anyItem';
import { indexOf } from '../../core/model/contextIndex';
import { kindOf } from '../../core/model/ids';
import { sessionStart } from '../../core/model/sessions';
import { briefingText, readBriefing } from '../../node/comeBack';
import { readInSlices } from '../../node/readInSlices';
import type { Briefing } from '../../core/queries/briefing';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { formatTime } from '../host/time';
import { showMarkdown } from './showMarkdown';

const SCHEME = 'atlas';

const STATUS = 'Status.md';
const BRIEFING = 'Briefing.md';

/**
 * The pages that people read, each a Markdown document that VS Code renders: the status, the briefing, and
 * one for every item and every session. All live side by side under one scheme, because links from page to page are relative:
 * VS Code's preview follows no command links. They stay true while they are open, but for the briefing,
 * which tells of one moment.
 */
export class Pages implements vscode.Disposable, vscode.TextDocumentContentProvider {
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
      orchestrations.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments) {
          if (uri.scheme === SCHEME && nameOf(uri) !== BRIEFING) {
            this.#changed.fire(uri);
          }
        }
      }),
    );
  }

  async showStatus(orchestration: Orchestration): Promise<void> {
    await this.#show(pageOf(orchestration, STATUS));
  }

  /** In the very words of `atlas resume`. */
  async showBriefing(orchestration: Orchestration, told: Briefing): Promise<void> {
    const page = pageOf(orchestration, BRIEFING);
    this.#told.set(page.toString(), briefingText(told));
    await this.#show(page);
  }

  /** @param id of an item, or the name of a session */
  async showItem(orchestration: Orchestration, id: string): Promise<void> {
    await this.#show(pageOf(orchestration, `${id}.md`));
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    const orchestration = this.#orchestrations.all.find(
      ({ workspaceFolder }) => workspaceFolder.uri.toString() === page.query,
    );
    await orchestration?.opened;
    const text = orchestration && (await this.#textOf(orchestration, page));
    return !orchestration || text === undefined
      ? vscode.l10n.t('There is no orchestration here any more.')
      : linkItems(text, (id) => `${id}.md` !== nameOf(page) && isItem(orchestration, id));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #show(page: vscode.Uri): Promise<void> {
    this.#changed.fire(page);
    await showMarkdown(page);
  }

  async #textOf(orchestration: Orchestration, page: vscode.Uri): Promise<string | undefined> {
    const name = nameOf(page);
    switch (name) {
      case STATUS:
        return readInSlices(orchestration, (context) =>
          tellingStatus(context, { time: formatTime }),
        );
      case BRIEFING:
        return this.#told.get(page.toString()) ?? (await briefingOf(orchestration));
      default: {
        const id = name.replace(/\.md$/, '');
        return sessionStart(id) === undefined
          ? itemText(orchestration, id)
          : sessionPage(await orchestration.history(), id, { time: formatTime });
      }
    }
  }
}

/** A page that VS Code brings back with its window is written anew, without beginning a session. */
async function briefingOf(orchestration: Orchestration): Promise<string | undefined> {
  const asksGit = vscode.workspace.isTrusted;
  return orchestration.state.context
    ? briefingText(await readBriefing(orchestration, orchestration.files, { asksGit }))
    : undefined;
}

function itemText(orchestration: Orchestration, id: string): string | undefined {
  try {
    return orchestration.read((context) => itemPage(context, id, { time: formatTime }));
  } catch (error) {
    if (error instanceof AtlasError) {
      return vscode.l10n.t('{0} is not there any more.', id);
    }
    throw error;
  }
}

function isItem(orchestration: Orchestration, id: string): boolean {
  const kind = kindOf(id);
  return orchestration.read((context) => kind && indexOf(context).find(kind, id)) !== undefined;
}

/** An item as a person may paste it elsewhere. @throws AtlasError itemNotFound and its like */
export function itemMarkdown(orchestration: Orchestration, id: string): string {
  const text = orchestration.read((context) =>
    itemPage(context, findAnyItem(context, id).item.id, { time: formatTime }),
  );
  return text ?? '';
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function pageOf({ workspaceFolder }: Orchestration, name: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${workspaceFolder.name}/${name}`,
    query: workspaceFolder.uri.toString(),
  });
}
