import * as vscode from 'vscode';
import { agentState, isAtWork } from '../../core/model/agentStates';
import type { Context } from '../../core/model/context';
import type { Snapshot } from '../../protocol/dashboard';
import { DASHBOARD_TAB, VIEWS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import type { Services } from '../host/services';
import { dashboardData } from './dashboardData';
import { dashboardHtml, pageRoot } from './dashboardHtml';
import type { Measuring } from './measuring';
import { PageLink, type PageHost } from './pageLink';
import { pageActs, type OpenItem } from './pageActs';
import { pageWords } from './pageWords';

/** While agents run, time alone changes what is drawn; so often it is drawn again, in ms. */
const LOOK_EVERY_MS = 30_000;

/** The dashboard, as a view beside the trees and as a tab of the editor; both are the same page. */
export class Dashboards
  implements vscode.Disposable, vscode.WebviewViewProvider, vscode.WebviewPanelSerializer
{
  readonly #extensionUri: vscode.Uri;
  readonly #services: Services;
  readonly #measuring: Measuring;
  readonly #openItem: OpenItem;
  readonly #links = new Set<PageLink>();
  readonly #owned: vscode.Disposable;
  #tab: vscode.WebviewPanel | undefined;

  constructor(
    extensionUri: vscode.Uri,
    services: Services,
    measuring: Measuring,
    openItem: OpenItem,
  ) {
    this.#extensionUri = extensionUri;
    this.#services = services;
    this.#measuring = measuring;
    this.#openItem = openItem;
    const { orchestrations } = services;
    const timer = setInterval(() => {
      if (this.#links.size > 0 && orchestrations.present.some((one) => one.read(agentsAtWork))) {
        this.#changed();
      }
    }, LOOK_EVERY_MS);
    this.#owned = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(VIEWS.dashboard, this),
      vscode.window.registerWebviewPanelSerializer(DASHBOARD_TAB, this),
      orchestrations.onDidChange(() => {
        this.#changed();
      }),
      {
        dispose: () => {
          clearInterval(timer);
        },
      },
    );
  }

  /** Opens the tab, or brings it to the front. */
  openTab(): void {
    if (this.#tab) {
      this.#tab.reveal();
      return;
    }
    const title = vscode.l10n.t('Atlas Metrics');
    const panel = vscode.window.createWebviewPanel(
      DASHBOARD_TAB,
      title,
      vscode.ViewColumn.Active,
      this.#options,
    );
    this.#fillTab(panel);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    view.webview.options = this.#options;
    const link = this.#link(view.webview, 'view');
    view.onDidChangeVisibility(() => {
      link.visible = view.visible;
    });
    view.onDidDispose(() => {
      this.#unlink(link);
    });
  }

  /** VS Code brings the tab back with the window; what it showed, the page itself remembers. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    panel.webview.options = this.#options;
    this.#fillTab(panel);
    return Promise.resolve();
  }

  /** The tab stays: a window that is reloaded, or opened again, brings it back. */
  dispose(): void {
    this.#links.forEach((link) => {
      this.#unlink(link);
    });
    this.#owned.dispose();
  }

  get #options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [pageRoot(this.#extensionUri)] };
  }

  #fillTab(panel: vscode.WebviewPanel): void {
    this.#tab = panel;
    panel.iconPath = new vscode.ThemeIcon('graph');
    const link = this.#link(panel.webview, 'tab');
    panel.onDidChangeViewState(() => {
      link.visible = panel.visible;
    });
    panel.onDidDispose(() => {
      this.#tab = this.#tab === panel ? undefined : this.#tab;
      this.#unlink(link);
    });
  }

  #link(webview: vscode.Webview, place: Snapshot['place']): PageLink {
    const host: PageHost = {
      snapshot: (folder) => this.#snapshot(folder, place),
      receive: (message, folder) => {
        const orchestration = this.#shown(folder);
        if (orchestration) {
          const { faults } = this.#services;
          const openItem = this.#openItem;
          void pageActs({ orchestration, openItem, measuring: this.#measuring }, message).catch(
            (error: unknown) => {
              faults.show(error);
            },
          );
        }
      },
    };
    const link = new PageLink(webview, host, this.#services.log);
    this.#links.add(link);
    webview.html = dashboardHtml(webview, this.#extensionUri);
    return link;
  }

  #unlink(link: PageLink): void {
    link.dispose();
    this.#links.delete(link);
  }

  #changed(): void {
    this.#links.forEach((link) => {
      link.changed();
    });
  }

  async #snapshot(folder: string | null, place: Snapshot['place']): Promise<Snapshot> {
    await this.#services.orchestrations.opened();
    const orchestration = this.#shown(folder);
    const measured = orchestration && (await this.#measuring.measure(orchestration));
    const content =
      measured && orchestration.read((context, now) => dashboardData(context, measured, now));
    return {
      words: pageWords(),
      language: vscode.env.language,
      place,
      folders: this.#services.orchestrations.present.map((one) => ({
        key: keyOf(one),
        name: one.name,
      })),
      folder: orchestration ? keyOf(orchestration) : null,
      content: content ?? { nothing: nothingWords(orchestration) },
    };
  }

  #shown(folder: string | null): Orchestration | undefined {
    const { present, current } = this.#services.orchestrations;
    return present.find((one) => keyOf(one) === folder) ?? current;
  }
}

function keyOf({ workspaceFolder }: Orchestration): string {
  return workspaceFolder.uri.toString();
}

function nothingWords(orchestration: Orchestration | undefined): string {
  return orchestration?.state.problem
    ? vscode.l10n.t('The orchestration of this folder cannot be read.')
    : vscode.l10n.t('There is no orchestration in this folder.');
}

function agentsAtWork(context: Context): boolean {
  return (context.spawned_agents ?? []).some((agent) => isAtWork(agentState(agent)));
}
