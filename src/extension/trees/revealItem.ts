import type * as vscode from 'vscode';
import { indexOf } from '../../core/model/contextIndex';
import { kindOf } from '../../core/model/ids';
import { AtlasNode, type AtlasItem } from '../host/atlasNode';
import type { InsightMemory } from '../host/insightMemory';
import type { Orchestration } from '../host/orchestration';
import { AGENTS_SHAPE } from './objectivesShape';
import type { OrchestrationTree, TreeShape } from './orchestrationTree';

export interface ShownTree {
  readonly tree: OrchestrationTree;
  readonly view: vscode.TreeView<AtlasNode>;
}

export interface ShownTrees {
  readonly objectives: ShownTree & { readonly shape: TreeShape };
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
    case 'task': {
      const rows = objectives.shape.roots(orchestration);
      const all = rows.flatMap((row) => (row.kind === 'objective' ? [row, ...row.tasks] : []));
      return among(
        objectives,
        all.find((row) => isOf(row, id)),
      );
    }
    case 'agent':
      return among(
        agents,
        AGENTS_SHAPE.roots(orchestration).find((row) => isOf(row, id)),
      );
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

function isOf(item: AtlasItem, id: string): boolean {
  switch (item.kind) {
    case 'objective':
      return item.objective?.id === id;
    case 'task':
      return item.task.id === id;
    case 'agent':
      return item.agent.id === id;
    default:
      return false;
  }
}
