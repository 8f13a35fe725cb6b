import * as vscode from 'vscode';

/** The one place where the extension writes what it does; people find it under Output, "Atlas". */
export type Log = Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error'>;

export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Atlas', { log: true });
}
