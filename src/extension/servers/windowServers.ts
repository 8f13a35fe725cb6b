import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { loadMcpProgram, type McpHttpServer } from '../../node/mcpProgram';
import { earlierServer, noteServer, windowServer } from '../../node/launch/windowServer';
import type { Log } from '../host/log';
import type { Orchestration } from '../host/orchestration';

/** The window before a reload may still have the port while this one begins. In ms. */
const ENDS_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 100;

interface Started {
  readonly server: McpHttpServer;
  readonly token: string;
}

/**
 * The servers through which agents reach this window over HTTP, one for each folder, started when the
 * first agent is to use it. They answer on 127.0.0.1 only, with the token, and end with the window.
 */
export class WindowServers implements vscode.Disposable {
  readonly #folder: string;
  readonly #log: Log;
  readonly #started = new Map<Orchestration, Promise<Started>>();

  constructor({ extensionUri }: vscode.ExtensionContext, log: Log) {
    this.#folder = path.join(extensionUri.fsPath, 'dist');
    this.#log = log;
  }

  /** Resolves when the folder's server can be reached, and agents can find it. */
  async ready(orchestration: Orchestration): Promise<void> {
    const present = this.#started.get(orchestration);
    const starting = present ?? this.#start(orchestration);
    this.#started.set(orchestration, starting);
    try {
      const { server, token } = await starting;
      const { root } = orchestration.files;
      // Another window on the folder may have told agents of its own one, and may be closed by now.
      if (!present || windowServer(root) === undefined) {
        noteServer(root, { url: server.url, port: server.port, token });
      }
    } catch (error) {
      this.#started.delete(orchestration);
      throw error;
    }
  }

  dispose(): void {
    for (const starting of this.#started.values()) {
      starting.then(
        ({ server }) => void server.dispose(),
        () => undefined,
      );
    }
  }

  async #start({ files: { root }, project }: Orchestration): Promise<Started> {
    const { token, port } = earlierServer(root);
    const serve = (at: number): Promise<McpHttpServer> =>
      loadMcpProgram(this.#folder).serveMcpOverHttp({
        root,
        project,
        token,
        port: at,
        onFault: (error) => {
          this.#log.warn(`MCP: ${error.message}`);
        },
      });
    const until = Date.now() + ENDS_WITHIN_MS;
    while (port !== undefined) {
      try {
        return { server: await serve(port), token };
      } catch {
        // Nobody gives it back: another program has it by now, or another window that stays.
        if (windowServer(root) === undefined || Date.now() > until) {
          break;
        }
        await delay(LOOK_EVERY_MS);
      }
    }
    return { server: await serve(0), token };
  }
}
