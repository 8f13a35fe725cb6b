import * as vscode from 'vscode';
import { TURNS_DIRECTION } from '../../core/documents/harmless';
import { shortened } from '../../core/documents/markdown';
import type { Outcome } from '../../core/model/context';
import type { Priority } from '../../core/model/priorities';
import type { TaskState } from '../../core/model/taskStates';
import { isRejected } from '../../core/queries/agentStanding';
import type { AgentNode, TaskNode } from '../../core/queries/treeNodes';
import { taskStanding } from '../../core/queries/taskStanding';

/** What the rows of the trees say. */

export function taskStateWords(node: TaskNode): string {
  const { waitsFor, inVain } = node;
  switch (taskStanding(node)) {
    case 'completed':
      return vscode.l10n.t('completed');
    case 'asks':
      return vscode.l10n.t('an agent waits for you');
    case 'reported':
      return vscode.l10n.t('reported, to be verified');
    case 'active':
      return vscode.l10n.t('active');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'ready':
      return vscode.l10n.t('ready');
    case 'blocked':
      return inVain.length > 0
        ? vscode.l10n.t('blocked: {0} was given up', inVain.join(', '))
        : vscode.l10n.t('waits for {0}', waitsFor.join(', '));
  }
}

/** Of a task, without what it waits for. */
export function plainStateWords(state: TaskState): string {
  switch (state) {
    case 'completed':
      return vscode.l10n.t('completed');
    case 'active':
      return vscode.l10n.t('active');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'pending':
      return vscode.l10n.t('pending');
  }
}

/** Other tools have words of their own. */
export function objectiveStateWords(status = 'active'): string {
  switch (status) {
    case 'active':
      return vscode.l10n.t('active');
    case 'achieved':
      return vscode.l10n.t('achieved');
    case 'dropped':
      return vscode.l10n.t('dropped');
    default:
      return status;
  }
}

function reportWords(status = ''): string {
  switch (status) {
    case 'success':
      return vscode.l10n.t('reported success');
    case 'partial':
      return vscode.l10n.t('reported partial');
    case 'failure':
      return vscode.l10n.t('reported failure');
    case 'escalated':
      return vscode.l10n.t('reported escalated');
    default:
      return vscode.l10n.t('reported {0}', status);
  }
}

export function priorityWords(priority: Priority): string {
  switch (priority) {
    case 'critical':
      return vscode.l10n.t('critical');
    case 'high':
      return vscode.l10n.t('high');
    case 'medium':
      return vscode.l10n.t('medium');
    case 'low':
      return vscode.l10n.t('low');
  }
}

/** How a decision turned out. */
export function outcomeWords({ good }: Outcome): string {
  return good ? vscode.l10n.t('turned out good') : vscode.l10n.t('turned out bad');
}

export function agentStateWords({ agent, state }: AgentNode): string {
  switch (state) {
    case 'spawned':
      return vscode.l10n.t('spawned');
    case 'planned':
      return vscode.l10n.t('planned');
    case 'running':
      return vscode.l10n.t('running');
    case 'needs_input':
      return agent.waits_for?.about === undefined
        ? vscode.l10n.t('needs input')
        : vscode.l10n.t('needs input: {0}', oneLine(agent.waits_for.about));
    case 'turn_ended':
      return vscode.l10n.t('turn ended, no report yet');
    case 'timed_out':
      return vscode.l10n.t('timed out');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'reported':
      return isRejected(agent)
        ? vscode.l10n.t('report rejected')
        : reportWords(agent.report?.status);
    case 'verified':
      return vscode.l10n.t('verified');
    case 'lost':
      return vscode.l10n.t('lost: its process is gone');
    case 'exited_without_report':
      return vscode.l10n.t('ended without a report');
    case 'failed':
      return vscode.l10n.t('could not start');
  }
}

/** More than this of one line nobody reads, and every row of a tree is sent to VS Code. */
const LONGEST_LINE = 500;

/**
 * One line of words, however many lines they were written in: words only, no escapes of a terminal, and no
 * marks that turn their direction.
 */
export function oneLine(words: string, most = LONGEST_LINE): string {
  return plain(shortened(words, most)).trim();
}

/** Everything that is there, line by line, and visible: for what a person allows. */
export function allLines(lines: readonly string[]): string {
  return lines.map((line) => line.replace(TURNS_DIRECTION, '\uFFFD')).join('\n');
}

/** The same in a list, or as the name of a terminal, where VS Code draws an icon for `$(name)`. */
export function pickWords(words: string): string {
  return oneLine(words).replace(/\$\([\w-]+(?:~\w+)?\)/g, '\\$&');
}

const LONGEST_NOTICE = 200;

/** Words of agents and other people as a part of a notification. */
export function noticeWords(words: string): string {
  return withoutLinks(oneLine(words, LONGEST_NOTICE));
}

/** The same in the sentence above a list or an input, where it makes links as well. */
export function promptWords(words: string): string {
  return withoutLinks(pickWords(words));
}

/**
 * VS Code makes links of `[words](command:…)` in notifications and above inputs; nobody is to be led into a
 * command by an agent.
 */
export function withoutLinks(words: string): string {
  return plain(words).replace(/\]\(/g, '] (');
}

function plain(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(TURNS_DIRECTION, '');
}
