import * as vscode from 'vscode';
import { agentState } from '../../core/model/agentStates';
import type { Agent } from '../../core/model/context';
import { criteriaOf, type JudgedCriterion } from '../../core/queries/criteriaOf';
import { namedAgent } from '../host/agentPrompts';
import type { Orchestration } from '../host/orchestration';
import { closeAnswered } from '../host/question';
import { pickWords } from '../host/words';
import { openTaskOf } from './openTaskOf';

export type VerdictAct =
  | { readonly act: 'open' | 'check' | 'accept' | 'despite' | 'reject' | 'complete' }
  | { readonly act: 'judge'; readonly judged: JudgedCriterion };

interface Row extends vscode.QuickPickItem {
  readonly does?: VerdictAct;
}

/**
 * Shows a report with its criteria and what was found of each, and asks what is to be done. What is found
 * while it is open, by checks in a terminal or by a reviewer, appears at once.
 */
export function pickVerdict(
  orchestration: Orchestration,
  id: string,
): Promise<VerdictAct | undefined> {
  const input = vscode.window.createQuickPick<Row>();
  input.title = vscode.l10n.t('Verify the Report of {0}', id);
  input.placeholder = vscode.l10n.t('Judge each criterion, then the report');
  input.ignoreFocusOut = true;
  input.matchOnDescription = true;
  input.keepScrollPosition = true;
  const draw = (): void => {
    const before = input.items.findIndex((row) => row === input.activeItems[0]);
    input.items = rowsOf(orchestration, namedAgent(orchestration, id));
    const active = input.items[before] ?? input.items.find(isNext);
    if (active) {
      input.activeItems = [active];
    }
  };
  draw();
  const listening = orchestration.onDidChange(draw);
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      const does = input.activeItems[0]?.does;
      if (does) {
        resolve(does);
        closeAnswered(input);
      }
    });
    input.onDidHide(() => {
      listening.dispose();
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

/** What a person does next: judge what nobody has judged yet, then say what comes of it. */
function isNext({ does }: Row): boolean {
  switch (does?.act) {
    case 'judge':
      return does.judged.check === undefined;
    case 'accept':
    case 'despite':
    case 'complete':
      return true;
    default:
      return false;
  }
}

function rowsOf(orchestration: Orchestration, agent: Agent): Row[] {
  const judged = criteriaOf(agent);
  const automatic = judged.some(({ criterion: { kind } }) => kind === 'command' || kind === 'file');
  return [
    separator(vscode.l10n.t('report')),
    {
      label: `$(comment) ${pickWords(agent.report?.status ?? '')}`,
      description: pickWords(agent.report?.summary ?? ''),
      does: { act: 'open' },
    },
    separator(
      judged.length > 0 ? vscode.l10n.t('success criteria') : vscode.l10n.t('no criteria were set'),
    ),
    ...judged.map(criterionRow),
    ...(automatic
      ? [
          {
            label: vscode.l10n.t('$(play) Check What Can Be Checked'),
            description: vscode.l10n.t('in a terminal'),
            does: { act: 'check' },
          } as const,
        ]
      : []),
    separator(vscode.l10n.t('verdict')),
    ...verdictRows(orchestration, agent, judged),
  ];
}

function criterionRow(judged: JudgedCriterion): Row {
  const { criterion, check } = judged;
  const icon = check ? (check.passed ? '$(pass)' : '$(error)') : '$(circle-large-outline)';
  const found = check
    ? [
        check.passed ? vscode.l10n.t('holds') : vscode.l10n.t('does not hold'),
        ...(check.detail === undefined ? [] : [pickWords(check.detail)]),
      ].join(': ')
    : openWords(judged);
  return {
    label: `${icon} ${pickWords(criterion.text)}`,
    description: found,
    does: { act: 'judge', judged },
  };
}

function openWords({ criterion }: JudgedCriterion): string {
  switch (criterion.kind) {
    case 'command':
    case 'file':
      return vscode.l10n.t('not checked yet');
    case 'reviewer':
      return vscode.l10n.t('no reviewer has judged it yet');
    case 'person':
      return vscode.l10n.t('yours to judge');
  }
}

function verdictRows(
  orchestration: Orchestration,
  agent: Agent,
  judged: readonly JudgedCriterion[],
): Row[] {
  const failed = judged.filter(({ check }) => check?.passed === false).length;
  const open = judged.filter(
    ({ criterion, check }) => criterion.kind !== 'person' && check?.passed !== true,
  ).length;
  const complete: Row = {
    label: vscode.l10n.t('$(check-all) Complete Task…'),
    description: openTaskOf(orchestration, agent)?.id ?? '',
    does: { act: 'complete' },
  };
  const accept: Row =
    open + failed === 0
      ? { label: vscode.l10n.t('$(verified) Accept'), does: { act: 'accept' } }
      : {
          label: vscode.l10n.t('$(verified) Accept Despite…'),
          description: vscode.l10n.t('not every criterion was found to hold'),
          does: { act: 'despite' },
        };
  const reject: Row = {
    label: vscode.l10n.t('$(discard) Reject…'),
    description: vscode.l10n.t('with the reason'),
    does: { act: 'reject' },
  };
  if (agentState(agent) !== 'verified') {
    return [accept, reject];
  }
  return [...(openTaskOf(orchestration, agent) ? [complete] : []), reject];
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
