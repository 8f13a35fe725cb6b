import * as vscode from 'vscode';
import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/treeNodes';
import { priorityOf } from '../../core/model/priorities';
import { COMMANDS } from '../contributions';
import type { AtlasNode, MoreNode, OfferNode } from '../host/atlasNode';
import { formatCount } from '../host/counts';
import { formatTime } from '../host/time';
import { objectiveStateWords, oneLine, priorityWords, taskStateWords } from '../host/words';
import { agentContextValue, contextValue } from './contextValue';
import { agentIcon, icon, objectiveIcon, taskIcon } from './icons';
import { decisionsItem } from './decisionItems';
import { openCommand, rowId } from './rows';
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
    case 'offer':
      return offerItem(node, item);
    case 'more':
      return moreItem(node, item);
    default:
      return decisionsItem(node, item);
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

function objectiveItem(
  { orchestration, isRoomy }: AtlasNode,
  item: ObjectiveNode,
): vscode.TreeItem {
  const { objective, total, completed } = item;
  const label = objective
    ? oneLine(objective.description)
    : vscode.l10n.t('Tasks without an objective');
  // One that is closed says how.
  const { status = 'active' } = objective ?? {};
  const state = status === 'active' ? '' : objectiveStateWords(status);
  const open = state === '' && isRoomy ? Expanded : Collapsed;
  const row = new vscode.TreeItem(label, total === 0 ? None : open);
  row.id = rowId(orchestration, item, total > 0);
  row.description = [`${completed}/${total}`, state].filter(Boolean).join(' · ');
  row.iconPath = objectiveIcon(item);
  row.contextValue = contextValue(
    objective ? 'objective' : 'noObjective',
    ...(state === '' ? [] : ['closed']),
  );
  row.accessibilityInformation = {
    label: [
      objective ? vscode.l10n.t('Objective {0}: {1}', objective.id, label) : label,
      vscode.l10n.t('{0} of {1} tasks completed', completed, total),
      ...(state === '' ? [] : [state]),
    ].join(', '),
  };
  return row;
}

function taskItem(node: AtlasNode, item: TaskNode): vscode.TreeItem {
  const { task, agents, state } = item;
  const label = oneLine(task.description);
  const priority = priorityOf(task);
  const words = [
    taskStateWords(item),
    ...(priority === undefined || priority === 'medium' ? [] : [priorityWords(priority)]),
  ];
  const openWork = state === 'completed' ? Collapsed : Expanded;
  const row = new vscode.TreeItem(label, agents.length > 0 ? openWork : None);
  row.id = rowId(node.orchestration, item, agents.length > 0);
  row.description = [task.id, ...words].join(' · ');
  row.iconPath = taskIcon(item);
  row.contextValue = contextValue('task', state);
  row.command = openCommand(node);
  row.accessibilityInformation = {
    label: vscode.l10n.t('Task {0}: {1}, {2}', task.id, label, words.join(', ')),
  };
  return row;
}

function agentItem(node: AtlasNode, item: AgentNode, now: string): vscode.TreeItem {
  const { agent } = item;
  const words = agentDescription(item, now);
  const row = new vscode.TreeItem(`${agent.id} ${oneLine(agent.type)}`, None);
  row.id = rowId(node.orchestration, item, false);
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

function offerItem(node: AtlasNode, item: OfferNode): vscode.TreeItem {
  const row = new vscode.TreeItem(vscode.l10n.t('Welcome back'), None);
  row.id = rowId(node.orchestration, item, false);
  row.description = vscode.l10n.t('See what happened since {0}', formatTime(item.since));
  row.iconPath = icon('history', 'charts.blue');
  row.contextValue = contextValue('offer');
  row.command = {
    command: COMMANDS.showBriefing,
    title: vscode.l10n.t('Show Briefing'),
    arguments: [node],
  };
  return row;
}

function moreItem(node: AtlasNode, item: MoreNode): vscode.TreeItem {
  const { hidden, where } = item;
  const title = where === 'after' ? vscode.l10n.t('Show more…') : vscode.l10n.t('Show earlier…');
  const row = new vscode.TreeItem(title, None);
  row.id = rowId(node.orchestration, item, false);
  row.description = vscode.l10n.t('{0} further', formatCount(hidden));
  row.iconPath = new vscode.ThemeIcon('ellipsis');
  row.contextValue = contextValue('more');
  row.command = { command: COMMANDS.showMore, title, arguments: [node] };
  return row;
}
