import * as vscode from 'vscode';
import { systemClock } from '../../node/systemClock';
import { AtlasNode, keyOf, type AtlasItem } from '../host/atlasNode';
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

/** What a tree shows: its roots in one orchestration, and what hangs below and above each. */
export interface TreeShape {
  readonly roots: (orchestration: Orchestration) => readonly AtlasItem[];
  readonly children: (
    item: AtlasItem,
    orchestration: Orchestration,
  ) => readonly AtlasItem[] | Promise<readonly AtlasItem[]>;
  /** Undefined for a root. */
  readonly parent: (item: AtlasItem, orchestration: Orchestration) => AtlasItem | undefined;
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
  /** How many rows people asked to see of a list, where that is more than a page. */
  readonly #shown = new WeakMap<Orchestration, Map<string, number>>();
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

  async getChildren(node?: AtlasNode): Promise<AtlasNode[]> {
    if (!node) {
      this.#running = [];
      return this.#top();
    }
    const { orchestration, item } = node;
    const all =
      item.kind === 'folder'
        ? this.#shape.roots(orchestration)
        : await this.#shape.children(item, orchestration);
    const nodes = this.#page(node, all).map((child) => new AtlasNode(orchestration, child));
    this.#running.push(...nodes.filter(isRunning));
    return nodes;
  }

  getParent({ orchestration, item }: AtlasNode): AtlasNode | undefined {
    const parent = item.kind === 'folder' ? undefined : this.#shape.parent(item, orchestration);
    if (parent) {
      return new AtlasNode(orchestration, parent);
    }
    const several = this.#orchestrations.present.length > 1 && item.kind !== 'folder';
    return several ? new AtlasNode(orchestration, { kind: 'folder' }) : undefined;
  }

  /** Shows as much of every list around a row as is needed to see it. */
  async uncover(node: AtlasNode): Promise<void> {
    const parent = this.getParent(node);
    const { orchestration, item } = node;
    const siblings =
      parent && parent.item.kind !== 'folder'
        ? await this.#shape.children(parent.item, orchestration)
        : this.#shape.roots(orchestration);
    const at = siblings.findIndex((each) => keyOf(each) === keyOf(item));
    const list = parent ? keyOf(parent.item) : '';
    if (at >= this.#lengthOf(orchestration, list)) {
      this.#lengthen(orchestration, list, Math.ceil((at + 1) / PAGE) * PAGE);
    }
    if (parent) {
      await this.uncover(parent);
    }
  }

  /** How it is shown has changed. */
  redraw(): void {
    this.#refresh();
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
  async #top(): Promise<AtlasNode[]> {
    const [first, ...more] = this.#orchestrations.present;
    if (!first) {
      return [];
    }
    const folders = [first, ...more].map((one) => new AtlasNode(one, { kind: 'folder' }));
    const [only] = folders;
    return more.length > 0 || !only ? folders : this.getChildren(only);
  }

  #page({ orchestration, item }: AtlasNode, all: readonly AtlasItem[]): readonly AtlasItem[] {
    const of = keyOf(item);
    const shown = this.#lengthOf(orchestration, of);
    if (all.length <= shown) {
      return all;
    }
    const show = (): void => {
      this.#lengthen(orchestration, of, shown + PAGE);
    };
    return [...all.slice(0, shown), { kind: 'more', of, hidden: all.length - shown, show }];
  }

  #lengthOf(orchestration: Orchestration, list: string): number {
    return this.#shown.get(orchestration)?.get(list) ?? PAGE;
  }

  #lengthen(orchestration: Orchestration, list: string, length: number): void {
    const lengths = this.#shown.get(orchestration) ?? new Map<string, number>();
    this.#shown.set(orchestration, lengths.set(list, length));
    this.#refresh();
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
