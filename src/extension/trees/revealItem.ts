import type * as vscode from 'vscode';
import { indexOf } from '../../core/model/contextIndex';
import { kindOf } from '../../core/model/ids';
import { agentNodeOf } from '../host/agentPrompts';
import { AtlasNode, type AtlasItem } from '../host/atlasNode';
import type { InsightMemory } from '../host/insightMemory';
import type { Orchestration } from '../host/orchestration';
import type { OrchestrationTree } from './orchestrationTree';

export interface ShownTree {
  readonly tree: OrchestrationTree;
  readonly view: vscode.TreeView<AtlasNode>;
}

export interface ShownTrees {
  readonly objectives: ShownTree & {
    /** The row of an objective or a task; undefined where a filter leaves it out. */
    readonly row: (orchestration: Orchestration, id: string) => Promise<AtlasItem | undefined>;
  };
  readonly agents: ShownTree;
  readonly decisions: ShownTree;
  readonly memory: InsightMemory;
}

/**
 * Shows the row of an item and selects it.
 * @param id of an item, or `insight/` and its number
 * @returns false where no row stands for it, because a filter leaves it out
 */
export async function revealItem(
  trees: ShownTrees,
  orchestration: Orchestration,
  id: string,
): Promise<boolean> {
  const found = await rowOf(trees, orchestration, id);
  if (!found) {
    return false;
  }
  const { shown, item } = found;
  const node = new AtlasNode(orchestration, item);
  await shown.tree.uncover(node);
  await shown.view.reveal(node, { select: true, focus: true });
  return true;
}

interface Row {
  readonly shown: ShownTree;
  readonly item: AtlasItem;
}

async function rowOf(
  { objectives, agents, decisions, memory }: ShownTrees,
  orchestration: Orchestration,
  id: string,
): Promise<Row | undefined> {
  const among = (shown: ShownTree, item: AtlasItem | undefined): Row | undefined =>
    item && { shown, item };
  switch (kindOf(id)) {
    case 'objective':
    case 'task':
      return among(objectives, await objectives.row(orchestration, id));
    case 'agent': {
      const agent = orchestration.read((context) => indexOf(context).find('agent', id));
      return among(agents, agent && agentNodeOf(orchestration, agent));
    }
    case 'decision': {
      const decision = orchestration.read((context) => indexOf(context).find('decision', id));
      return among(decisions, decision && { kind: 'decision', decision });
    }
    case undefined: {
      const insights = await memory.latest(orchestration);
      const insight = insights.find(({ number }) => id === `insight/${number}`);
      return among(decisions, insight && { kind: 'insight', insight });
    }
  }
}
