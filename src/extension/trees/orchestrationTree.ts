import * as vscode from 'vscode';
import type { Context } from '../../core/model/context';
import { systemClock } from '../../node/systemClock';
import { AtlasNode, type AtlasItem } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { tooltipOf } from './tooltips';
import { treeItem } from './treeItems';

/**
 * The shortest time between two refreshes, in ms. VS Code waits for a pause before it draws a tree
 * again, so a steady stream of changes would never be drawn: we make the pauses.
 */
const REFRESH_EVERY_MS = 300;

/** VS Code makes every row of a list at once, also those nobody scrolls to. */
const PAGE = 200;

/** What a tree shows: its roots in one orchestration, and what hangs below each. */
export interface TreeShape {
  readonly roots: (context: Context) => readonly AtlasItem[];
  readonly children: (item: AtlasItem) => readonly AtlasItem[];
}

/**
 * A tree over the orchestrations of the workspace. It asks its questions again whenever the state
 * changed, and knows nothing of who changed it.
 */
export class OrchestrationTree implements vscode.TreeDataProvider<AtlasNode>, vscode.Disposable {
  readonly #orchestrations: Orchestrations;
  readonly #shape: TreeShape;
  readonly #changed = new vscode.EventEmitter<AtlasNode[] | undefined>();
  readonly #owned: vscode.Disposable;
  /** How many roots people asked to see, where that is more than a page. */
  readonly #shown = new WeakMap<Orchestration, number>();
  /** The rows of running agents that were handed out: they tell how long. */
  #running: AtlasNode[] = [];
  #next: NodeJS.Timeout | undefined;
  #pending = false;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(orchestrations: Orchestrations, shape: TreeShape) {
    this.#orchestrations = orchestrations;
    this.#shape = shape;
    this.#owned = vscode.Disposable.from(
      this.#changed,
      orchestrations.onDidChange(() => {
        this.#refresh();
      }),
    );
  }

  getTreeItem(node: AtlasNode): vscode.TreeItem {
    return treeItem(node, systemClock.now());
  }

  resolveTreeItem(row: vscode.TreeItem, node: AtlasNode): vscode.TreeItem {
    row.tooltip = tooltipOf(node.item, systemClock.now());
    return row;
  }

  getChildren(node?: AtlasNode): AtlasNode[] {
    if (!node) {
      this.#running = [];
      return this.#top();
    }
    const { orchestration, item } = node;
    const items = item.kind === 'folder' ? this.#roots(orchestration) : this.#shape.children(item);
    const nodes = items.map((child) => new AtlasNode(orchestration, child));
    this.#running.push(...nodes.filter(isRunning));
    return nodes;
  }

  /** Time went on: rows that tell how long are drawn again, and nothing else. */
  tick(): void {
    if (this.#running.length > 0) {
      this.#changed.fire([...this.#running]);
    }
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

  #roots(orchestration: Orchestration): AtlasItem[] {
    const all = orchestration.read(this.#shape.roots) ?? [];
    const shown = this.#shown.get(orchestration) ?? PAGE;
    if (all.length <= shown) {
      return [...all];
    }
    const show = (): void => {
      this.#shown.set(orchestration, shown + PAGE);
      this.#refresh();
    };
    return [...all.slice(0, shown), { kind: 'more', hidden: all.length - shown, show }];
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

function isRunning({ item }: AtlasNode): boolean {
  return item.kind === 'agent' && item.state === 'running';
}
