import * as vscode from 'vscode';
import type { Attention } from '../../core/queries/attention';
import { isUnstarted } from '../../core/queries/agentStanding';
import { COMMANDS, type CommandId } from '../contributions';
import { noticeWords } from '../host/words';

/** How an event is told: what is said, and the one thing that can be done about it there. */
export interface Notice {
  readonly severity: 'warning' | 'information';
  readonly message: string;
  readonly action: string;
  readonly command: CommandId;
  /** Told only to people who want to hear of everything. */
  readonly quiet?: boolean;
}

/** What is said of an event; undefined for what people did themselves, and see in the views. */
export function noticeOf({ kind, about, agent, decision }: Attention): Notice | undefined {
  const who = agent ? noticeWords(`${agent.id} ${agent.type}`) : '';
  const words = noticeWords(about);
  switch (kind) {
    case 'needsInput': {
      const message =
        words === ''
          ? vscode.l10n.t('{0} waits for your input.', who)
          : vscode.l10n.t('{0} needs you: {1}', who, words);
      return { severity: 'warning', message, ...(decision ? decide() : showTerminal()) };
    }
    case 'couldNotStart':
      return {
        severity: 'warning',
        message: vscode.l10n.t('{0} could not start: {1}', who, words),
        ...(agent && isUnstarted(agent) ? start() : showTerminal()),
      };
    case 'lost':
      return {
        severity: 'warning',
        message: agent?.failure
          ? vscode.l10n.t('{0} is lost, and nothing was reported: {1}', who, words)
          : vscode.l10n.t('{0} is lost: its process is gone, and nothing was reported.', who),
        ...askToReport(),
      };
    case 'timedOut':
      return {
        severity: 'warning',
        message: vscode.l10n.t('{0} was ended: its timebox is over. {1}', who, words),
        ...askToReport(),
      };
    case 'exitedWithoutReport':
      return {
        severity: 'warning',
        message: vscode.l10n.t('{0} ended without a report.', who),
        ...askToReport(),
      };
    case 'overTimebox':
      return {
        severity: 'information',
        message: vscode.l10n.t('{0} is over its timebox, and still at work.', who),
        ...showTerminal(),
      };
    case 'turnEnded':
      return {
        severity: 'information',
        message: vscode.l10n.t('{0} has stopped, and reported nothing yet.', who),
        ...showTerminal(),
      };
    case 'escalated':
      return {
        severity: 'warning',
        message: vscode.l10n.t('{0} leaves it to you: {1}', who, words),
        ...openReport(),
      };
    case 'failureReported':
      return {
        severity: 'warning',
        message: vscode.l10n.t('{0} reported a failure: {1}', who, words),
        ...openReport(),
      };
    case 'toVerify':
      return {
        severity: 'information',
        message: vscode.l10n.t('{0} has reported: {1}', who, words),
        action: vscode.l10n.t('Verify Report…'),
        command: COMMANDS.verifyReport,
        quiet: true,
      };
    case 'decision':
      return decision?.agent === undefined
        ? undefined
        : {
            severity: 'information',
            message: vscode.l10n.t('{0} asks: {1}', noticeWords(decision.agent), words),
            ...decide(),
          };
    case 'rejected':
      return undefined;
  }
}

type Way = Pick<Notice, 'action' | 'command'>;

function showTerminal(): Way {
  return { action: vscode.l10n.t('Show Terminal'), command: COMMANDS.showTerminal };
}

function start(): Way {
  return { action: vscode.l10n.t('Start'), command: COMMANDS.launchAgent };
}

function openReport(): Way {
  return { action: vscode.l10n.t('Open Report'), command: COMMANDS.openAgent };
}

function askToReport(): Way {
  return { action: vscode.l10n.t('Ask to Report…'), command: COMMANDS.askToReport };
}

function decide(): Way {
  return { action: vscode.l10n.t('Decide…'), command: COMMANDS.decide };
}
