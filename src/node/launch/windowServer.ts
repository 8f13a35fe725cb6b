import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod';
import { replaceFile } from '../atomicFile';
import { readIfThere } from '../documents';
import { identifyProcess, isAlive } from '../processIdentity';
import { privateFolder } from './privateFolder';

/** How an agent of this user reaches the server of a window. */
const Address = z.object({
  url: z.string(),
  port: z.number().int(),
  token: z.string(),
  window: z.object({ pid: z.number(), start: z.string(), host: z.string() }),
});
export type WindowServer = z.infer<typeof Address>;

/**
 * Where the address of the window that has a folder open is noted: outside of the repository, and for
 * this user only, because whoever has the token may report.
 */
function fileFor(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 32);
  return path.join(privateFolder('windows'), `${name}.json`);
}

/** The server of a window that is open on the folder now; undefined where there is none. */
export function windowServer(root: string): WindowServer | undefined {
  const noted = notedServer(root);
  return noted && isAlive(noted.window) === true ? noted : undefined;
}

/**
 * What a window on this folder used last: agents that outlive a reload of it still have the token, and
 * look for it at the port.
 */
export function earlierServer(root: string): { readonly token: string; readonly port?: number } {
  const noted = notedServer(root);
  return noted ?? { token: randomBytes(32).toString('base64url') };
}

export function noteServer(
  root: string,
  server: Pick<WindowServer, 'url' | 'port' | 'token'>,
): void {
  replaceFile(fileFor(root), JSON.stringify({ ...server, window: identifyProcess() }), {
    synced: false,
  });
  fs.chmodSync(fileFor(root), 0o600);
}

function notedServer(root: string): WindowServer | undefined {
  try {
    return Address.parse(JSON.parse(readIfThere(fileFor(root)) ?? 'null'));
  } catch {
    // There was none yet, or it is of another version.
    return undefined;
  }
}
