import * as path from 'node:path';
import type * as vscode from 'vscode';
import { loadMcpProgram, type McpHttpServer } from '../../node/mcpProgram';
import { earlierServer, noteServer } from '../../node/launch/windowServer';
import type { Log } from '../host/log';
import type { Orchestration } from '../host/orchestration';

/**
 * The servers through which agents reach this window over HTTP, one for each folder, started when the
 * first agent is to use it. They answer on 127.0.0.1 only, with the token, and end with the window.
 */
export class WindowServers implements vscode.Disposable {
  readonly #folder: string;
  readonly #log: Log;
  readonly #started = new Map<Orchestration, Promise<McpHttpServer>>();

  constructor({ extensionUri }: vscode.ExtensionContext, log: Log) {
    this.#folder = path.join(extensionUri.fsPath, 'dist');
    this.#log = log;
  }

  /** Resolves when the folder's server can be reached, and agents can find it. */
  async ready(orchestration: Orchestration): Promise<McpHttpServer> {
    const present = this.#started.get(orchestration);
    if (present) {
      return present;
    }
    const starting = this.#start(orchestration);
    this.#started.set(orchestration, starting);
    try {
      return await starting;
    } catch (error) {
      this.#started.delete(orchestration);
      throw error;
    }
  }

  dispose(): void {
    for (const starting of this.#started.values()) {
      starting.then(
        (server) => void server.dispose(),
        () => undefined,
      );
    }
  }

  async #start({ files, project }: Orchestration): Promise<McpHttpServer> {
    const { token, port } = earlierServer(files.root);
    const serve = (at: number): Promise<McpHttpServer> =>
      loadMcpProgram(this.#folder).serveMcpOverHttp({
        root: files.root,
        project,
        token,
        port: at,
        onFault: (error) => {
          this.#log.warn(`MCP: ${error.message}`);
        },
      });
    // Another program may have taken the port since this folder's last window.
    const server = await (port === undefined ? serve(0) : serve(port).catch(() => serve(0)));
    noteServer(files.root, { url: server.url, port: server.port, token });
    return server;
  }
}
