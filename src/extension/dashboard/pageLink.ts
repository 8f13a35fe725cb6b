import type * as vscode from 'vscode';
import * as z from 'zod';
import { ADVISORY_KINDS } from '../../core/metrics/advisories/advisory';
import { ITEM_KINDS } from '../../core/model/ids';
import type { Snapshot, ToHost, ToPage } from '../../protocol/dashboard';
import type { Log } from '../host/log';

const Message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), folder: z.string().nullable() }),
  z.strictObject({ type: z.literal('choose'), folder: z.string() }),
  z.strictObject({
    type: z.literal('open'),
    item: z.strictObject({ kind: z.enum([...ITEM_KINDS, 'session']), id: z.string() }),
  }),
  z.strictObject({ type: z.literal('decide'), id: z.string() }),
  z.strictObject({ type: z.literal('act'), advisory: z.enum(ADVISORY_KINDS) }),
  z.strictObject({ type: z.literal('export') }),
]) satisfies z.ZodType<ToHost>;

/** No more often than this, in ms. */
const LEAST_BETWEEN_MS = 300;

/** A snapshot that took long to make is not made again before so many times as long have passed. */
const REST = 4;

export interface PageHost {
  /** What is to be shown of a folder, or of the one that comes first. */
  snapshot(folder: string | null): Promise<Snapshot>;
  /** Something other than a snapshot was asked for. */
  receive(message: Exclude<ToHost, { type: 'ready' | 'choose' }>, folder: string | null): void;
}

/**
 * The line between one page and its host. The page says when it listens; from then on it gets a whole
 * snapshot for every change, as long as somebody sees it, several changes in a row as one.
 */
export class PageLink implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #host: PageHost;
  readonly #log: Log;
  readonly #listening: vscode.Disposable;
  #folder: string | null = null;
  #listens = false;
  #isVisible = true;
  #isLate = false;
  #timer: NodeJS.Timeout | undefined;
  #working = false;
  #restUntil = 0;

  constructor(webview: vscode.Webview, host: PageHost, log: Log) {
    this.#webview = webview;
    this.#host = host;
    this.#log = log;
    this.#listening = webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message);
    });
  }

  /** What is shown may have changed. */
  changed(): void {
    if (!this.#listens || !this.#isVisible) {
      this.#isLate = true;
      return;
    }
    this.#isLate = this.#working;
    if (!this.#working) {
      const rest = Math.max(LEAST_BETWEEN_MS, this.#restUntil - Date.now());
      this.#timer ??= setTimeout(() => void this.#send(), rest);
    }
  }

  /** A hidden page gets no messages; when it is seen again, it gets what it missed. */
  set visible(isVisible: boolean) {
    this.#isVisible = isVisible;
    this.#catchUp();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listens = false;
    this.#listening.dispose();
  }

  #receive(received: unknown): void {
    const { data: message, error } = Message.safeParse(received);
    if (!message) {
      this.#log.warn(`The dashboard said what nobody understands: ${z.prettifyError(error)}`);
      return;
    }
    if (message.type === 'ready' || message.type === 'choose') {
      this.#folder = message.folder;
      this.#listens = true;
      this.#restUntil = 0;
      void this.#send();
    } else {
      this.#host.receive(message, this.#folder);
    }
  }

  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#working) {
      this.#isLate = true;
      return;
    }
    this.#working = true;
    this.#isLate = false;
    const begun = Date.now();
    try {
      const snapshot = await this.#host.snapshot(this.#folder);
      if (this.#listens) {
        await this.#webview.postMessage({ type: 'snapshot', snapshot } satisfies ToPage);
      }
    } catch (error) {
      this.#log.error(`The dashboard could not be drawn: ${String(error)}`);
    } finally {
      this.#working = false;
      this.#restUntil = Date.now() + REST * (Date.now() - begun);
    }
    this.#catchUp();
  }

  #catchUp(): void {
    if (this.#isLate) {
      this.changed();
    }
  }
}
