import * as path from 'node:path';
import * as vscode from 'vscode';
import type {
  AnswerNode,
  AtlasItem,
  AtlasNode,
  DecisionNode,
  Group,
  GroupNode,
  InsightNode,
  OptionNode,
  PatternNode,
  SentenceNode,
} from '../host/atlasNode';
import { formatTime } from '../host/time';
import { oneLine, outcomeWords } from '../host/words';
import { contextValue } from './contextValue';
import { decisionIcon, groupIcon, icon } from './icons';
import { openCommand, rowId } from './rows';

type DecisionsNode =
  GroupNode | DecisionNode | OptionNode | AnswerNode | SentenceNode | InsightNode | PatternNode;

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** A row of the view "Decisions & Insights". */
export function decisionsItem(node: AtlasNode, item: DecisionsNode): vscode.TreeItem {
  switch (item.kind) {
    case 'group':
      return groupItem(node, item);
    case 'decision':
      return decisionItem(node, item);
    case 'option':
      return optionItem(node, item);
    case 'answer':
      return answerItem(node, item);
    case 'sentence':
      return sentenceItem(node, item);
    case 'insight':
      return insightItem(node, item);
    case 'pattern':
      return patternItem(node, item);
  }
}

function rowOf(
  { orchestration }: AtlasNode,
  item: AtlasItem,
  label: string,
  state: vscode.TreeItemCollapsibleState = None,
): vscode.TreeItem {
  const row = new vscode.TreeItem(oneLine(label), state);
  row.id = rowId(orchestration, item, state !== None);
  return row;
}

function groupItem(node: AtlasNode, item: GroupNode): vscode.TreeItem {
  const { group, count } = item;
  // What is to be done is open; the rest is there to be looked up.
  const row = rowOf(node, item, groupWords(group), group === 'pending' ? Expanded : Collapsed);
  row.description = String(count);
  row.iconPath = groupIcon(group);
  row.contextValue = contextValue('group', group);
  row.accessibilityInformation = { label: `${groupWords(group)}: ${count}` };
  return row;
}

function groupWords(group: Group): string {
  switch (group) {
    case 'pending':
      return vscode.l10n.t('To be decided');
    case 'made':
      return vscode.l10n.t('Decided');
    case 'insights':
      return vscode.l10n.t('Insights');
    case 'patterns':
      return vscode.l10n.t('Patterns');
  }
}

function decisionItem(node: AtlasNode, item: DecisionNode): vscode.TreeItem {
  const { id, question, options = [], choice, agent, raised, outcome } = item.decision;
  const isMade = choice !== undefined;
  const row = rowOf(node, item, question, isMade || options.length > 0 ? Collapsed : None);
  const facts = isMade
    ? [oneLine(choice), ...(outcome ? [outcomeWords(outcome)] : [])]
    : [
        ...(agent === undefined ? [] : [vscode.l10n.t('{0} asks', agent)]),
        ...(raised === undefined ? [] : [vscode.l10n.t('since {0}', formatTime(raised))]),
      ];
  row.description = [id, ...facts].join(' · ');
  row.iconPath = decisionIcon(item.decision);
  row.contextValue = contextValue(
    'decision',
    isMade ? 'made' : 'pending',
    ...(outcome ? ['judged'] : []),
  );
  row.command = openCommand(node);
  row.accessibilityInformation = {
    label: isMade
      ? vscode.l10n.t('Decision {0}: {1} Decided: {2}', id, oneLine(question), facts.join(', '))
      : vscode.l10n.t('Decision {0}, pending: {1} {2}', id, oneLine(question), facts.join(', ')),
  };
  return row;
}

function optionItem(node: AtlasNode, item: OptionNode): vscode.TreeItem {
  const row = rowOf(node, item, item.option);
  row.iconPath = icon('circle-outline');
  row.contextValue = contextValue('option');
  row.accessibilityInformation = {
    label: vscode.l10n.t(
      'Option {0} of {1}: {2}',
      item.number,
      item.decision.id,
      row.label as string,
    ),
  };
  return row;
}

function answerItem(node: AtlasNode, item: AnswerNode): vscode.TreeItem {
  const isChoice = item.part === 'choice';
  const row = rowOf(node, item, item.text);
  row.description = isChoice ? vscode.l10n.t('chosen') : vscode.l10n.t('because');
  row.iconPath = icon(isChoice ? 'check' : 'comment');
  row.contextValue = contextValue('answer', item.part);
  row.accessibilityInformation = {
    label: isChoice
      ? vscode.l10n.t('Chosen: {0}', oneLine(item.text))
      : vscode.l10n.t('Because: {0}', oneLine(item.text)),
  };
  return row;
}

function sentenceItem(node: AtlasNode, item: SentenceNode): vscode.TreeItem {
  const row = rowOf(node, item, item.text);
  row.description = vscode.l10n.t('not from Atlas');
  row.iconPath = icon('question');
  row.contextValue = contextValue('sentence');
  return row;
}

function insightItem(node: AtlasNode, item: InsightNode): vscode.TreeItem {
  const { number, text, category, origin, promoted } = item.insight;
  const row = rowOf(node, item, text);
  const facts = [
    ...(category === null ? [] : [oneLine(category)]),
    ...(origin === null ? [] : [vscode.l10n.t('from {0}', origin)]),
    ...(promoted === null ? [] : [vscode.l10n.t('a pattern')]),
  ];
  row.description = facts.join(' · ');
  row.iconPath = icon('lightbulb', promoted === null ? undefined : 'charts.yellow');
  row.contextValue = contextValue('insight', ...(promoted === null ? [] : ['promoted']));
  row.command = openCommand(node);
  row.accessibilityInformation = {
    label: [vscode.l10n.t('Insight {0}: {1}', number, oneLine(text)), ...facts].join(', '),
  };
  return row;
}

function patternItem(node: AtlasNode, item: PatternNode): vscode.TreeItem {
  const row = rowOf(node, item, item.title);
  row.description = path.basename(item.file);
  row.iconPath = icon('book');
  row.contextValue = contextValue('pattern');
  row.command = openCommand(node);
  row.accessibilityInformation = { label: vscode.l10n.t('Pattern: {0}', item.title) };
  return row;
}
