import * as vscode from 'vscode';
import type { Orchestrations } from '../host/orchestrations';
import type { AgentTerminals } from './agentTerminals';

/**
 * Puts the `atlas` command on the PATH of this window's terminals as soon as there is an orchestration
 * in a trusted workspace; a window that has nothing to do with Atlas is left alone.
 */
export function offerCommandWhereTrusted(
  context: vscode.ExtensionContext,
  terminals: AgentTerminals,
  orchestrations: Orchestrations,
): vscode.Disposable {
  let offered = false;
  const offer = (): void => {
    if (!offered && vscode.workspace.isTrusted && orchestrations.present.length > 0) {
      offered = true;
      terminals.offerCommand(context.environmentVariableCollection);
    }
  };
  offer();
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(offer),
    orchestrations.onDidChange(offer),
  );
}
