import * as vscode from 'vscode';
import type { AtlasExtension } from '../../../src/extension/extension';

type Trees = AtlasExtension['trees'];
type View = 'objectives' | 'agents' | 'decisions';
type Tree = Trees[View];
type Node = Parameters<Tree['getTreeItem']>[0];

const NAMES: readonly View[] = ['objectives', 'agents', 'decisions'];

/** The rows below a row, as VS Code asks for them. */
export async function drawn(tree: Tree, node?: Node): Promise<vscode.TreeItem[]> {
  const children = (await tree.getChildren(node)) ?? [];
  return Promise.all(children.map((child) => tree.getTreeItem(child)));
}

/** What VS Code asks of the views, and when. */
export class Drawings {
  readonly #roots = new Map<View, number>(NAMES.map((view) => [view, 0]));
  /** When each was told to draw itself again, in ms. */
  readonly #refreshes = new Map<View, number[]>(NAMES.map((view) => [view, []]));
  readonly #forget: (() => void)[];
  mostRows = 0;

  constructor(trees: Trees) {
    this.#forget = NAMES.map((view) => this.#watch(view, trees[view]));
  }

  get areAllDrawn(): boolean {
    return NAMES.every((view) => this.#count(view) > 0);
  }

  /** The shortest time between two drawings of a view, in ms. */
  get shortestPause(): number {
    const pauses = [...this.#refreshes.values()].flatMap((times) =>
      times.slice(1).map((time, at) => time - (times[at] ?? 0)),
    );
    return Math.min(...pauses);
  }

  /** Does something, and waits until a view was asked for its roots because of it. */
  async after(view: View, act: () => Promise<unknown>): Promise<void> {
    const drawnBefore = this.#count(view);
    await act();
    const deadline = Date.now() + 60_000;
    while (this.#count(view) === drawnBefore) {
      if (Date.now() > deadline) throw new Error(`${view} was not drawn again`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Opens the dashboard and waits until it got what it shows. */
  async dashboard(): Promise<void> {
    const window = vscode.window as { createWebviewPanel: unknown };
    const create = vscode.window.createWebviewPanel;
    const sent = new Promise<void>((resolve) => {
      window.createWebviewPanel = (...args: Parameters<typeof create>) => {
        const panel = create(...args);
        const { webview } = panel;
        const post = webview.postMessage.bind(webview);
        webview.postMessage = async (message: unknown) => {
          const isSent = await post(message);
          resolve();
          return isSent;
        };
        return panel;
      };
    });
    try {
      await vscode.commands.executeCommand('atlas.openDashboard');
      await sent;
    } finally {
      window.createWebviewPanel = create;
    }
  }

  dispose(): void {
    this.#forget.forEach((forget) => {
      forget();
    });
  }

  #count(view: View): number {
    return this.#roots.get(view) ?? 0;
  }

  #watch(view: View, tree: Tree): () => void {
    const getChildren = tree.getChildren.bind(tree);
    tree.getChildren = async (node) => {
      if (node === undefined) this.#roots.set(view, this.#count(view) + 1);
      const children = (await getChildren(node)) ?? [];
      const rows = children.filter(({ item }) => item.kind !== 'more');
      this.mostRows = Math.max(this.mostRows, rows.length);
      return children;
    };
    const listening = tree.onDidChangeTreeData?.((rows) => {
      if (rows === undefined) this.#refreshes.get(view)?.push(performance.now());
    });
    return () => {
      listening?.dispose();
      tree.getChildren = getChildren;
    };
  }
}
