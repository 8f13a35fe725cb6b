import { foldRecords } from '../../../src/core/journal/history';
import type { JournalRecord } from '../../../src/core/journal/record';
import { ownCopy } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import type { Decide, Disposable, Plan, Store, StoreState } from '../../../src/core/ports';

/** A store without files: keeps the last state and every plan it was given. */
export class MemoryStore implements Store {
  readonly plans: Plan[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #records: JournalRecord[] = [];
  #context: Context | undefined;

  constructor(context?: Context) {
    this.#context = context;
  }

  get state(): StoreState {
    return { context: this.#context };
  }

  onDidChange(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  commit(decide: Decide): Promise<Context> {
    return Promise.resolve().then(() => this.commitNow(decide));
  }

  commitNow(decide: Decide): Context {
    const plan = decide(this.#context);
    const records = plan.events.map((event, index): JournalRecord => ({
      seq: this.#records.length + index + 1,
      id: `event ${this.#records.length + index + 1}`,
      prev: this.#records.length + index === 0 ? [] : [`event ${this.#records.length + index}`],
      time: plan.at,
      actor: 'test',
      session: this.#context?.last_session ?? null,
      event,
    }));
    const after = foldRecords(this.#context && ownCopy(this.#context), records);
    if (!after) {
      throw new Error('nothing to keep');
    }
    this.plans.push(plan);
    this.#records.push(...records);
    this.#context = after;
    this.#listeners.forEach((listener) => {
      listener();
    });
    return after;
  }

  history(): readonly JournalRecord[] {
    return this.#records;
  }
}
