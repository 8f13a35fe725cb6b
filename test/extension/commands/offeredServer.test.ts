import * as assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import * as vscode from 'vscode';
import { offeredServers } from '../support/offeredServers';
import { root } from '../support/window';

describe("the server that VS Code's own agents are offered", function () {
  this.timeout(30_000);

  it('is named for the orchestration, starts as it says, and has the tools', async () => {
    const [offered, ...more] = await offeredServers();
    assert.ok(offered instanceof vscode.McpStdioServerDefinition && more.length === 0);
    assert.match(offered.label, /^Atlas: /);
    assert.equal(offered.cwd?.fsPath, root());
    const { command, args, cwd } = offered;
    const env = Object.entries({ ...process.env, ...offered.env }).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, String(value)] as const],
    );
    const transport = new StdioClientTransport({
      command,
      args,
      env: Object.fromEntries(env),
      cwd: cwd.fsPath,
    });
    const client = new Client({ name: 'tests', version: '1' });
    await client.connect(transport);
    try {
      const { tools } = await client.listTools();
      const names = tools.map(({ name }) => name);
      for (const name of ['status', 'briefing', 'list', 'show', 'report', 'read_mission']) {
        assert.ok(names.includes(name), `${name} is among ${names.join(', ')}`);
      }
      const { isError, content } = await client.callTool({ name: 'status', arguments: {} });
      assert.notEqual(isError, true, JSON.stringify(content));
    } finally {
      await client.close();
    }
  });
});
