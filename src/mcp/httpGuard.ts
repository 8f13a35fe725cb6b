import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly status: 401 | 403 | 404;
  readonly message: string;
}

/** Where clients find the server. */
export const MCP_PATH = '/mcp';

/**
 * Why a request is not served, or undefined. Every web page in the user's browser can send requests to
 * 127.0.0.1, and a name of its own may lead there: so a request must name us as we are called here, must
 * come from no page, and must show the token. Nothing else is told before all of that holds.
 */
export function refusalOf(
  { headers, url }: Pick<IncomingMessage, 'headers' | 'url'>,
  { port, token }: { readonly port: number; readonly token: string },
): Refusal | undefined {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) {
    return { status: 403, message: 'This host is not served here.' };
  }
  if (headers.origin !== undefined) {
    return { status: 403, message: 'Pages of a browser are not served.' };
  }
  if (!shows(headers.authorization, token)) {
    return { status: 401, message: 'The token is missing or wrong.' };
  }
  return url === MCP_PATH ? undefined : { status: 404, message: `Only ${MCP_PATH} is served.` };
}

/** Takes as long for a wrong token as for the right one, however long they are. */
function shows(authorization: string | undefined, token: string): boolean {
  const shown = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(shown), digest(token));
}

function digest(words: string): Buffer {
  return createHash('sha256').update(words).digest();
}
