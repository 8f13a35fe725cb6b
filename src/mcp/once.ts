import type * as z from 'zod';
import type { Context } from '../core/model/context';
import type { Operation } from '../core/operation';

export interface Once<R> {
  readonly made: R;
  /** It had been done before, and was not done again. */
  readonly again: boolean;
}

/**
 * An operation for clients that may send a call twice because they did not hear its answer. It is decided
 * under the lock, so two at once make one.
 * @param find what an earlier call of the same made
 */
export function once<S extends z.ZodType, R>(
  operation: Operation<S, R>,
  find: (context: Context, input: z.output<S>) => R | undefined,
): Operation<S, Once<R>> {
  return {
    name: operation.name,
    input: operation.input,
    decide(context, input, facts) {
      const made = context && find(context, input);
      if (made !== undefined) {
        return { events: [], result: () => ({ made, again: true }) };
      }
      const { result, ...decision } = operation.decide(context, input, facts);
      return { ...decision, result: (after) => ({ made: result(after), again: false }) };
    },
  };
}

export function sameList(one: readonly string[] = [], other: readonly string[] = []): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
