import * as assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { writeMark } from '../../../src/node/launch/agentMarks';
import { readEvents } from '../../../src/node/launch/eventStream';
import { OpencodeTalk, type Talk } from '../../../src/node/launch/opencodeTalk';
import { contextOf, open } from '../support/open';
import { useSample } from '../support/temporaryFolder';

const authorization = `Basic ${Buffer.from('opencode:secret').toString('base64')}`;

/** A server as opencode's is one. It can come late, and lose its listeners. */
class FakeServer {
  readonly said: { readonly path: string; readonly body: unknown }[] = [];
  refused = 0;
  readonly #streams = new Set<ServerResponse>();
  readonly #http: Server;

  constructor() {
    this.#http = createServer((request, response) => {
      void (async () => {
        if (request.headers.authorization !== authorization) {
          this.refused += 1;
          response.writeHead(401).end();
          return;
        }
        if (request.url === '/event') {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write('data: {"type":"server.connected","properties":{}}\n\n');
          this.#streams.add(response);
          return;
        }
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
          chunks.push(chunk as Buffer);
        }
        if (request.method === 'POST') {
          const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          this.said.push({ path: request.url ?? '', body });
        }
        response.end('{}');
      })();
    });
  }

  async start(port = 0): Promise<number> {
    this.#http.listen(port, '127.0.0.1');
    await once(this.#http, 'listening');
    return (this.#http.address() as AddressInfo).port;
  }

  get listeners(): number {
    return this.#streams.size;
  }

  tell(type: string, properties: object): void {
    for (const stream of this.#streams) {
      stream.write(`data: ${JSON.stringify({ type, properties })}\n\n`);
    }
  }

  breakOff(): void {
    for (const stream of this.#streams) {
      stream.destroy();
    }
    this.#streams.clear();
  }

  async stop(): Promise<void> {
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    assert.ok(waited < 5_000, `it never came to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the talk with an opencode in a terminal', () => {
  const folder = useSample();
  let server: FakeServer;
  let talk: OpencodeTalk | undefined;
  let port: number;
  beforeEach(async () => {
    const { atlas } = open(folder());
    await atlas.run(spawnAgent, { mission: 'Look' });
    await atlas.run(startAgent, { agent: '48' });
    server = new FakeServer();
    port = await server.start();
  });
  afterEach(async () => {
    talk?.dispose();
    await server.stop();
  });
  const begin = async (more: Partial<Talk> = {}): Promise<void> => {
    talk = new OpencodeTalk(open(folder()).atlas, folder(), {
      server: { url: `http://127.0.0.1:${port}`, authorization },
      agent: 'AGENT_0048',
      conversation: undefined,
      prompt: undefined,
      remind: true,
      ...more,
    });
    await until('it listens', () => server.listeners === 1);
  };
  const agent = () => contextOf(folder()).spawned_agents?.at(-1);
  const busy = (sessionID = 'ses_1'): void => {
    server.tell('session.status', { sessionID, status: { type: 'busy' } });
  };

  it('makes known what the agent does, and its conversation', async () => {
    await begin();
    server.tell('session.created', { sessionID: 'ses_1', info: {} });
    busy();
    server.tell('permission.asked', { id: 'p', sessionID: 'ses_1', permission: 'bash' });
    await until('it waits', () => agent()?.status === 'needs_input');
    assert.deepEqual(
      [agent()?.waits_for?.about, agent()?.cli_session],
      ['permission to use bash', 'ses_1'],
    );
    server.tell('permission.replied', { requestID: 'p', sessionID: 'ses_1' });
    await until('it works', () => agent()?.status === 'running');
    server.tell('session.idle', { sessionID: 'ses_1' });
    await until('its turn ended', () => agent()?.status === 'turn_ended');
    assert.equal(server.refused, 0);
  });

  it('reminds it once of the report it owes', async () => {
    await begin();
    busy();
    server.tell('session.idle', { sessionID: 'ses_1' });
    await until('it is reminded', () => server.said.length === 1);
    assert.equal(server.said[0]?.path, '/session/ses_1/prompt_async');
    assert.match(JSON.stringify(server.said[0].body), /"text":"Atlas: you have not reported/);
    busy();
    server.tell('session.idle', { sessionID: 'ses_1' });
    await until('its turn ended', () => agent()?.status === 'turn_ended');
    assert.equal(server.said.length, 1);
  });

  it('says nothing to one that has reported', async () => {
    await begin();
    busy();
    await until('it works', () => agent()?.cli_session === 'ses_1');
    await open(folder()).atlas.run(reportAgent, { agent: '48', summary: 'Found it' });
    server.tell('session.idle', { sessionID: 'ses_1' });
    server.tell('session.created', { sessionID: 'ses_2', info: {} });
    await until('it heard that', () => agent()?.cli_session === 'ses_2');
    assert.deepEqual([server.said, agent()?.status], [[], 'reported']);
  });

  it('hands over what is left for it while it works', async () => {
    await begin({ conversation: 'ses_1' });
    writeMark(folder(), 'AGENT_0048', 'words', 'Wrap up');
    busy();
    await until('it is told', () => server.said.length === 1);
    assert.deepEqual(server.said[0]?.body, { parts: [{ type: 'text', text: 'Wrap up' }] });
  });

  it('says the first words of a conversation that goes on, once', async () => {
    await begin({ conversation: 'ses_1', prompt: 'Go on' });
    await until('it is told', () => server.said.length === 1);
    assert.equal(server.said[0]?.path, '/session/ses_1/prompt_async');
    server.breakOff();
    await until('it listens again', () => server.listeners === 1);
    busy();
    await until('it hears', () => agent()?.status === 'running');
    assert.equal(server.said.length, 1);
  });

  it('waits for a server that is not there yet, and stops waiting when told to', async () => {
    await server.stop();
    const waiting = new FakeServer();
    const early = new OpencodeTalk(open(folder()).atlas, folder(), {
      server: { url: `http://127.0.0.1:${port}`, authorization },
      ...{ agent: 'AGENT_0048', conversation: undefined, prompt: undefined, remind: true },
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    server = waiting;
    await waiting.start(port);
    await until('it listens', () => waiting.listeners === 1);
    early.dispose();
    waiting.tell('session.idle', { sessionID: 'ses_1' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(agent()?.status, 'running');
  });
});

describe('server-sent events', () => {
  it('are read however they are cut into pieces', async () => {
    const events = [{ a: 'ü\u{1F916}' }, { b: 'two\nlines' }, 3];
    const lines = events.map((each) => `event: x\r\ndata: ${JSON.stringify(each)}\r\n\r\n`);
    const bytes = Buffer.from([': a comment', '', 'data: {not json', '', ...lines].join('\n'));
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const read: unknown[] = [];
      await readEvents(pieces(bytes, size), (event) => read.push(event));
      assert.deepEqual(read, events);
    }
  });
});

// eslint-disable-next-line @typescript-eslint/require-await
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}
