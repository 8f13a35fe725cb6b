import * as vscode from 'vscode';

/** A moment (ISO 8601) in the person's own words for dates. */
export function formatTime(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
