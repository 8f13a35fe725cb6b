import * as z from 'zod';
import { AtlasError } from './errors';
import type { Context } from './model/context';
import type { AtlasEvent } from './model/events';
import type { PlannedDocument } from './ports';

/** What an operation may know beside the state and its input. */
export interface Facts {
  /** ISO 8601 in UTC. */
  readonly now: string;
}

/** What an operation decided, and how to read the thing that was made from the state after it. */
export interface Decision<R> {
  readonly events: readonly AtlasEvent[];
  readonly documents?: readonly PlannedDocument[];
  readonly result: (after: Context) => R;
}

/**
 * One verb of the orchestration, defined once for every surface (window, command line, later MCP and
 * chat): its input, and the pure decision that turns state and input into events.
 */
export interface Operation<S extends z.ZodType, R> {
  readonly name: string;
  readonly input: S;
  decide(context: Context | undefined, input: z.output<S>, facts: Facts): Decision<R>;
}

/** An operation on an orchestration that must exist. */
export function operation<S extends z.ZodType, R>(
  name: string,
  input: S,
  decide: (context: Context, input: z.output<S>, facts: Facts) => Decision<R>,
): Operation<S, R> {
  return {
    name,
    input,
    decide(context, values, facts) {
      if (!context) {
        throw new AtlasError('noOrchestration', { folder: 'this folder' });
      }
      return decide(context, values, facts);
    },
  };
}

/** Text that says something: not empty, not only blanks. */
export const text = z.string().trim().min(1, 'must not be empty');

/**
 * Reads an operation's input.
 * @throws AtlasError inputInvalid, naming the value and what is wrong with it
 */
export function parseInput<S extends z.ZodType>(
  operation: { readonly name: string; readonly input: S },
  input: unknown,
): z.output<S> {
  const parsed = operation.input.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  const detail = parsed.error.issues
    .map((issue) => [issue.path.join('.'), lowerFirst(issue.message)].filter(Boolean).join(': '))
    .join('; ');
  throw new AtlasError('inputInvalid', { operation: operation.name, detail });
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
