import * as vscode from 'vscode';
import { LazyList } from '../../core/lazyList';
import type { TaskNodes } from '../../core/queries/treeNodes';
import { breath } from '../../node/slices';
import { systemClock } from '../../node/systemClock';
import { AtlasNode, keyOf, type AtlasItem } from '../host/atlasNode';
import { Batches } from '../host/batches';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { LevelPause } from './levelPause';
import { earlier, further, ListSpans, PAGE, spanWith, type Span } from './listSpans';
import { SecondDrawing } from './secondDrawing';
import { tooltipOf } from './tooltips';
import { treeItem } from './treeItems';

/** So many rows are handed out without a stop: VS Code asks for all lists that are open at once. */
const ROWS_AT_ONCE = 300;

/** So many rows below the roots are shown before anybody asks for them: all of a drawing is made at once. */
const ROOMY = 500;

/** In their order. Tasks, of which there may be very many, are made into rows when they are looked at. */
type Rows = readonly AtlasItem[] | TaskNodes;

/** What a tree shows: its roots in one orchestration, and what hangs below and above each. */
export interface TreeShape {
  readonly roots: (
    orchestration: Orchestration,
  ) => readonly AtlasItem[] | Promise<readonly AtlasItem[]>;
  /** @param look at them, while the context is as it was when they were found: it is changed in place */
  readonly children: <T>(
    item: AtlasItem,
    orchestration: Orchestration,
    look: (rows: Rows) => T,
  ) => T | Promise<T>;
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
  readonly #spans = new ListSpans();
  #view: vscode.TreeView<AtlasNode> | undefined;
  #handedOut = 0;
  #rest: Promise<void> | undefined;
  /** The rows of running agents that were handed out: they tell how long. */
  #running: AtlasNode[] = [];
  readonly #refreshes: Batches;
  readonly #levels = new LevelPause();
  readonly #second: SecondDrawing;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(orchestrations: Orchestrations, shape: TreeShape) {
    this.#orchestrations = orchestrations;
    this.#shape = shape;
    // VS Code waits for a pause before it draws a tree again, so a steady stream of changes would never be drawn.
    this.#refreshes = new Batches(() => {
      this.#changed.fire(undefined);
    });
    this.#second = new SecondDrawing(() => {
      this.#refreshes.ask();
    });
    this.#owned = vscode.Disposable.from(
      this.#changed,
      this.#refreshes,
      this.#second,
      orchestrations.onDidChange(() => {
        this.#refreshes.ask();
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
      this.#levels.begin();
      this.#second.begin();
      return this.#top();
    }
    return this.#levels.answer(() => this.#below(node));
  }

  getParent({ orchestration, item }: AtlasNode): AtlasNode | undefined {
    const parent = item.kind === 'folder' ? undefined : this.#shape.parent(item, orchestration);
    if (parent) {
      return new AtlasNode(orchestration, parent);
    }
    const several = this.#orchestrations.present.length > 1 && item.kind !== 'folder';
    return several ? new AtlasNode(orchestration, { kind: 'folder' }) : undefined;
  }

  /** The view that draws this tree. */
  drawnBy(view: vscode.TreeView<AtlasNode>): void {
    this.#view = view;
    // It ends with the view.
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        this.#second.shown();
      }
    });
  }

  /** Shows as much of every list around a row as is needed to see it. */
  async uncover(node: AtlasNode): Promise<void> {
    const parent = this.getParent(node);
    const { orchestration, item } = node;
    const look = (rows: Rows) => ({ at: placeIn(rows, item), length: rows.length });
    const { at, length } = await (parent && parent.item.kind !== 'folder'
      ? this.#shape.children(parent.item, orchestration, look)
      : look(await this.#shape.roots(orchestration)));
    const list = parent ? keyOf(parent.item) : '';
    const { from, to } = this.#spans.of(orchestration, list, length);
    if (at >= 0 && (at < from || at >= to)) {
      this.#spans.set(orchestration, list, spanWith(at));
      this.#refreshes.ask();
    }
    if (parent) {
      await this.uncover(parent);
    }
  }

  /** How it is shown has changed. */
  redraw(): void {
    this.#refreshes.ask();
  }

  /** Time went on: rows that tell how long are drawn again, and nothing else. */
  tick(): void {
    if (this.#running.length > 0) {
      this.#changed.fire([...this.#running]);
    }
  }

  dispose(): void {
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
    return more.length > 0 || !only ? folders : this.#below(only);
  }

  async #below(node: AtlasNode): Promise<AtlasNode[]> {
    await this.#turn();
    const { orchestration, item } = node;
    const page = (all: Rows): readonly AtlasItem[] => this.#page(node, all);
    const rows =
      item.kind === 'folder'
        ? page(await this.#shape.roots(orchestration))
        : await this.#shape.children(item, orchestration, page);
    this.#handedOut += rows.length;
    const hasRoom = roomOf(rows);
    const nodes = rows.map((row) => new AtlasNode(orchestration, row, hasRoom(row)));
    this.#running.push(...nodes.filter(isRunning));
    return nodes;
  }

  /** Lets others go first when many rows were handed out. */
  async #turn(): Promise<void> {
    while (this.#handedOut >= ROWS_AT_ONCE) {
      this.#rest ??= breath().then(() => {
        this.#handedOut = 0;
        this.#rest = undefined;
      });
      await this.#rest;
    }
  }

  #page({ orchestration, item }: AtlasNode, all: Rows): readonly AtlasItem[] {
    const of = keyOf(item);
    const span = this.#spans.of(orchestration, of, all.length);
    const { from, to } = span;
    const after = { kind: 'more', of, where: 'after', hidden: all.length - to } as const;
    const before = { kind: 'more', of, where: 'before', hidden: from } as const;
    // Where rows go, the one at which to read on is looked for.
    const show = (next: Span, row: AtlasItem | undefined) => (): void => {
      this.#spans.set(orchestration, of, next);
      this.#refreshes.ask();
      if (row && (next.from > from || next.to < to)) {
        const node = new AtlasNode(orchestration, row);
        void this.#view?.reveal(node, { select: false, focus: true });
      }
    };
    return [
      ...(from > 0 ? [{ ...before, show: show(earlier(span), all.at(from - 1)) }] : []),
      ...all.slice(from, to),
      ...(to < all.length ? [{ ...after, show: show(further(span), all.at(to)) }] : []),
    ];
  }
}

/** Where a row stands among those that there are, shown or not; -1 where it does not. */
function placeIn(rows: Rows, item: AtlasItem): number {
  const key = keyOf(item);
  return rows instanceof LazyList
    ? rows.sources.findIndex(({ id }) => id === key)
    : rows.findIndex((each) => keyOf(each) === key);
}

function isRunning({ item }: AtlasNode): boolean {
  return item.kind === 'agent' && item.state === 'running';
}

/** Which of these rows show at once what is below them: the first ones. */
function roomOf(rows: readonly AtlasItem[]): (row: AtlasItem) => boolean {
  let left = ROOMY;
  const roomy = new Set<AtlasItem>();
  for (const row of rows) {
    const below = row.kind === 'objective' ? Math.min(row.total, PAGE) : 0;
    if (below <= left) {
      left -= below;
      roomy.add(row);
    }
  }
  return (row) => roomy.has(row);
}
