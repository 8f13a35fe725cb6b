import * as vscode from 'vscode';
import { agentList, objectiveTree } from '../../core/queries/objectiveTree';
import { COMMANDS, VIEWS } from '../contributions';
import type { AtlasItem, AtlasNode } from '../host/atlasNode';
import type { AttentionWatch } from '../host/attentionWatch';
import { waitingSentence } from '../host/attentionWords';
import type { Faults } from '../host/faults';
import type { Orchestrations } from '../host/orchestrations';
import type { Services } from '../host/services';
import { OrchestrationTree } from './orchestrationTree';

/** How often rows that tell how long an agent runs are drawn again, in ms. */
const TICK_EVERY_MS = 30_000;

export interface Trees extends vscode.Disposable {
  readonly objectives: vscode.TreeDataProvider<AtlasNode>;
  readonly agents: vscode.TreeDataProvider<AtlasNode>;
  /** How much waits for a person, as the icon of the views says it. */
  readonly badge: vscode.ViewBadge | undefined;
}

/** The views "Objectives" (objective -> tasks -> agents) and "Agents". */
export function registerTrees(
  { commands, orchestrations, faults }: Services,
  watch: AttentionWatch,
): Trees {
  const objectives = new OrchestrationTree(orchestrations, {
    roots: objectiveTree,
    children: childrenOf,
  });
  const agents = new OrchestrationTree(orchestrations, { roots: agentList, children: () => [] });
  const objectivesView = vscode.window.createTreeView(VIEWS.objectives, {
    treeDataProvider: objectives,
    showCollapseAll: true,
  });
  const agentsView = vscode.window.createTreeView(VIEWS.agents, { treeDataProvider: agents });
  const sayProblems = (): void => {
    objectivesView.message = problemWords(orchestrations, faults) ?? '';
  };
  const count = (): void => {
    const { all } = watch;
    agentsView.badge =
      all.length > 0 ? { value: all.length, tooltip: waitingSentence(all) } : undefined;
  };
  sayProblems();
  count();
  const owned = vscode.Disposable.from(
    objectives,
    agents,
    objectivesView,
    agentsView,
    orchestrations.onDidChange(sayProblems),
    watch.onDidChange(count),
    tickWhileVisible(objectives, objectivesView),
    tickWhileVisible(agents, agentsView),
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
    objectives,
    agents,
    get badge() {
      return agentsView.badge;
    },
    dispose: () => {
      owned.dispose();
    },
  };
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

function childrenOf(item: AtlasItem): readonly AtlasItem[] {
  switch (item.kind) {
    case 'objective':
      return item.tasks;
    case 'task':
      return item.agents;
    default:
      return [];
  }
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
