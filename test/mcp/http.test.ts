import * as assert from 'node:assert/strict';
import { once } from 'node:events';
import * as http from 'node:http';
import * as net from 'node:net';
import { decide } from '../../src/core/operations/decide';
import { useSample, filesBelow } from '../node/support/temporaryFolder';
import { until } from '../node/support/until';
import { contextOf, open } from '../node/support/open';
import { agentAtWork, agentNow } from './support/agents';
import { call, data, says, serveMcpOverHttp, TOKEN, useClients } from './support/clients';

const BODY = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
const HEADERS = {
  Authorization: `Bearer ${TOKEN}`,
  'Content-Type': 'application/json',
  Accept: 'application/json, text/event-stream',
};

interface Answered {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

interface Asked {
  readonly port: number;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string;
}

/** By Node itself: a fetch lets nobody choose Host or Origin. */
async function ask({
  port,
  method = 'POST',
  path = '/mcp',
  headers,
  body,
}: Asked): Promise<Answered> {
  const request = http.request({ port, host: '127.0.0.1', method, path, agent: false });
  for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) {
    if (value !== undefined) {
      request.setHeader(name, value);
    }
  }
  request.end(method === 'POST' ? (body ?? BODY) : undefined);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  let text = '';
  for await (const part of response) {
    text += String(part);
  }
  return { status: response.statusCode, headers: response.headers, text };
}

