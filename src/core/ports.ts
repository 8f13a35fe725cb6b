import type { AtlasError } from './errors';
import type { JournalRecord } from './journal/record';
import type { Context } from './model/context';
import type { AtlasEvent } from './model/events';

/** Says what time it is. */
export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string;
}

/** A file an operation wants beside the context, for people and agents to read. */
export interface PlannedDocument {
  /** Relative to `.atlas/orchestrator/`, with forward slashes, e.g. `agents/AGENT_0001/mission.md`. */
  readonly path: string;
  readonly text: string;
  /** `add` keeps what the file already says and writes below it; `create` expects no such file. */
  readonly mode: 'create' | 'add';
}

/** What an operation decided: nothing has happened yet. */
export interface Plan {
  /** When it happens, ISO 8601 in UTC. */
  readonly at: string;
  /** Who acts, where the store itself does not know: an agent's id. */
  readonly actor?: string;
  readonly events: readonly AtlasEvent[];
  readonly documents?: readonly PlannedDocument[];
}

/** Decides on the state as it is at this moment, under the store's lock. */
export type Decide = (context: Context | undefined) => Plan;

/**
 * What is known of the stored state. With a problem, `context` is the last good one, if there was any. The context
 * belongs to the store: whoever reads it changes nothing in it. Later events may change it in place, so whoever has
 * waited for something in between asks for the state anew.
 */
export interface StoreState {
  readonly context?: Context | undefined;
  readonly problem?: AtlasError | undefined;
  /** Somebody edited the context, and the journal does not know it yet. */
  readonly unwritten?: boolean;
}

export interface Disposable {
  dispose(): void;
}

/**
 * Keeps one orchestration. Implementations decide on fresh state under a lock that all programs on the
 * machine share, and return only when the change is on disk.
 */
export interface Store {
  readonly state: StoreState;
  /** Called after the state changed, whoever changed it. */
  onDidChange(listener: () => void): Disposable;
  /**
   * Decides and applies. Returns the state after it.
   * @throws AtlasError what `decide` throws, and contextUnreadable, contextInvalid, contextNewer,
   *   contextUnwritable, lockBusy; then nothing was changed
   */
  commit(decide: Decide): Promise<Context>;
  /** The same without giving up control in between, for the last moment of a window's life. */
  commitNow(decide: Decide): Context;
  /**
   * Everything that ever happened, in its order, with the ids items have now.
   * @param since ISO 8601; what was recorded before may be left out
   */
  history(since?: string): readonly JournalRecord[];
}

/** Who holds the orchestration's session on this machine, so that a session nobody ended can be told. */
export interface SessionLease {
  /** `ours`, `other` (another living process), or `gone`. */
  holder(session: string): 'ours' | 'other' | 'gone';
  take(session: string): void;
  release(): void;
}
