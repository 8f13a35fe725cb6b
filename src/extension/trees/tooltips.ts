import * as vscode from 'vscode';
import { inline, shortened } from '../../core/documents/markdown';
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
      return markdown([`**${item.decision.id}** ${brief(item.decision.question)}`]);
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
    objective ? `**${objective.id}** ${brief(objective.description)}` : undefined,
    vscode.l10n.t('{0} of {1} tasks completed', completed, total),
    since(vscode.l10n.t('Added'), objective?.created),
  ]);
}

function taskTooltip(node: TaskNode): vscode.MarkdownString {
  const { task } = node;
  return markdown([
    `**${task.id}** ${brief(task.description)}`,
    taskStateWords(node),
    task.outcome ? vscode.l10n.t('Outcome: {0}', brief(task.outcome)) : undefined,
    since(vscode.l10n.t('Added'), task.created),
    since(vscode.l10n.t('Started'), task.started),
    since(vscode.l10n.t('Completed'), task.completed),
  ]);
}

function agentTooltip(node: AgentNode, now: string): vscode.MarkdownString {
  const { agent } = node;
  const all = agent.success_criteria ?? [];
  const criteria = [
    ...all.slice(0, MOST_CRITERIA).map((criterion) => `- ${inline(shortened(criterion))}`),
    ...(all.length > MOST_CRITERIA ? ['- …'] : []),
  ];
  return markdown([
    `**${agent.id}** ${brief(agent.type)}: ${brief(agentDescription(node, now))}`,
    brief(agent.mission),
    agent.report ? vscode.l10n.t('Report: {0}', brief(agent.report.summary)) : undefined,
    agent.failure ? brief(agent.failure) : undefined,
    criteria.length > 0
      ? [vscode.l10n.t('Success criteria:'), '', ...criteria].join('\n')
      : undefined,
    agent.timebox_minutes ? vscode.l10n.t('Timebox: {0} min', agent.timebox_minutes) : undefined,
    agent.profile ? vscode.l10n.t('Profile: {0}', brief(agent.profile)) : undefined,
    since(vscode.l10n.t('Spawned'), agent.spawned),
    since(vscode.l10n.t('Ended'), agent.ended),
  ]);
}

function since(word: string, iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : `${word}: ${formatTime(iso)}`;
}

/** Enough to know what it is about; the whole of it is a click away. */
const MOST_CHARACTERS = 600;
const MOST_CRITERIA = 10;

function brief(words: string): string {
  return inline(shortened(words, MOST_CHARACTERS));
}

function markdown(parts: readonly (string | undefined)[]): vscode.MarkdownString {
  return new vscode.MarkdownString(parts.filter(Boolean).join('\n\n'));
}
