import * as assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { atlas, BUNDLE, plainEnvironment } from '../cli/support/atlas';
import { contextOf } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { until } from '../node/support/until';
import { agentAtWork, agentNow } from './support/agents';
import { data, MCP_BUNDLE, says, useClients } from './support/clients';

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'tests', version: '1' },
  },
};
const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };
const ASK = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'ask_question', arguments: { question: 'Which?', wait_seconds: 50 } },
};

describe('MCP on standard input and output', function () {
  this.timeout(30_000);
  const folder = useSample();
  const clients = useClients();
  const children: ChildProcessWithoutNullStreams[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  function start(...args: string[]): ChildProcessWithoutNullStreams {
    const child = spawn(process.execPath, args, { env: plainEnvironment(), stdio: 'pipe' });
    children.push(child);
    return child;
  }

  const STARTS: readonly [string, () => string[]][] = [
    ['node mcp.cjs', () => [MCP_BUNDLE, '--root', folder().root]],
    ['atlas mcp', () => [BUNDLE, 'mcp', '--cwd', folder().root]],
    ['atlas mcp --json', () => [BUNDLE, 'mcp', '--json', '--cwd', folder().root]],
  ];
  for (const [name, args] of STARTS) {
    it(`${name} writes nothing but the protocol, and ends with its input, whatever waits`, async () => {
      const child = start(...args());
      let out = '';
      child.stdout.on('data', (part: Buffer) => (out += part.toString()));
      child.stderr.resume();
      child.stdin.write('this is no message\n');
      for (const message of [INITIALIZE, INITIALIZED, ASK]) {
        child.stdin.write(`${JSON.stringify(message)}\n`);
      }
      await until('it asked', () => (contextOf(folder()).pending_decisions ?? []).length > 0);
      const ended = once(child, 'exit');
      const endedAt = performance.now();
      child.stdin.end();
      assert.deepEqual(await ended, [0, null]);
      assert.ok(performance.now() - endedAt < 5_000);
      const messages = out.trimEnd().split('\n');
      const [first] = messages.map((line) => JSON.parse(line) as { jsonrpc: string; id: number });
      assert.deepEqual([first?.jsonrpc, first?.id], ['2.0', 1]);
    });
  }

  it('atlas mcp serves as the program itself does, also from a folder below', async () => {
    const { id } = await agentAtWork(folder());
    const client = await clients.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [BUNDLE, 'mcp', '--agent', id, '--project', 'project_alpha'],
        cwd: path.join(folder().root, '.atlas'),
        env: plainEnvironment(),
      }),
    );
    await data(client, 'report', { status: 'failure', summary: 'No licence' });
    assert.equal(agentNow(folder(), id)?.report?.status, 'failure');
  });

  it('takes the agent of the arguments before the one of the environment', async () => {
    const { id } = await agentAtWork(folder());
    const { id: other } = await agentAtWork(folder());
    const [env, root] = [{ ATLAS_AGENT_ID: other, ATLAS_ROOT: '/nowhere' }, folder().root];
    const bound = await clients.overStdio({ root, agent: id }, env);
    assert.match(await says(bound, 'read_mission'), new RegExp(`^# Mission of ${id} `));
    const inherited = await clients.overStdio({ root }, env);
    assert.match(await says(inherited, 'read_mission'), new RegExp(`^# Mission of ${other} `));
  });

  it('says what is wrong with its arguments on standard error', async () => {
    for (const args of [['--root', '/nowhere'], ['--rot']]) {
      const child = start(MCP_BUNDLE, ...args);
      let err = '';
      child.stderr.on('data', (part: Buffer) => (err += part.toString()));
      child.stdout.on('data', () => assert.fail('standard output is the protocol’s'));
      assert.deepEqual(await once(child, 'close'), [2, null]);
      assert.match(err, /^atlas mcp: [^\n]*(there is no folder|--rot)[^\n]*\n$/);
    }
    const { code, stdout, stderr } = await atlas(['mcp', '--cwd', '/nowhere'], { cwd: '/' });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /there is no folder \/nowhere/);
  });
});
