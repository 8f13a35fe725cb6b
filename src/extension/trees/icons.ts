import * as vscode from 'vscode';
import { isRejected } from '../../core/queries/agentStanding';
import { isLate } from '../../core/queries/attention';
import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/objectiveTree';

/** Icons and colours by state. The colours are VS Code's own, so that they fit every theme. */

export function objectiveIcon({ objective, total, completed }: ObjectiveNode): vscode.ThemeIcon {
  if (!objective) {
    return new vscode.ThemeIcon('inbox');
  }
  const done = objective.status === 'achieved' || (total > 0 && completed === total);
  return done
    ? new vscode.ThemeIcon('target', new vscode.ThemeColor('testing.iconPassed'))
    : new vscode.ThemeIcon('target');
}

export function taskIcon({ state, waitsFor }: TaskNode): vscode.ThemeIcon {
  switch (state) {
    case 'completed':
      return new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed'));
    case 'active':
      return new vscode.ThemeIcon('circle-large-filled', new vscode.ThemeColor('charts.blue'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'cancelled':
      return new vscode.ThemeIcon('circle-slash');
    case 'pending':
      return new vscode.ThemeIcon(waitsFor.length > 0 ? 'lock' : 'circle-large-outline');
  }
}

export function agentIcon({ agent, state, settled }: AgentNode, now: string): vscode.ThemeIcon {
  if (settled) {
    return new vscode.ThemeIcon('check');
  }
  switch (state) {
    case 'spawned':
      return new vscode.ThemeIcon('rocket');
    case 'planned':
      return new vscode.ThemeIcon('circle-outline');
    case 'needs_input':
      return new vscode.ThemeIcon('bell-dot', new vscode.ThemeColor('list.warningForeground'));
    case 'turn_ended':
      return new vscode.ThemeIcon('debug-pause', new vscode.ThemeColor('list.warningForeground'));
    case 'timed_out':
      return new vscode.ThemeIcon('watch', new vscode.ThemeColor('list.warningForeground'));
    case 'cancelled':
      return new vscode.ThemeIcon('circle-slash');
    case 'running':
      return isLate(agent, now)
        ? new vscode.ThemeIcon('watch', new vscode.ThemeColor('list.warningForeground'))
        : new vscode.ThemeIcon('loading~spin', new vscode.ThemeColor('charts.blue'));
    case 'reported':
      return reportIcon(isRejected(agent) ? 'rejected' : agent.report?.status);
    case 'verified':
      return new vscode.ThemeIcon('verified', new vscode.ThemeColor('testing.iconPassed'));
    case 'lost':
    case 'exited_without_report':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  }
}

function reportIcon(status: string | undefined): vscode.ThemeIcon {
  switch (status) {
    case 'success':
      return new vscode.ThemeIcon('comment', new vscode.ThemeColor('testing.iconPassed'));
    case 'failure':
      return new vscode.ThemeIcon('comment', new vscode.ThemeColor('list.errorForeground'));
    default:
      return new vscode.ThemeIcon(
        'comment-unresolved',
        new vscode.ThemeColor('list.warningForeground'),
      );
  }
}
