import { applyEvent, withNextRevision } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import type { Decide, Disposable, Plan, Store, StoreState } from '../../../src/core/ports';

/** A store without files: keeps the last state and every plan it was given. */
export class MemoryStore implements Store {
  readonly plans: Plan[] = [];
  readonly #listeners = new Set<() => void>();
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
    const after = plan.events.reduce<Context | undefined>(
      (state, event) => applyEvent(state, event, plan.at),
      this.#context,
    );
    if (!after) {
      throw new Error('nothing to keep');
    }
    this.plans.push(plan);
    this.#context = withNextRevision(after, plan.at);
    this.#listeners.forEach((listener) => {
      listener();
    });
    return this.#context;
  }
}
