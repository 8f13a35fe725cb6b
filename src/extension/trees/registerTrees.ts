import * as vscode from 'vscode';
import { readInSlices } from '../../node/readInSlices';
import { COMMANDS, VIEWS } from '../contributions';
import type { AtlasItem, AtlasNode } from '../host/atlasNode';
import type { AttentionWatch } from '../host/attentionWatch';
import { waitingSentence } from '../host/attentionWords';
import type { Faults } from '../host/faults';
import type { InsightMemory } from '../host/insightMemory';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import type { Services } from '../host/services';
import { decisionsShape } from './decisionsShape';
import { HandOrder } from './handOrder';
import { filterWords, ObjectivesArrangement } from './objectivesArrangement';
import { AGENTS_SHAPE, objectivesRow, objectivesShape } from './objectivesShape';
import { OrchestrationTree, type TreeShape } from './orchestrationTree';
import { revealItem } from './revealItem';
import { TaskDragAndDrop } from './taskDragAndDrop';
import { WelcomeBack } from './welcomeBack';

/** How often rows that tell how long an agent runs are drawn again, in ms. */
const TICK_EVERY_MS = 30_000;

export interface Trees extends vscode.Disposable {
  readonly objectives: vscode.TreeDataProvider<AtlasNode>;
  readonly agents: vscode.TreeDataProvider<AtlasNode>;
  readonly decisions: vscode.TreeDataProvider<AtlasNode>;
  readonly dragAndDrop: vscode.TreeDragAndDropController<AtlasNode>;
  /** How much waits for a person, as the icon of the views says it. */
  readonly badge: vscode.ViewBadge | undefined;
  /** What stands above the rows of the view "Objectives". */
  readonly message: string | undefined;
  /** Shows the row of an item; false where a filter leaves it out. */
  readonly reveal: (orchestration: Orchestration, id: string) => Promise<boolean>;
  /** The briefing was read: it need not be offered any more. */
  readonly briefed: (orchestration: Orchestration) => void;
}

/** The views "Objectives" (objective -> tasks -> agents), "Agents", and "Decisions & Insights". */
export function registerTrees(
  services: Services,
  watch: AttentionWatch,
  { memory, insights }: { readonly memory: vscode.Memento; readonly insights: InsightMemory },
): Trees {
  const { commands, orchestrations, faults } = services;
  const arrangement = new ObjectivesArrangement(commands, memory);
  const welcome = new WelcomeBack(memory);
  const shape = objectivesShape(
    () => arrangement.now,
    (orchestration) => welcome.offer(orchestration),
  );
  const order = new HandOrder(services, arrangement);
  const row = (orchestration: Orchestration, id: string): Promise<AtlasItem | undefined> =>
    readInSlices(orchestration, (context) => objectivesRow(context, id, arrangement.now));
  const dragAndDropController = new TaskDragAndDrop(faults, order);
  const objectives = show(VIEWS.objectives, orchestrations, shape, {
    dragAndDropController,
    canSelectMany: true,
  });
  const agents = show(VIEWS.agents, orchestrations, AGENTS_SHAPE);
  const decisions = show(VIEWS.decisions, orchestrations, decisionsShape(insights));
  const say = (): void => {
    objectives.view.message =
      problemWords(orchestrations, faults) ?? filterWords(arrangement.now) ?? '';
  };
  const count = (): void => {
    const { all } = watch;
    agents.view.badge =
      all.length > 0 ? { value: all.length, tooltip: waitingSentence(all) } : undefined;
  };
  say();
  count();
  const owned = vscode.Disposable.from(
    arrangement,
    ...[objectives, agents, decisions],
    arrangement.onDidChange(() => {
      say();
      objectives.tree.redraw();
    }),
    orchestrations.onDidChange(say),
    watch.onDidChange(count),
    tickWhileVisible(objectives.tree, objectives.view),
    tickWhileVisible(agents.tree, agents.view),
    watchPatterns(decisions.tree),
    order.register(objectives.view),
    commands.register(COMMANDS.showMore, {
      ask(at) {
        if (at?.item.kind === 'more') {
          at.item.show();
        }
        return Promise.resolve(undefined);
      },
      given: () => Promise.resolve(undefined),
    }),
  );
  return {
    objectives: objectives.tree,
    agents: agents.tree,
    decisions: decisions.tree,
    dragAndDrop: dragAndDropController,
    get badge() {
      return agents.view.badge;
    },
    get message() {
      return objectives.view.message;
    },
    reveal: (orchestration, id) =>
      revealItem(
        { objectives: { ...objectives, row }, agents, decisions, memory: insights },
        orchestration,
        id,
      ),
    briefed: (orchestration) => {
      welcome.done(orchestration);
      objectives.tree.redraw();
    },
    dispose: () => {
      owned.dispose();
    },
  };
}

function show(
  id: string,
  orchestrations: Orchestrations,
  shape: TreeShape,
  options: Partial<vscode.TreeViewOptions<AtlasNode>> = {},
): { tree: OrchestrationTree; view: vscode.TreeView<AtlasNode>; dispose: () => void } {
  const tree = new OrchestrationTree(orchestrations, shape);
  const view = vscode.window.createTreeView(id, {
    treeDataProvider: tree,
    showCollapseAll: id !== VIEWS.agents,
    ...options,
  });
  tree.drawnBy(view);
  return {
    tree,
    view,
    dispose: () => {
      view.dispose();
      tree.dispose();
    },
  };
}

/** Pages of the knowledge base are files that anybody may write. */
function watchPatterns(tree: OrchestrationTree): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/.atlas/knowledge/*.md');
  const redraw = (): void => tree.redraw();
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(redraw),
    watcher.onDidChange(redraw),
    watcher.onDidDelete(redraw),
  );
}

function tickWhileVisible(
  tree: OrchestrationTree,
  view: vscode.TreeView<AtlasNode>,
): vscode.Disposable {
  const timer = setInterval(() => {
    if (view.visible) {
      tree.tick();
    }
  }, TICK_EVERY_MS);
  return {
    dispose: () => {
      clearInterval(timer);
    },
  };
}

/** While a file cannot be read, the last good state stays on screen with one sentence above it. */
function problemWords(orchestrations: Orchestrations, faults: Faults): string | undefined {
  const [problem] = orchestrations.present.flatMap(({ state }) =>
    state.problem && state.context ? [state.problem] : [],
  );
  if (!problem) {
    return undefined;
  }
  return breakable(faults.describe(problem).message);
}

/** VS Code cuts a view's message off at the width of its longest word: long paths get places to break. */
function breakable(words: string): string {
  return words.replace(/[/_]/g, '$&\u200b');
}
