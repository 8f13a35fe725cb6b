import * as vscode from 'vscode';

/** A number of things, with its thousands set apart as the person does it. */
export function formatCount(count: number): string {
  format ??= new Intl.NumberFormat(vscode.env.language);
  return format.format(count);
}

let format: Intl.NumberFormat | undefined;
