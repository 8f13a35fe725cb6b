import * as vscode from 'vscode';
import type { Decision } from '../../core/model/context';
import { isRejected } from '../../core/queries/agentStanding';
import { isLate } from '../../core/queries/attention';
import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/treeNodes';
import { taskStanding } from '../../core/queries/taskStanding';
import type { Group } from '../host/atlasNode';

/** Icons and colours by state. The colours are VS Code's own, so that they fit every theme. */

export function objectiveIcon({ objective, total, completed }: ObjectiveNode): vscode.ThemeIcon {
  if (!objective) {
    return new vscode.ThemeIcon('inbox');
  }
  if (objective.status === 'dropped') {
    return icon('circle-slash');
  }
  const done = objective.status === 'achieved' || (total > 0 && completed === total);
  return done ? icon('target', 'testing.iconPassed') : icon('target');
}

export function decisionIcon({ choice, outcome }: Decision): vscode.ThemeIcon {
  if (choice === undefined) {
    return icon('question');
  }
  if (!outcome) {
    return icon('pass', 'testing.iconPassed');
  }
  return outcome.good
    ? icon('thumbsup', 'testing.iconPassed')
    : icon('thumbsdown', 'testing.iconFailed');
}

export function taskIcon(node: TaskNode): vscode.ThemeIcon {
  switch (taskStanding(node)) {
    case 'completed':
      return icon('pass-filled', 'testing.iconPassed');
    case 'asks':
      return icon('bell-dot', 'list.warningForeground');
    case 'reported':
      return icon('comment-unresolved', 'list.warningForeground');
    case 'active':
      return icon('circle-large-filled', 'charts.blue');
    case 'failed':
      return icon('error', 'list.errorForeground');
    case 'cancelled':
      return icon('circle-slash');
    case 'ready':
      // What can be started now stands out among what waits.
      return icon('play-circle', 'charts.green');
    case 'blocked':
      return node.inVain.length > 0 ? icon('lock', 'list.warningForeground') : icon('lock');
  }
}

export function groupIcon(group: Group): vscode.ThemeIcon {
  switch (group) {
    case 'pending':
      return icon('question', 'list.warningForeground');
    case 'made':
      return icon('law');
    case 'insights':
      return icon('lightbulb');
    case 'patterns':
      return icon('book');
  }
}

export function icon(name: string, color?: string): vscode.ThemeIcon {
  return color === undefined
    ? new vscode.ThemeIcon(name)
    : new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
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
