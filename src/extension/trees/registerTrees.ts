import * as vscode from 'vscode';
import { agentList, objectiveTree } from '../../core/queries/objectiveTree';
import { VIEWS } from '../contributions';
import type { AtlasItem, AtlasNode } from '../host/atlasNode';
import type { Faults } from '../host/faults';
import type { Orchestrations } from '../host/orchestrations';
import { OrchestrationTree } from './orchestrationTree';

export interface Trees extends vscode.Disposable {
  readonly objectives: vscode.TreeDataProvider<AtlasNode>;
  readonly agents: vscode.TreeDataProvider<AtlasNode>;
}

/** The views "Objectives" (objective -> tasks -> agents) and "Agents". */
export function registerTrees(orchestrations: Orchestrations, faults: Faults): Trees {
  const objectives = new OrchestrationTree(orchestrations, objectiveTree, childrenOf);
  const agents = new OrchestrationTree(orchestrations, agentList, () => []);
  const objectivesView = vscode.window.createTreeView(VIEWS.objectives, {
    treeDataProvider: objectives,
    showCollapseAll: true,
  });
  const agentsView = vscode.window.createTreeView(VIEWS.agents, { treeDataProvider: agents });
  const sayProblems = (): void => {
    objectivesView.message = problemWords(orchestrations, faults) ?? '';
  };
  sayProblems();
  const owned = vscode.Disposable.from(
    objectives,
    agents,
    objectivesView,
    agentsView,
    orchestrations.onDidChange(sayProblems),
  );
  return {
    objectives,
    agents,
    dispose: () => {
      owned.dispose();
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
