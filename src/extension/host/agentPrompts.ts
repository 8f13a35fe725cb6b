import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import type { Agent } from '../../core/model/context';
import { findAgent } from '../../core/model/lookup';
import { agentList, agentNode } from '../../core/queries/objectiveTree';
import type { AgentNode } from '../../core/queries/treeNodes';
import type { AtlasNode } from './atlasNode';
import type { Orchestration } from './orchestration';
import { pickOne } from './pickAmong';
import { agentStateWords, pickWords } from './words';

/**
 * The agent a program named, as it is now.
 * @throws AtlasError noOrchestration, agentNotFound
 */
export function namedAgent(orchestration: Orchestration, named: unknown): Agent {
  const found = orchestration.read((context) =>
    findAgent(context, typeof named === 'string' ? named : ''),
  );
  if (!found) {
    throw new AtlasError('noOrchestration', { folder: orchestration.files.root });
  }
  return found;
}

export interface AgentQuestion {
  readonly title: string;
  /** The agents that it can be done with. */
  readonly which: (node: AgentNode) => boolean;
  /** Said where there is none. */
  readonly none: string;
}

/** The agent clicked at, as it is now, or the one chosen among those that it can be done with. */
export async function askAgent(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
  { title, which, none }: AgentQuestion,
): Promise<Agent | undefined> {
  if (at?.item.kind === 'agent') {
    return namedAgent(orchestration, at.item.agent.id);
  }
  const candidates = (orchestration.read(agentList) ?? []).filter(which);
  if (candidates.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const chosen = await pickOne(
    {
      all: candidates,
      words: ({ agent }) => `${agent.id} ${agent.type} ${agent.report?.summary ?? agent.mission}`,
      entry: agentItem,
    },
    { title, placeHolder: vscode.l10n.t('Which agent?') },
  );
  return chosen?.agent;
}

function agentItem(node: AgentNode): vscode.QuickPickItem {
  const { agent } = node;
  return {
    label: `${agent.id} ${pickWords(agent.type)}`,
    description: pickWords(agentStateWords(node)),
    detail: pickWords(agent.report?.summary ?? agent.mission),
  };
}

/** The row of an agent, for commands that are called where there is no tree. */
export function agentNodeOf(orchestration: Orchestration, agent: Agent): AgentNode | undefined {
  return orchestration.read((context) => agentNode(context, agent));
}
