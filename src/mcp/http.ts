import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { McpHttpOptions, McpHttpServer } from '../node/mcpProgram';
import { MCP_PATH, refusalOf, type Refusal } from './httpGuard';
import { OpenOrchestration } from './openOrchestration';
import { buildServer, type Serving } from './server';

/** The header that says which agent is served. A client may send it with every request. */
const AGENT_HEADER = 'x-atlas-agent';

/** Enough for a report of many pages. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/** Who sends slower than this is no client on the same machine. */
const REQUEST_TIMEOUT_MS = 30_000;

const SHORTEST_TOKEN = 16;

/**
 * Serves 127.0.0.1 over Streamable HTTP, in both eras of the protocol, without sessions: each request is
 * whole in itself, so a client that was away goes on as if nothing had been.
 * @throws AtlasError inputInvalid where there is no such folder; the error of the system where the port
 *   cannot be had
 */
export async function serveMcpOverHttp({
  token,
  port: wanted = 0,
  onFault = () => undefined,
  ...options
}: McpHttpOptions): Promise<McpHttpServer> {
  if (token.length < SHORTEST_TOKEN) {
    throw new Error(`The token must have at least ${SHORTEST_TOKEN} characters.`);
  }
  const ending = new AbortController();
  const serving: Serving = {
    orchestration: new OpenOrchestration(options),
    ending: ending.signal,
    onFault,
  };
  const limits = { onerror: onFault, maxRequestBodySize: LARGEST_BODY_BYTES };
  const handler = createMcpHandler(
    ({ requestInfo }) => buildServer(serving, requestInfo?.headers.get(AGENT_HEADER) || undefined),
    limits,
  );
  const serve = toNodeHandler(handler, limits);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    const refusal = refusalOf(request, { port, token });
    if (refusal) {
      refuse(response, refusal);
    } else {
      // Its type says of what may be missing that it is never undefined.
      void serve(request as NodeIncomingMessageLike, response);
    }
  });
  const port = await listen(server, wanted);
  return {
    url: `http://127.0.0.1:${port}${MCP_PATH}`,
    port,
    async dispose() {
      ending.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([handler.close(), closed]);
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Closes the connection too: what else it may want to send is not read. */
function refuse(response: ServerResponse, { status, message }: Refusal): void {
  response
    .writeHead(status, {
      'Content-Type': 'application/json',
      Connection: 'close',
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
    })
    .end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }));
}
