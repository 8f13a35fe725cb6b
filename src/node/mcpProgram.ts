import { createRequire } from 'node:module';
import * as path from 'node:path';

/** What a server for agents is about. */
export interface McpOptions {
  /** The workspace folder, or one below it. */
  readonly root: string;
  /** Which of several orchestrations, by name or file-name part. */
  readonly project?: string | undefined;
}

export interface McpStdioOptions extends McpOptions {
  /** Id of the agent that is served; without it anybody is, and says who acts. */
  readonly agent?: string | undefined;
}

export interface McpHttpOptions extends McpOptions {
  /** What a client has to show. At least 16 characters that nobody can guess. */
  readonly token: string;
  /** Any free one, unless it is given. */
  readonly port?: number;
  /** Told of what went wrong beside the answers, for a log. */
  readonly onFault?: (error: Error) => void;
}

export interface McpHttpServer {
  /** `http://127.0.0.1:PORT/mcp` */
  readonly url: string;
  readonly port: number;
  /** Ends it at once, and every connection with it; resolves when the port is free. */
  dispose(): Promise<void>;
}

/** What `dist/mcp.cjs` exports, beside being a program of its own. */
export interface McpProgram {
  /** Serves this process' standard input and output, until the input ends. */
  readonly serveMcpOverStdio: (options: McpStdioOptions) => void;
  /** Serves 127.0.0.1. An agent is bound by the header `X-Atlas-Agent`. */
  readonly serveMcpOverHttp: (options: McpHttpOptions) => Promise<McpHttpServer>;
}

/**
 * Loads the server for agents. It is a bundle of its own: the protocol is half a megabyte that most
 * commands, and most windows, never need.
 * @param folder where the bundles lie: `__dirname` of whoever is bundled itself
 */
export function loadMcpProgram(folder: string): McpProgram {
  const file = path.join(folder, 'mcp.cjs');
  return createRequire(file)(file) as McpProgram;
}
