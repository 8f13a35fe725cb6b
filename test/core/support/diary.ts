import type * as z from 'zod';
import type { JournalRecord } from '../../../src/core/journal/record';
import { applyEvent } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import { joinSession } from '../../../src/core/model/sessions';
import type { Operation } from '../../../src/core/operation';
import { deepFreeze } from './deepFreeze';
import { play } from './play';

/** A context and the history that led to it, written down moment by moment as a store does it. */
export class Diary {
  #context: Context | undefined;
  readonly #records: JournalRecord[] = [];

  /** @param context what was there before there was a history */
  constructor(context?: Context) {
    this.#context = context;
  }

  get context(): Context {
    if (!this.#context) {
      throw new Error('nothing happened yet');
    }
    return this.#context;
  }

  get records(): readonly JournalRecord[] {
    return this.#records;
  }

  /** As a store gives it out. */
  readonly history = (since?: string): readonly JournalRecord[] =>
    this.#records.filter(({ time }) => since === undefined || time >= since);

  /** Runs an operation at a moment. */
  act<S extends z.ZodType, R>(
    time: string,
    operation: Operation<S, R>,
    input: z.input<S>,
    actor = 'cli',
  ): R {
    const { events, result } = play(this.#context, operation, input, time);
    this.note(time, events, actor);
    return result;
  }

  /** Begins the next session, as `atlas resume` does. */
  resume(time: string): void {
    const arrival = { opened: time, now: time, resuming: true, holder: () => 'gone' as const };
    this.note(time, joinSession(this.context, arrival));
  }

  note(time: string, events: readonly AtlasEvent[], actor = 'cli'): void {
    const { atlas, last_session: last = null } = this.#context ?? {};
    let session = atlas?.session?.ended === undefined ? last : null;
    for (const event of events) {
      session = event.type === 'sessionStarted' ? event.id : session;
      const seq = this.#records.length + 1;
      const prev = seq === 1 ? [] : [`event ${seq - 1}`];
      this.#records.push({ seq, id: `event ${seq}`, prev, time, actor, session, event });
      const after = applyEvent(this.#context, event, time);
      // As the store does: whose last sign a session that nobody ends is taken for.
      this.#context = deepFreeze({
        ...after,
        ...(after.atlas ? { atlas: { ...after.atlas, updated: time } } : {}),
      });
    }
  }
}
