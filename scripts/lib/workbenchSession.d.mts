import type { Page } from 'playwright-core';

export interface SessionOptions {
  /** Absolute paths; neither: an empty window. */
  workspace: { folder?: string; workspaceFile?: string };
  /** User settings. */
  settings: Record<string, unknown>;
  /** False: the workspace opens in restricted mode. */
  trust: boolean;
  /** Added to the environment of VS Code, and so of the extension host and its terminals. */
  env: Record<string, string>;
  /** The display language, where it is not English; only of a server. */
  language?: string;
}

export interface Session {
  open(): Promise<Page>;
  reload(page: Page): Promise<void>;
  close(page: Page): Promise<void>;
  dispose(): Promise<void>;
}

export function startSession(options: SessionOptions): Promise<Session>;
