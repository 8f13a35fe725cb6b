import { setTimeout as delay } from 'node:timers/promises';

/** A server on this machine, and who may ask it. */
export interface LocalServer {
  readonly url: string;
  /** The value of the header. */
  readonly authorization: string;
}

export interface Listener {
  /** It is listened from now on. May come again: a stream that broke off is taken up. */
  readonly onOpen: () => void;
  readonly onEvent: (event: unknown) => void;
}

/** How long is waited before it is tried again, in ms. */
const AGAIN_MS = 500;

/** A server that is starting takes connections that it never answers: they are given up after this, in ms. */
const READY_MS = 2_000;

/** How long it may take to take in what it is told, in ms. */
const ANSWER_MS = 15_000;

/**
 * Listens to the server-sent events of a server that may not be there yet, until it is told to stop. Nothing
 * of it keeps this process from ending.
 * @param paths one that answers when the server is ready, and the one of the events
 */
export async function listen(
  server: LocalServer,
  paths: { readonly ready: string; readonly events: string },
  { onOpen, onEvent }: Listener,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const { ok } = await ask(server, paths.ready, { stop, within: READY_MS });
      const stream = ok ? await get(server, paths.events, stop) : undefined;
      if (stream?.ok && stream.body) {
        onOpen();
        await readEvents(stream.body, onEvent);
      }
    } catch {
      // It is not there yet, or not any more: the end of the program tells which.
    }
    await delay(AGAIN_MS, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}

/**
 * One question to it, or with a body, something it is told.
 * @throws Error when it does not answer in time, or is not there
 */
export async function ask(
  server: LocalServer,
  path: string,
  {
    stop,
    body,
    within = ANSWER_MS,
  }: { readonly stop: AbortSignal; readonly body?: unknown; readonly within?: number },
): Promise<{ readonly ok: boolean }> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(within)]);
  const answer = await get(server, path, signal, body);
  // A connection whose answer is not read is not used again.
  await answer.arrayBuffer();
  return answer;
}

function get(
  { url, authorization }: LocalServer,
  path: string,
  signal: AbortSignal,
  body?: unknown,
): Promise<Response> {
  return fetch(`${url}${path}`, {
    headers: {
      authorization,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    signal,
    // The password is for this server only.
    redirect: 'error',
  });
}

/** Events whose data is not JSON are nobody's we know. */
export async function readEvents(
  stream: AsyncIterable<Uint8Array>,
  onEvent: (event: unknown) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += decoder.decode(chunk, { stream: true }).replaceAll('\r', '');
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = dataOf(block);
      if (event !== undefined) {
        onEvent(event);
      }
    }
  }
}

function dataOf(block: string): unknown {
  const lines = block.split('\n').filter((line) => line.startsWith('data:'));
  try {
    return JSON.parse(lines.map((line) => line.slice('data:'.length)).join('\n'));
  } catch {
    return undefined;
  }
}