describe('MCP over HTTP', function () {
  this.timeout(30_000);
  const folder = useSample();
  const clients = useClients();

  it('serves who shows the token, by either of its names', async () => {
    const { port, url } = await clients.serve(folder().root);
    assert.equal(url, `http://127.0.0.1:${port}/mcp`);
    for (const Host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      const { status, text } = await ask({ port, headers: { Host } });
      assert.equal(status, 200);
      assert.match(text, /"read_mission"/);
    }
  });

  it('refuses everybody else, and tells them nothing', async () => {
    const { port } = await clients.serve(folder().root);
    const refused: readonly [number, Omit<Asked, 'port'>][] = [
      [401, { headers: { Authorization: undefined } }],
      [401, { headers: { Authorization: 'Bearer wrong' } }],
      [401, { headers: { Authorization: `Bearer ${TOKEN}x` } }],
      [401, { headers: { Authorization: `Basic ${TOKEN}` } }],
      [401, { headers: { Authorization: undefined }, path: `/mcp?token=${TOKEN}` }],
      [401, { headers: { Authorization: undefined }, path: '/elsewhere' }],
      [401, { headers: { Authorization: undefined }, method: 'GET' }],
      [403, { headers: { Host: `evil.example:${port}` } }],
      [403, { headers: { Host: '127.0.0.1' } }],
      [403, { headers: { Host: `127.0.0.1:${port + 1}` } }],
      [403, { headers: { Origin: 'https://evil.example' } }],
      [403, { headers: { Origin: `http://127.0.0.1:${port}` } }],
      [403, { headers: { Origin: 'null' }, method: 'OPTIONS' }],
      [404, { path: '/elsewhere' }],
    ];
    for (const [expected, asked] of refused) {
      const { status, text, headers } = await ask({ port, ...asked });
      assert.equal(status, expected, JSON.stringify(asked));
      assert.doesNotMatch(text, /atlas|read_mission|project/i);
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.equal(headers['www-authenticate'], status === 401 ? 'Bearer' : undefined);
    }
  });

  it('has no sessions to open or to delete, and reads no more than it should', async () => {
    const { port } = await clients.serve(folder().root);
    assert.equal((await ask({ port, method: 'GET' })).status, 405);
    assert.equal((await ask({ port, method: 'DELETE' })).status, 405);
    assert.equal((await ask({ port, body: '{' })).status, 400);
    assert.equal((await ask({ port, headers: { 'Content-Type': 'text/plain' } })).status, 415);
    const huge = { Expect: '100-continue', 'Content-Length': 2 ** 31 };
    const request = http.request({ port, host: '127.0.0.1', method: 'POST', path: '/mcp' });
    Object.entries({ ...HEADERS, ...huge }).forEach(([name, value]) =>
      request.setHeader(name, value),
    );
    request.on('error', () => undefined).flushHeaders();
    const [{ statusCode }] = (await once(request, 'response')) as [http.IncomingMessage];
    request.destroy();
    assert.equal(statusCode, 413);
    const large = JSON.stringify({
      ...(JSON.parse(BODY) as object),
      more: 'x'.repeat(1024 * 1024),
    });
    const chunked = { 'Transfer-Encoding': 'chunked' };
    assert.equal((await ask({ port, body: large, headers: chunked })).status, 413);
  });

  it('takes reports of a hundred thousand letters', async () => {
    const { id } = await agentAtWork(folder());
    const client = await clients.overHttp({ root: folder().root, agent: id });
    const summary = `${'It’s $(done) "well". '.repeat(5_000)}End`;
    await data(client, 'report', { status: 'success', summary });
    assert.equal(agentNow(folder(), id)?.report?.summary, summary);
  });

  it('tells agents apart by their header, all at once', async () => {
    const agents = [];
    for (let count = 0; count < 4; count += 1) {
      agents.push(await agentAtWork(folder()));
    }
    const { url } = await clients.serve(folder().root);
    const anybody = await clients.connectTo(url, {});
    assert.equal((await call(anybody, 'read_mission')).failed, true);
    await Promise.all(
      agents.map(async ({ id }, at) => {
        const era = at % 2 === 0 ? 'modern' : 'legacy';
        const client = await clients.connectTo(url, { agent: id, era });
        assert.match(await says(client, 'read_mission'), new RegExp(`^# Mission of ${id} `));
        await data(client, 'report', { status: 'success', summary: `I am ${id}` });
      }),
    );
    for (const { id } of agents) {
      assert.equal(agentNow(folder(), id)?.report?.summary, `I am ${id}`);
    }
  });

  it('ends at once with everything that is open, and leaves the port', async () => {
    const server = await clients.serve(folder().root);
    const client = await clients.connectTo(server.url, {});
    const waiting = call(client, 'ask_question', { question: 'Which?', wait_seconds: 50 });
    const cut = assert.rejects(waiting);
    await until('it asked', () => (contextOf(folder()).pending_decisions ?? []).length > 0);
    const startedAt = performance.now();
    await Promise.all([server.dispose(), server.dispose()]);
    assert.ok(performance.now() - startedAt < 2_000);
    await cut;
    await assert.rejects(ask({ port: server.port }), /ECONNREFUSED/);
    const next = await serveMcpOverHttp({ root: folder().root, token: TOKEN, port: server.port });
    await assert.rejects(
      serveMcpOverHttp({ root: folder().root, token: TOKEN, port: server.port }),
      /EADDRINUSE/,
    );
    await next.dispose();
  });

  it('keeps an answer that came when its client was gone', async () => {
    const { port, url } = await clients.serve(folder().root);
    const asked = { name: 'ask_question', arguments: { question: 'Which?', wait_seconds: 50 } };
    const pending = (): { readonly id: string }[] =>
      (contextOf(folder()).pending_decisions ?? []) as { id: string }[];
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: asked });
    const socket = net.connect(port, '127.0.0.1');
    socket.write(
      `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: ${body.length}\r\n` +
        Object.entries(HEADERS)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('') +
        `\r\n${body}`,
    );
    await until('it asked', () => pending().length > 0);
    socket.destroy();
    const decision = pending()[0]?.id ?? '';
    await open(folder()).atlas.run(decide, { decision, choice: 'A', rationale: 'so' });
    const client = await clients.connectTo(url, {});
    const told = await data(client, asked.name, asked.arguments);
    assert.deepEqual([told.data['decision'], told.data['choice']], [decision, 'A']);
  });

  it('writes its token nowhere, and wants a long one', async () => {
    const client = await clients.overHttp({ root: folder().root });
    await says(client, 'add_insight', { text: 'x' });
    const all = JSON.stringify([filesBelow(folder().root), process.argv, process.env]);
    assert.ok(!all.includes(TOKEN));
    await assert.rejects(serveMcpOverHttp({ root: folder().root, token: 'short' }), /characters/);
    const nowhere = serveMcpOverHttp({ root: '/nowhere', token: TOKEN });
    await assert.rejects(nowhere, /inputInvalid/);
  });
});
