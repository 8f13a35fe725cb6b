import * as vscode from 'vscode';
import type { Orchestration } from './orchestration';

/** How long after its timebox an agent in a terminal is ended, in minutes; null: never by force. */
export function graceMinutes({ workspaceFolder }: Orchestration): number | null {
  return vscode.workspace
    .getConfiguration('atlas', workspaceFolder)
    .get<number | null>('agents.timeboxGraceMinutes', null);
}
