import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { request } from 'node:http';
import { earlierServer } from '../../src/node/launch/windowServer';
import { agentsProcesses } from '../support/agentsProcesses';
import { filesThatHold, processesThatHold } from '../support/traces';
import { beginOrchestration, rowSays, spawnByHand } from './support/atlasWindow';
import { killTerminal, RealAgent } from './support/realAgent';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';
import { stations } from '../support/stations';

/** What the server of a window answers; undefined where nobody listens. */
function ask(port: number, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/mcp', method: 'POST', agent: false });
    asked.setHeader('Content-Type', 'application/json');
    asked.setHeader('Accept', 'application/json, text/event-stream');
    for (const [name, value] of Object.entries(headers)) asked.setHeader(name, value);
    asked.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', () => {
      resolve(undefined);
    });
    asked.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }));
  });
}

/** Where the VS Code of this test keeps its logs and everything else. */
function dataFolders(): string[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        const parent = / (\d+) /.exec(
          fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) \S/s, ''),
        )?.[1];
        const at = words.indexOf('--server-data-dir');
        return at < 0 || Number(parent) !== process.pid ? [] : [words[at + 1] ?? ''];
      } catch {
        return [];
      }
    });
}

// What is looked at is below /proc, and a server with a folder of its own.
if (process.platform === 'linux' && process.env['VSCODE_TEST_HOST'] !== 'electron') {
  describe('an agent that reports to the window over HTTP', function () {
    // The program is installed where it is not there yet.
    this.timeout(900_000);
    stations(this);

    let agent: RealAgent;
    let workbench: Workbench;
    let server: { readonly token: string; readonly port?: number };
    const port = (): number => server.port ?? 0;
    const bearer = (token = server.token) => ({ Authorization: `Bearer ${token}` });

    before(async () => {
      agent = await RealAgent.prepare('codex', 'Reported over HTTP', { mcp: 'http' });
      workbench = await openWorkbench({ workspace: agent.project });
      await beginOrchestration(workbench, 'Shop');
    });

    after(async () => {
      await workbench.dispose();
      await agent.dispose();
    });

    it('begins, and the window answers whoever shows the token, as it should', async () => {
      await spawnByHand(workbench, 'real');
      await rowSays(workbench, 'Agents', /AGENT_0001 executor ?running/);
      await until('it has asked its model', 60_000, () => Promise.resolve(agent.hasAsked));
      server = earlierServer(agent.project);
      const answers = await Promise.all([
        ask(port(), bearer()),
        ask(port(), {}),
        ask(port(), bearer(`${server.token}x`)),
        ask(port(), { ...bearer(), Host: 'evil.example' }),
        ask(port(), { ...bearer(), Origin: 'https://evil.example' }),
      ]);
      assert.deepEqual(answers, [200, 401, 401, 403, 403]);
    });

    it('has the token where nobody else sees it', () => {
      const { token } = server;
      assert.deepEqual(filesThatHold(token, agent.project), []);
      assert.deepEqual(processesThatHold(token, 'cmdline'), []);
      const [data, ...more] = dataFolders();
      assert.ok(data !== undefined && more.length === 0);
      assert.ok(filesThatHold('Launched Extension Host Process', data).length > 0, 'its logs');
      assert.deepEqual(filesThatHold(token, data), []);
      // In the program of the agent alone, not in the terminal that it was started in.
      const holders = processesThatHold(token, 'environ');
      const processes = agentsProcesses(agent.project);
      const runner = processes.find(({ words }) => words.includes('--hold'));
      assert.ok(runner && !holders.includes(runner.pid));
      const words = processes.flatMap((each) => each.words);
      assert.ok(words.includes(`mcp_servers.atlas.url="http://127.0.0.1:${port()}/mcp"`));
      const own = processes.map(({ pid }) => pid);
      assert.ok(holders.length > 0);
      assert.deepEqual(
        holders.filter((pid) => !own.includes(pid)),
        [],
      );
    });

    it('finds the server again where it was when the window was reloaded, and reports', async () => {
      await workbench.reload();
      await workbench.openView('Agents');
      await rowSays(workbench, 'Agents', /AGENT_0001 executor ?running/);
      await until('the server answers again', 30_000, async () => {
        return (await ask(port(), bearer())) === 200;
      });
      const now = earlierServer(agent.project);
      assert.deepEqual([now.port, now.token], [server.port, server.token]);
      agent.letGo();
      await rowSays(workbench, 'Agents', /reported success · Reported over HTTP/);
      await workbench.screenshot('over-http-reported');
    });

    it('ends, and with the window its server', async () => {
      await killTerminal(workbench);
      await until('nothing of it is left', 30_000, () =>
        Promise.resolve(agentsProcesses(agent.project).length === 0),
      );
      assert.equal(await ask(port(), bearer()), 200);
      await workbench.closeWindow();
      assert.equal(await ask(port(), bearer()), undefined);
    });
  });
}
