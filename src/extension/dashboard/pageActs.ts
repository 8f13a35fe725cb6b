import * as vscode from 'vscode';
import type { AdvisoryAction } from '../../core/metrics/advisories/advisory';
import { indexOf } from '../../core/model/contextIndex';
import { objectiveTree, taskNodeOf } from '../../core/queries/objectiveTree';
import type { ItemRef, ToHost } from '../../protocol/dashboard';
import { COMMANDS } from '../contributions';
import { agentNodeOf } from '../host/agentPrompts';
import { AtlasNode, type AtlasItem } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import type { Measuring } from './measuring';

/** Opens the page of an item, or of a session. */
export type OpenItem = (orchestration: Orchestration, id: string) => Promise<void>;

interface Shown {
  readonly orchestration: Orchestration;
  readonly openItem: OpenItem;
  readonly measuring: Measuring;
}

/** Does what somebody pressed in the page: through the commands, as if they had clicked in a tree. */
export async function pageActs(
  { orchestration, openItem, measuring }: Shown,
  message: Exclude<ToHost, { type: 'ready' | 'choose' }>,
): Promise<void> {
  switch (message.type) {
    case 'open':
      await openRef(orchestration, message.item, openItem);
      break;
    case 'decide':
      await press(orchestration, COMMANDS.decide, decisionOf(orchestration, message.id));
      break;
    case 'act': {
      const measured = await measuring.measure(orchestration);
      const advisory = measured?.advisories.find(({ kind }) => kind === message.advisory);
      if (advisory) {
        await press(
          orchestration,
          COMMANDS[advisory.action.act],
          itemOf(orchestration, advisory.action),
        );
      }
      break;
    }
    case 'export':
      await press(orchestration, COMMANDS.exportMetrics, undefined);
      break;
  }
}

/** An agent has documents of its own. */
async function openRef(
  orchestration: Orchestration,
  { kind, id }: ItemRef,
  openItem: OpenItem,
): Promise<void> {
  if (kind === 'agent') {
    const agent = orchestration.read((context) => indexOf(context).find('agent', id));
    const node = agent && agentNodeOf(orchestration, agent);
    await press(orchestration, COMMANDS.openAgent, node);
  } else {
    await openItem(orchestration, id);
  }
}

async function press(
  orchestration: Orchestration,
  command: string,
  item: AtlasItem | undefined,
): Promise<void> {
  await vscode.commands.executeCommand(
    command,
    new AtlasNode(orchestration, item ?? { kind: 'folder' }),
  );
}

function itemOf(
  orchestration: Orchestration,
  { act, item: id }: AdvisoryAction,
): AtlasItem | undefined {
  if (id === null) {
    return undefined;
  }
  return orchestration.read((context): AtlasItem | undefined => {
    const index = indexOf(context);
    switch (act) {
      case 'verifyReport': {
        const agent = index.find('agent', id);
        return agent && agentNodeOf(orchestration, agent);
      }
      case 'spawnAgent': {
        const task = index.find('task', id);
        return task && taskNodeOf(context, task);
      }
      case 'addTask':
        return objectiveTree(context).find((node) => node.objective?.id === id);
      case 'saveContext':
        return undefined;
    }
  });
}

function decisionOf(orchestration: Orchestration, id: string): AtlasItem | undefined {
  const decision = orchestration.read((context) => indexOf(context).find('decision', id));
  return decision && { kind: 'decision', decision };
}
