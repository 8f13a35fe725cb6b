import * as vscode from 'vscode';
import { findAnyItem, type AnyItem } from '../../core/model/anyItem';
import type { Context } from '../../core/model/context';
import { decisionsIn } from '../../core/model/decisions';
import { ITEM_KINDS, type ItemKind } from '../../core/model/ids';
import { allTasks, taskState } from '../../core/model/lookup';
import { decisionStatus } from '../../core/queries/itemView';
import { agentNode } from '../../core/queries/objectiveTree';
import type { AtlasNode } from './atlasNode';
import type { Orchestration } from './orchestration';
import { agentStateWords, objectiveStateWords, pickWords, plainStateWords } from './words';

export interface ItemQuestion {
  readonly title: string;
  readonly kinds?: readonly ItemKind[];
}

interface FoundItem extends vscode.QuickPickItem {
  readonly found: AnyItem;
}

/** The item clicked at, as it is now, or the one chosen among those of some kinds. */
export async function askItem(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
  { title, kinds = ITEM_KINDS }: ItemQuestion,
): Promise<AnyItem | undefined> {
  const clicked = at && idOf(at);
  if (clicked !== undefined) {
    return orchestration.read((context) => findAnyItem(context, clicked));
  }
  const chosen = await vscode.window.showQuickPick(foundItems(orchestration, kinds), {
    title,
    placeHolder: vscode.l10n.t('Type a part of its words or its id'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.found;
}

/** The id of what a row stands for; undefined where that has none. */
export function idOf({ item }: AtlasNode): string | undefined {
  switch (item.kind) {
    case 'objective':
      return item.objective?.id;
    case 'task':
      return item.task.id;
    case 'agent':
      return item.agent.id;
    case 'decision':
    case 'option':
    case 'answer':
      return item.decision.id;
    default:
      return undefined;
  }
}

/** Every item of some kinds, as an entry of a quick pick. */
export function foundItems(
  orchestration: Orchestration,
  kinds: readonly ItemKind[] = ITEM_KINDS,
): FoundItem[] {
  return orchestration.read((context) => kinds.flatMap((kind) => OF_KIND[kind](context))) ?? [];
}

const OF_KIND: Record<ItemKind, (context: Context) => FoundItem[]> = {
  objective: (context) =>
    (context.objectives ?? []).map((item) => ({
      label: `$(target) ${pickWords(item.description)}`,
      description: `${item.id} · ${objectiveStateWords(item.status)}`,
      found: { kind: 'objective', item },
    })),
  task: (context) =>
    allTasks(context).map((item) => ({
      label: `$(circle-large-outline) ${pickWords(item.description)}`,
      description: `${item.id} · ${plainStateWords(taskState(context, item))}`,
      found: { kind: 'task', item },
    })),
  agent: (context) =>
    (context.spawned_agents ?? []).map((item) => ({
      label: `$(rocket) ${pickWords(item.mission)}`,
      description: pickWords(
        `${item.id} ${item.type} · ${agentStateWords(agentNode(context, item))}`,
      ),
      found: { kind: 'agent', item },
    })),
  decision: (context) =>
    decisionsIn(context).map((item) => ({
      label: `$(question) ${pickWords(item.question)}`,
      description: `${item.id} · ${decisionStatus(item) === 'made' ? vscode.l10n.t('decided') : vscode.l10n.t('pending')}`,
      found: { kind: 'decision', item },
    })),
};
