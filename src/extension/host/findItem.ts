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
import { pickOne, type Choices } from './pickAmong';
import { agentStateWords, objectiveStateWords, pickWords, plainStateWords } from './words';

export interface ItemQuestion {
  readonly title: string;
  readonly kinds?: readonly ItemKind[];
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
  return pickOne(itemChoices(orchestration, kinds), {
    title,
    placeHolder: vscode.l10n.t('Type a part of its words or its id'),
  });
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

/** Every item of some kinds, to choose from. */
export function itemChoices(
  orchestration: Orchestration,
  kinds: readonly ItemKind[] = ITEM_KINDS,
): Choices<AnyItem> {
  const all = orchestration.read((context) => kinds.flatMap((kind) => OF_KIND[kind](context)));
  return {
    all: all ?? [],
    words: ({ kind, item }) => {
      switch (kind) {
        case 'objective':
        case 'task':
          return `${item.id} ${item.description}`;
        case 'agent':
          return `${item.id} ${item.type} ${item.mission}`;
        case 'decision':
          return `${item.id} ${item.question}`;
      }
    },
    entry: (found) =>
      orchestration.read((context) => entryOf(context, found)) ?? { label: found.item.id },
  };
}

const OF_KIND: Record<ItemKind, (context: Context) => AnyItem[]> = {
  objective: (context) =>
    (context.objectives ?? []).map((item) => ({ kind: 'objective' as const, item })),
  task: (context) => allTasks(context).map((item) => ({ kind: 'task' as const, item })),
  agent: (context) =>
    (context.spawned_agents ?? []).map((item) => ({ kind: 'agent' as const, item })),
  decision: (context) => decisionsIn(context).map((item) => ({ kind: 'decision' as const, item })),
};

function entryOf(context: Context, { kind, item }: AnyItem): vscode.QuickPickItem {
  switch (kind) {
    case 'objective':
      return {
        label: `$(target) ${pickWords(item.description)}`,
        description: `${item.id} · ${objectiveStateWords(item.status)}`,
      };
    case 'task':
      return {
        label: `$(circle-large-outline) ${pickWords(item.description)}`,
        description: `${item.id} · ${plainStateWords(taskState(context, item))}`,
      };
    case 'agent': {
      const words = agentStateWords(agentNode(context, item));
      return {
        label: `$(rocket) ${pickWords(item.mission)}`,
        description: pickWords(`${item.id} ${item.type} · ${words}`),
      };
    }
    case 'decision': {
      const isMade = decisionStatus(item) === 'made';
      const words = isMade ? vscode.l10n.t('decided') : vscode.l10n.t('pending');
      return {
        label: `$(question) ${pickWords(item.question)}`,
        description: `${item.id} · ${words}`,
      };
    }
  }
}
