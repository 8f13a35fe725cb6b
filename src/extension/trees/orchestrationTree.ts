import * as vscode from 'vscode';
import type { Context } from '../../core/model/context';
import { AtlasNode, type AtlasItem } from '../host/atlasNode';
import type { Orchestrations } from '../host/orchestrations';
import { tooltipOf } from './tooltips';
import { treeItem } from './treeItems';

/**
 * The shortest time between two refreshes, in ms. VS Code waits for a pause before it draws a tree
 * again, so a steady stream of changes would never be drawn: we make the pauses.
 */
const REFRESH_EVERY_MS = 300;

/**
 * A tree over the orchestrations of the workspace. It asks its questions again whenever the state
 * changed, and knows nothing of who changed it.
 */
export class OrchestrationTree implements vscode.TreeDataProvider<AtlasNode>, vscode.Disposable {
  readonly #orchestrations: Orchestrations;
  readonly #roots: (context: Context) => AtlasItem[];
  readonly #children: (item: AtlasItem) => readonly AtlasItem[];
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #owned: vscode.Disposable;
  #next: NodeJS.Timeout | undefined;
  #pending = false;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    orchestrations: Orchestrations,
    roots: (context: Context) => AtlasItem[],
    children: (item: AtlasItem) => readonly AtlasItem[],
  ) {
    this.#orchestrations = orchestrations;
    this.#roots = roots;
    this.#children = children;
    this.#owned = vscode.Disposable.from(
      this.#changed,
      orchestrations.onDidChange(() => {
        this.#refresh();
      }),
    );
  }

  getTreeItem(node: AtlasNode): vscode.TreeItem {
    return treeItem(node);
  }

  resolveTreeItem(row: vscode.TreeItem, node: AtlasNode): vscode.TreeItem {
    row.tooltip = tooltipOf(node.item);
    return row;
  }

  getChildren(node?: AtlasNode): AtlasNode[] {
    if (!node) {
      return this.#top();
    }
    const { orchestration, item } = node;
    const items =
      item.kind === 'folder' ? (orchestration.read(this.#roots) ?? []) : this.#children(item);
    return items.map((child) => new AtlasNode(orchestration, child));
  }

  dispose(): void {
    clearTimeout(this.#next);
    this.#owned.dispose();
  }

  /** With several orchestrations each has a row of its own; a single one needs none. */
  #top(): AtlasNode[] {
    const [first, ...more] = this.#orchestrations.present;
    if (!first) {
      return [];
    }
    const folders = [first, ...more].map((one) => new AtlasNode(one, { kind: 'folder' }));
    return more.length > 0 ? folders : folders.flatMap((folder) => this.getChildren(folder));
  }

  #refresh(): void {
    if (this.#next) {
      this.#pending = true;
      return;
    }
    this.#changed.fire(undefined);
    this.#next = setTimeout(() => {
      this.#next = undefined;
      if (this.#pending) {
        this.#pending = false;
        this.#refresh();
      }
    }, REFRESH_EVERY_MS);
  }
}
