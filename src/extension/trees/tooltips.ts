import * as vscode from 'vscode';
import { inline } from '../../core/documents/markdown';
import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/objectiveTree';
import type { AtlasItem } from '../host/atlasNode';
import { formatTime } from '../host/time';
import { taskStateWords } from '../host/words';
import { agentDescription } from './rowWords';

/** What a person sees when they rest on a row: made only then. */
export function tooltipOf(item: AtlasItem, now: string): vscode.MarkdownString | undefined {
  switch (item.kind) {
    case 'folder':
    case 'more':
      return undefined;
    case 'decision':
      return markdown([`**${item.decision.id}** ${inline(item.decision.question)}`]);
    case 'objective':
      return objectiveTooltip(item);
    case 'task':
      return taskTooltip(item);
    case 'agent':
      return agentTooltip(item, now);
  }
}

function objectiveTooltip({ objective, total, completed }: ObjectiveNode): vscode.MarkdownString {
  return markdown([
    objective ? `**${objective.id}** ${inline(objective.description)}` : undefined,
    vscode.l10n.t('{0} of {1} tasks completed', completed, total),
    since(vscode.l10n.t('Added'), objective?.created),
  ]);
}

function taskTooltip(node: TaskNode): vscode.MarkdownString {
  const { task } = node;
  return markdown([
    `**${task.id}** ${inline(task.description)}`,
    taskStateWords(node),
    task.outcome ? vscode.l10n.t('Outcome: {0}', inline(task.outcome)) : undefined,
    since(vscode.l10n.t('Added'), task.created),
    since(vscode.l10n.t('Started'), task.started),
    since(vscode.l10n.t('Completed'), task.completed),
  ]);
}

function agentTooltip(node: AgentNode, now: string): vscode.MarkdownString {
  const { agent } = node;
  const criteria = (agent.success_criteria ?? []).map((criterion) => `- ${inline(criterion)}`);
  return markdown([
    `**${agent.id}** ${inline(agent.type)}: ${inline(agentDescription(node, now))}`,
    inline(agent.mission),
    agent.report ? vscode.l10n.t('Report: {0}', inline(agent.report.summary)) : undefined,
    agent.failure ? inline(agent.failure) : undefined,
    criteria.length > 0
      ? [vscode.l10n.t('Success criteria:'), '', ...criteria].join('\n')
      : undefined,
    agent.timebox_minutes ? vscode.l10n.t('Timebox: {0} min', agent.timebox_minutes) : undefined,
    agent.profile ? vscode.l10n.t('Profile: {0}', inline(agent.profile)) : undefined,
    since(vscode.l10n.t('Spawned'), agent.spawned),
    since(vscode.l10n.t('Ended'), agent.ended),
  ]);
}

function since(word: string, iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : `${word}: ${formatTime(iso)}`;
}

function markdown(parts: readonly (string | undefined)[]): vscode.MarkdownString {
  return new vscode.MarkdownString(parts.filter(Boolean).join('\n\n'));
}
