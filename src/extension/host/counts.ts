import * as vscode from 'vscode';

/** A number of things, with its thousands set apart as the person does it. */
export function formatCount(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
