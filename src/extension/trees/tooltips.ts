import * as vscode from 'vscode';
import { inline, shortened } from '../../core/documents/markdown';
import type { Decision } from '../../core/model/context';
import { priorityOf } from '../../core/model/priorities';
import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/treeNodes';
import type { RememberedInsight } from '../../core/queries/rememberedInsights';
import type { AtlasItem } from '../host/atlasNode';
import { formatTime } from '../host/time';
import { outcomeWords, priorityWords, taskStateWords } from '../host/words';
import { agentDescription } from './rowWords';

/** What a person sees when they rest on a row: made only then. */
export function tooltipOf(item: AtlasItem, now: string): vscode.MarkdownString | undefined {
  switch (item.kind) {
    case 'folder':
    case 'more':
    case 'offer':
    case 'group':
      return undefined;
    case 'decision':
      return decisionTooltip(item.decision);
    case 'option':
      return markdown([brief(item.option)]);
    case 'answer':
    case 'sentence':
      return markdown([brief(item.text)]);
    case 'insight':
      return insightTooltip(item.insight);
    case 'pattern':
      return markdown([`**${inline(item.title)}**`, inline(item.file)]);
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
  const priority = priorityOf(task);
  return markdown([
    `**${task.id}** ${brief(task.description)}`,
    taskStateWords(node),
    priority === undefined ? undefined : vscode.l10n.t('Priority: {0}', priorityWords(priority)),
    task.outcome ? vscode.l10n.t('Outcome: {0}', brief(task.outcome)) : undefined,
    since(vscode.l10n.t('Added'), task.created),
    since(vscode.l10n.t('Started'), task.started),
    since(vscode.l10n.t('Completed'), task.completed),
  ]);
}

function agentTooltip(node: AgentNode, now: string): vscode.MarkdownString {
  const { agent } = node;
  return markdown([
    `**${agent.id}** ${brief(agent.type)}: ${brief(agentDescription(node, now))}`,
    brief(agent.mission),
    agent.report ? vscode.l10n.t('Report: {0}', brief(agent.report.summary)) : undefined,
    agent.failure ? brief(agent.failure) : undefined,
    listed(vscode.l10n.t('Success criteria:'), agent.success_criteria ?? []),
    agent.timebox_minutes ? vscode.l10n.t('Timebox: {0} min', agent.timebox_minutes) : undefined,
    agent.profile ? vscode.l10n.t('Profile: {0}', brief(agent.profile)) : undefined,
    since(vscode.l10n.t('Spawned'), agent.spawned),
    since(vscode.l10n.t('Ended'), agent.ended),
  ]);
}

function decisionTooltip(decision: Decision): vscode.MarkdownString {
  const { id, question, options = [], evidence = [], choice, rationale, agent, outcome } = decision;
  return markdown([
    `**${id}** ${brief(question)}`,
    choice === undefined ? undefined : vscode.l10n.t('Chosen: {0}', brief(choice)),
    rationale === undefined ? undefined : vscode.l10n.t('Because: {0}', brief(rationale)),
    outcome && [outcomeWords(outcome), brief(outcome.note ?? '')].filter(Boolean).join(': '),
    listed(vscode.l10n.t('Options:'), options),
    listed(vscode.l10n.t('Evidence:'), evidence),
    agent === undefined ? undefined : vscode.l10n.t('Asked by {0}', agent),
    since(vscode.l10n.t('Raised'), decision.raised),
    since(vscode.l10n.t('Made'), decision.made),
    since(vscode.l10n.t('Judged'), outcome?.judged),
  ]);
}

function insightTooltip(insight: RememberedInsight): vscode.MarkdownString {
  const { number, text, category, origin, time, promoted } = insight;
  return markdown([
    vscode.l10n.t('**Insight {0}** {1}', number, brief(text)),
    category === null ? undefined : vscode.l10n.t('Category: {0}', brief(category)),
    origin === null ? undefined : vscode.l10n.t('Learnt from {0}', brief(origin)),
    since(vscode.l10n.t('Learnt'), time ?? undefined),
    promoted === null ? undefined : vscode.l10n.t('Kept as {0}', brief(promoted)),
  ]);
}

function listed(heading: string, lines: readonly string[]): string | undefined {
  return lines.length === 0
    ? undefined
    : [
        heading,
        '',
        ...lines.slice(0, MOST_LISTED).map((line) => `- ${inline(shortened(line))}`),
        ...(lines.length > MOST_LISTED ? ['- …'] : []),
      ].join('\n');
}

function since(word: string, iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : `${word}: ${formatTime(iso)}`;
}

/** Enough to know what it is about; the whole of it is a click away. */
const MOST_CHARACTERS = 600;
const MOST_LISTED = 10;

function brief(words: string): string {
  return inline(shortened(words, MOST_CHARACTERS));
}

function markdown(parts: readonly (string | undefined)[]): vscode.MarkdownString {
  return new vscode.MarkdownString(parts.filter(Boolean).join('\n\n'));
}
