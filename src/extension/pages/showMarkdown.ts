import * as vscode from 'vscode';

/** Opens a Markdown document rendered, or as text where VS Code's Markdown support is switched off. */
export async function showMarkdown(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch {
    // The built-in extension is disabled: there is no such command.
    await vscode.window.showTextDocument(page, { preview: true });
  }
}
