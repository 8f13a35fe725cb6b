import type { Atlas } from '../core/atlas';
import type { Agent } from '../core/model/context';
import { noteTimebox } from '../core/operations/timeboxAgent';

/** At which part of the timebox people are told that it is nearly over. */
const WARNED_AT = 0.8;

/** In ms. A machine that slept is only late by this much when it wakes up. */
const LOOK_EVERY_MS = 1_000;

export interface TimeboxEvents {
  /** The timebox is over: the agent is to be asked to wrap up. */
  readonly onOver: () => void;
  /** The grace after it is over too. */
  readonly onEnd: () => void;
}

/**
 * Watches over the timebox of one run of an agent: warns at 80% of it, asks to wrap up when it is over,
 * and ends the agent after the grace, where there is one.
 */
export class AgentTimebox {
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #due: { readonly at: number; readonly act: () => void }[] = [];

  /** @param graceMinutes how long after the timebox the agent is ended; null: never */
  constructor(
    atlas: Atlas,
    { id, started, timebox_minutes: minutes }: Agent,
    graceMinutes: number | null,
    events: TimeboxEvents,
  ) {
    const begun = Date.parse(started ?? '');
    if (!minutes || Number.isNaN(begun)) {
      return;
    }
    const note = (stage: 'warned' | 'over'): void => {
      // It is told at the next look of a window all the same: a full disk must not end the agent.
      atlas.run(noteTimebox, { agent: id, stage }).catch(() => undefined);
    };
    const after = (parts: number): number => begun + parts * 60_000;
    this.#due.push(
      {
        at: after(minutes * WARNED_AT),
        act: () => {
          note('warned');
        },
      },
      {
        at: after(minutes),
        act: () => {
          note('over');
          events.onOver();
        },
      },
    );
    if (graceMinutes !== null) {
      this.#due.push({ at: after(minutes + graceMinutes), act: events.onEnd });
    }
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    while (this.#due[0] && this.#due[0].at <= Date.now()) {
      this.#due.shift()?.act();
    }
    if (this.#due.length === 0) {
      this.dispose();
    }
  }
}
