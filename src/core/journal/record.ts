import type { AtlasEvent } from '../model/events';

/** One event as the journal keeps it. */
export interface JournalRecord {
  /** Grows by one with every event; two branches of a repository may use the same number. */
  readonly seq: number;
  /** A ULID: the event's name for ever, also after branches were merged. */
  readonly id: string;
  /**
   * Ids of the events its writer had seen last: one, or several where branches came together, or none
   * for the first. Chains the journal, so that a lost line is noticed.
   */
  readonly prev: readonly string[];
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** Who did it: an agent's id, or the program through which a person acted. */
  readonly actor: string;
  /** The session that was going on, if one was. */
  readonly session: string | null;
  readonly event: AtlasEvent;
  /** Events of one operation stand or fall together: the first one's id, and how many there are. */
  readonly batch?: { readonly first: string; readonly of: number };
}

/** Where the journal ends, as far as it was read. */
export interface JournalHead {
  /** The highest `seq`; 0 for an empty journal. */
  readonly seq: number;
  /** Ids of events that no other event names as the one before it: one, unless branches came together. */
  readonly heads: readonly string[];
}

export const EMPTY_JOURNAL: JournalHead = { seq: 0, heads: [] };
