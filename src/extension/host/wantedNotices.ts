import * as vscode from 'vscode';
import { SETTINGS, type Notifications } from '../contributions';
import type { Orchestration } from './orchestration';

/** Which events of its agents a person wants to be told of in notifications. */
export function wantedNotices({ workspaceFolder }: Orchestration): Notifications {
  return vscode.workspace
    .getConfiguration('atlas', workspaceFolder)
    .get<Notifications>(SETTINGS.notifications, 'needsYou');
}
