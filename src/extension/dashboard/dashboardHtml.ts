import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The only folder the page may load from. */
export function pageRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** The page: a script that carries our nonce, and a style sheet. Nothing else is allowed to load or to run. */
export function dashboardHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const address = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(extensionUri), name)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${vscode.l10n.t('Atlas Metrics')}</title>
<link rel="stylesheet" href="${address('dashboard.css')}">
</head>
<body>
<div id="page"></div>
<script nonce="${nonce}" src="${address('dashboard.js')}"></script>
</body>
</html>`;
}
