import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Orchestrations } from '../../../src/extension/host/orchestrations';
import { offerServer } from '../../../src/extension/servers/offerServer';
import { atlas } from './window';

type Provider = vscode.McpServerDefinitionProvider;

/** What the extension offers to VS Code's own agents in this window: asked of the code, as nothing else tells it. */
export async function offeredServers(): Promise<vscode.McpServerDefinition[]> {
  const log = vscode.window.createOutputChannel('Test', { log: true });
  const orchestrations = new Orchestrations(log);
  const lm = vscode.lm as unknown as { registerMcpServerDefinitionProvider: unknown };
  const before = lm.registerMcpServerDefinitionProvider;
  let provider: Provider | undefined;
  lm.registerMcpServerDefinitionProvider = (_id: string, given: Provider) => {
    provider = given;
    return { dispose: () => undefined };
  };
  try {
    await orchestrations.opened();
    const { extensionUri } = atlas();
    const offering = offerServer({ extensionUri } as vscode.ExtensionContext, orchestrations);
    assert.ok(provider);
    const { token } = new vscode.CancellationTokenSource();
    const servers = (await provider.provideMcpServerDefinitions(token)) ?? [];
    offering.dispose();
    return servers;
  } finally {
    lm.registerMcpServerDefinitionProvider = before;
    orchestrations.dispose();
    log.dispose();
  }
}
