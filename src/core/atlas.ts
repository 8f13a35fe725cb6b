import type * as z from 'zod';
import { parseInput, type Operation } from './operation';
import type { JournalRecord } from './journal/record';
import { applyEvent } from './model/applyEvent';
import type { Context } from './model/context';
import { lendIndex } from './model/contextIndex';
import type { SessionEvent } from './model/sessions';
import type { Clock, Disposable, Plan, Store, StoreState } from './ports';

/** Events that must stand before an act: how the session it belongs to begins or goes on. */
export type Preface = (context: Context, now: string, operation: string) => readonly SessionEvent[];

/**
 * The front door of one orchestration. Every surface runs its operations and asks its questions here;
 * none of them knows where the state is kept.
 */
export class Atlas {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #preface: Preface;

  /** @param preface decided on the same state, and committed in the same write, as the act itself */
  constructor(store: Store, clock: Clock, preface: Preface = () => []) {
    this.#store = store;
    this.#clock = clock;
    this.#preface = preface;
  }

  get state(): StoreState {
    return this.#store.state;
  }

  onDidChange(listener: () => void): Disposable {
    return this.#store.onDidChange(listener);
  }

  /**
   * Runs an operation and returns what it made.
   * @param actor who acts, where one program acts for several agents
   * @throws AtlasError when a person can do something about it; then nothing was changed
   */
  async run<S extends z.ZodType, R>(
    operation: Operation<S, R>,
    input: z.input<S>,
    { actor }: { readonly actor?: string | undefined } = {},
  ): Promise<R> {
    const act = this.#act(operation, input, actor);
    return act.result(await this.#store.commit(act.decide));
  }

  /** The same at once, for the last moment of a window's life, when nothing can be awaited. */
  runNow<S extends z.ZodType, R>(operation: Operation<S, R>, input: z.input<S>): R {
    const act = this.#act(operation, input);
    return act.result(this.#store.commitNow(act.decide));
  }

  /** Asks a question about the state as last seen; undefined where there is no orchestration. */
  read<R>(query: (context: Context, now: string) => R): R | undefined {
    const { context } = this.#store.state;
    return context && query(context, this.#clock.now());
  }

  /** Everything that ever happened (long-term memory), oldest first; from a moment on (ISO 8601) where one is given. */
  history(since?: string): readonly JournalRecord[] {
    return this.#store.history(since);
  }

  #act<S extends z.ZodType, R>(operation: Operation<S, R>, input: z.input<S>, actor?: string) {
    const values = parseInput(operation, input);
    let result: ((after: Context) => R) | undefined;
    return {
      decide: (context: Context | undefined): Plan => {
        const now = this.#clock.now();
        const preface = context ? this.#preface(context, now, operation.name) : [];
        const begun = context && begin(context, preface, now);
        const { result: read, ...decision } = operation.decide(begun, values, { now });
        result = read;
        return {
          ...decision,
          at: now,
          ...(actor === undefined ? {} : { actor }),
          events: [...preface, ...decision.events],
        };
      },
      result: (after: Context): R => {
        if (!result) {
          throw new Error(`${operation.name} was not decided`);
        }
        return result(after);
      },
    };
  }
}

/** The context that an act is decided on; whoever decides changes nothing. */
function begin(context: Context, preface: readonly SessionEvent[], now: string): Context {
  const begun = preface.reduce<Context>((state, event) => applyEvent(state, event, now), context);
  if (begun !== context) {
    // A session has no items: they are the same as before.
    lendIndex(context, begun);
  }
  return begun;
}
