import * as vscode from 'vscode';
import type { Advisory } from '../../core/metrics/advisories/advisory';
import { formatCount } from '../host/counts';

/** What people read of an advisory. */

export function adviceSentence({ kind, count: found }: Advisory): string {
  const count = formatCount(found);
  switch (kind) {
    case 'unverifiedReports':
      return vscode.l10n.t('{0} reports wait to be verified.', count);
    case 'contextLoss':
      return vscode.l10n.t(
        '{0} sessions of the last week did not begin from what the one before had saved.',
        count,
      );
    case 'tooManyAgents':
      return vscode.l10n.t(
        'More than three agents work on one task, in {0} case(s): split the work.',
        count,
      );
    case 'missionsWithoutCriteria':
      return vscode.l10n.t(
        '{0} missions of the last week do not say how to tell that they succeeded.',
        count,
      );
    case 'sequentialWork':
      return vscode.l10n.t(
        '{0} agents of the last week waited for another one that their task does not depend on.',
        count,
      );
    case 'directImplementation':
      return vscode.l10n.t('{0} tasks of the last week were completed without an agent.', count);
  }
}

export function adviceAction({ action: { act, item } }: Advisory): string {
  switch (act) {
    case 'spawnAgent':
      return item === null
        ? vscode.l10n.t('Spawn Agent…')
        : vscode.l10n.t('Spawn Agent for {0}…', item);
    case 'verifyReport':
      return vscode.l10n.t('Verify {0}…', item ?? '');
    case 'saveContext':
      return vscode.l10n.t('Save Context');
    case 'addTask':
      return item === null ? vscode.l10n.t('Add Task…') : vscode.l10n.t('Add Task to {0}…', item);
  }
}
