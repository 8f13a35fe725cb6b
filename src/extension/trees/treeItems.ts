import * as vscode from 'vscode';
import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/objectiveTree';
import { COMMANDS } from '../contributions';
import type { AtlasNode, DecisionNode, MoreNode } from '../host/atlasNode';
import { oneLine, taskStateWords } from '../host/words';
import { agentContextValue, contextValue } from './contextValue';
import { agentIcon, objectiveIcon, taskIcon } from './icons';
import { agentDescription } from './rowWords';

/**
 * The row of a node. Its tooltip is filled in when a person rests on it.
 * @param now ISO 8601
 */
export function treeItem(node: AtlasNode, now: string): vscode.TreeItem {
  const { item } = node;
  switch (item.kind) {
    case 'folder':
      return folderItem(node);
    case 'objective':
      return objectiveItem(node, item);
    case 'task':
      return taskItem(node, item);
    case 'agent':
      return agentItem(node, item, now);
    case 'decision':
      return decisionItem(node, item);
    case 'more':
      return moreItem(node, item);
  }
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

function folderItem({ orchestration }: AtlasNode): vscode.TreeItem {
  const row = new vscode.TreeItem(oneLine(orchestration.name), Expanded);
  row.id = orchestration.workspaceFolder.uri.toString();
  row.description = orchestration.workspaceFolder.name;
  row.iconPath = new vscode.ThemeIcon('root-folder');
  row.contextValue = contextValue('folder');
  return row;
}

function objectiveItem({ orchestration }: AtlasNode, item: ObjectiveNode): vscode.TreeItem {
  const { objective, total, completed } = item;
  const label = objective
    ? oneLine(objective.description)
    : vscode.l10n.t('Tasks without an objective');
  const row = new vscode.TreeItem(label, total > 0 ? Expanded : None);
  row.id = rowId(orchestration.workspaceFolder, objective?.id ?? 'none', total > 0);
  row.description = `${completed}/${total}`;
  row.iconPath = objectiveIcon(item);
  row.contextValue = contextValue(objective ? 'objective' : 'noObjective');
  row.accessibilityInformation = {
    label: vscode.l10n.t(
      'Objective {0}: {1}, {2} of {3} tasks completed',
      objective?.id ?? '',
      label,
      completed,
      total,
    ),
  };
  return row;
}

function taskItem({ orchestration }: AtlasNode, item: TaskNode): vscode.TreeItem {
  const { task, agents, state } = item;
  const label = oneLine(task.description);
  const words = taskStateWords(item);
  const openWork = state === 'completed' ? Collapsed : Expanded;
  const row = new vscode.TreeItem(label, agents.length > 0 ? openWork : None);
  row.id = rowId(orchestration.workspaceFolder, task.id, agents.length > 0);
  row.description = `${task.id} · ${words}`;
  row.iconPath = taskIcon(item);
  row.contextValue = contextValue('task', state);
  row.accessibilityInformation = {
    label: vscode.l10n.t('Task {0}: {1}, {2}', task.id, label, words),
  };
  return row;
}

function agentItem(node: AtlasNode, item: AgentNode, now: string): vscode.TreeItem {
  const { agent } = item;
  const { workspaceFolder } = node.orchestration;
  const words = agentDescription(item, now);
  const row = new vscode.TreeItem(`${agent.id} ${oneLine(agent.type)}`, None);
  row.id = rowId(workspaceFolder, agent.id, false);
  row.description = `${words} · ${oneLine(agent.report?.summary ?? agent.mission)}`;
  row.iconPath = agentIcon(item, now);
  row.contextValue = agentContextValue(item, now);
  row.command = {
    command: COMMANDS.openAgent,
    title: vscode.l10n.t('Open Mission or Report'),
    arguments: [node],
  };
  row.accessibilityInformation = {
    label: vscode.l10n.t(
      'Agent {0}, {1}: {2}. {3}',
      agent.id,
      oneLine(agent.type),
      words,
      oneLine(agent.report?.summary ?? agent.mission),
    ),
  };
  return row;
}

function decisionItem(node: AtlasNode, { decision }: DecisionNode): vscode.TreeItem {
  const row = new vscode.TreeItem(oneLine(decision.question), None);
  row.id = rowId(node.orchestration.workspaceFolder, decision.id, false);
  row.description = decision.id;
  row.iconPath = new vscode.ThemeIcon('question');
  row.contextValue = contextValue('decision');
  return row;
}

function moreItem(node: AtlasNode, { hidden }: MoreNode): vscode.TreeItem {
  const row = new vscode.TreeItem(vscode.l10n.t('Show more…'), None);
  row.id = rowId(node.orchestration.workspaceFolder, 'more', false);
  row.description = vscode.l10n.t('{0} further', hidden);
  row.iconPath = new vscode.ThemeIcon('ellipsis');
  row.contextValue = contextValue('more');
  row.command = {
    command: COMMANDS.showMore,
    title: vscode.l10n.t('Show more…'),
    arguments: [node],
  };
  return row;
}

/**
 * Stable, so that what is expanded and selected stays so. A row that gets its first child becomes a new
 * one, because VS Code would keep it collapsed, and nobody would see what was added.
 */
function rowId(folder: vscode.WorkspaceFolder, id: string, hasChildren: boolean): string {
  return `${folder.uri.toString()}/${id}${hasChildren ? '/' : ''}`;
}
