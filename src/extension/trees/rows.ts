import * as vscode from 'vscode';
import { COMMANDS } from '../contributions';
import { keyOf, type AtlasItem, type AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';

/**
 * Stable, so that what is expanded and selected stays so. A row that gets its first child becomes a new
 * one, because VS Code would keep it collapsed, and nobody would see what was added.
 */
export function rowId(orchestration: Orchestration, item: AtlasItem, hasChildren: boolean): string {
  const folder = orchestration.workspaceFolder.uri.toString();
  return `${folder}/${keyOf(item)}${hasChildren ? '/' : ''}`;
}

/** What a click on a row does: VS Code expands such a row by its arrow only. */
export function openCommand(node: AtlasNode): vscode.Command {
  return { command: COMMANDS.openItem, title: vscode.l10n.t('Open'), arguments: [node] };
}
