import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Orchestrations } from '../host/orchestrations';
import { VERSION } from '../../node/version';

/** As in the manifest's `mcpServerDefinitionProviders`. */
const PROVIDER = 'atlas.orchestration';

/**
 * Offers Atlas' server to VS Code's own agents: to read the orchestration, and to report to it. It is the
 * same program that the command line starts.
 */
export function offerServer(
  { extensionUri }: vscode.ExtensionContext,
  orchestrations: Orchestrations,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let offered = '';
  const look = (): void => {
    const present = orchestrations.present.map(({ files }) => files.root).join('\n');
    if (present !== offered) {
      offered = present;
      changed.fire();
    }
  };
  return vscode.Disposable.from(
    changed,
    orchestrations.onDidChange(look),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      changed.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider(PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () =>
        vscode.workspace.isTrusted
          ? orchestrations.present.map(({ name, files, project }) => {
              const script = path.join(extensionUri.fsPath, 'dist', 'mcp.cjs');
              const named = project === undefined ? [] : ['--project', project];
              const server = new vscode.McpStdioServerDefinition(
                vscode.l10n.t('Atlas: {0}', name),
                process.execPath,
                [script, '--root', files.root, ...named],
                { ELECTRON_RUN_AS_NODE: '1' },
                VERSION,
              );
              server.cwd = vscode.Uri.file(files.root);
              return server;
            })
          : [],
    }),
  );
}
