import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { McpStdioOptions } from '../node/mcpProgram';
import { OpenOrchestration } from './openOrchestration';
import { buildServer, type Serving } from './server';

/**
 * Serves this process' standard input and output, in either era of the protocol, until the input ends:
 * then nothing is left to do, and the process with it ends by itself.
 * @throws AtlasError inputInvalid where there is no such folder
 */
export function serveMcpOverStdio({ agent, ...options }: McpStdioOptions): void {
  const serving: Serving = {
    orchestration: new OpenOrchestration(options),
    // A request ends with its connection, and there is no other here.
    ending: new AbortController().signal,
    onFault: logFault,
  };
  serveStdio(() => buildServer(serving, agent), { onerror: logFault });
}

/** Standard output belongs to the protocol; what clients find here they keep as a log. */
function logFault(error: Error): void {
  process.stderr.write(`atlas mcp: ${error.stack ?? error.message}\n`);
}
