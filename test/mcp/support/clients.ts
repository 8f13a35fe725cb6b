import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import {
  Client,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { loadMcpProgram, type McpHttpServer, type McpProgram } from '../../../src/node/mcpProgram';
import { BUNDLE, plainEnvironment, useBundle } from '../../cli/support/atlas';

const DIST = path.dirname(BUNDLE);
export const MCP_BUNDLE = path.join(DIST, 'mcp.cjs');
export const TOKEN = 'a token of the tests that nobody guesses'.replaceAll(' ', '-');

export const serveMcpOverHttp: McpProgram['serveMcpOverHttp'] = (options) =>
  loadMcpProgram(DIST).serveMcpOverHttp(options);

/** How clients of before and after the protocol of 2026-07-28 begin. */
const ERAS = {
  legacy: { version: '2025-11-25', mode: 'legacy' },
  modern: { version: '2026-07-28', mode: { pin: '2026-07-28' } },
} as const;
export type Era = keyof typeof ERAS;

export interface Served {
  readonly root: string;
  readonly agent?: string | undefined;
  readonly era?: Era | undefined;
}

/** What a tool answered. */
export interface Told {
  readonly failed: boolean;
  readonly words: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Connects real clients to real servers; all of them are gone after each test. */
export class Clients {
  readonly #clients: Client[] = [];
  readonly #servers: McpHttpServer[] = [];

  overStdio({ root, agent, era }: Served, env: Record<string, string> = {}): Promise<Client> {
    const args = ['--root', root, ...(agent === undefined ? [] : ['--agent', agent])];
    return this.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [MCP_BUNDLE, ...args],
        env: { ...plainEnvironment(), ...env },
        stderr: 'inherit',
      }),
      era,
    );
  }

  async overHttp({ root, agent, era }: Served): Promise<Client> {
    const { url } = await this.serve(root);
    return this.connectTo(url, { agent, era });
  }

  async serve(root: string): Promise<McpHttpServer> {
    const server = await serveMcpOverHttp({ root, token: TOKEN });
    this.#servers.push(server);
    return server;
  }

  connectTo(url: string, { agent, era }: Omit<Served, 'root'>): Promise<Client> {
    const headers = {
      Authorization: `Bearer ${TOKEN}`,
      ...(agent === undefined ? {} : { 'X-Atlas-Agent': agent }),
    };
    const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
    return this.connect(transport, era);
  }

  async connect(transport: Transport, era: Era = 'modern'): Promise<Client> {
    const { mode, version } = ERAS[era];
    const client = new Client(
      { name: 'tests', version: '1' },
      { versionNegotiation: { mode: mode } },
    );
    this.#clients.push(client);
    await client.connect(transport);
    assert.equal(client.getNegotiatedProtocolVersion(), version);
    return client;
  }

  async end(): Promise<void> {
    const closing = [
      ...this.#clients.splice(0).map((client) => client.close()),
      ...this.#servers.splice(0).map((server) => server.dispose()),
    ];
    await Promise.all(closing);
  }
}

export function useClients(): Clients {
  useBundle();
  const clients = new Clients();
  afterEach(() => clients.end());
  return clients;
}

export async function call(client: Client, name: string, args: object = {}): Promise<Told> {
  const result = await client.callTool({ name, arguments: { ...args } });
  const [first, ...rest] = result.content;
  assert.ok(first?.type === 'text' && rest.length === 0);
  assert.ok(result.structuredContent !== undefined);
  const data = result.structuredContent as Told['data'];
  return { failed: result.isError === true, words: first.text, data };
}

/** What it answers when all is well. */
export async function says(client: Client, name: string, args: object = {}): Promise<string> {
  return (await data(client, name, args)).words;
}

export async function data(client: Client, name: string, args: object = {}): Promise<Told> {
  const told = await call(client, name, args);
  assert.equal(told.failed, false, told.words);
  return told;
}

/** The sentence of the fault that it tells. */
export async function fault(client: Client, name: string, args: object = {}): Promise<string> {
  const { failed, words, data: told } = await call(client, name, args);
  assert.equal(failed, true, words);
  const { error } = told as { error: { code: string; message: string; hint: string } };
  assert.equal(words, `${error.message} ${error.hint}`);
  assert.doesNotMatch(words, /\{\w+\}|\[object|undefined\./);
  return `${error.code}: ${error.message}`;
}
