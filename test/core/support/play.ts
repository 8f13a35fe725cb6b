import type * as z from 'zod';
import { applyEvent } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import { parseInput, type Operation } from '../../../src/core/operation';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import type { PlannedDocument } from '../../../src/core/ports';
import { deepFreeze } from './deepFreeze';

export interface Played<R> {
  readonly after: Context;
  readonly events: readonly AtlasEvent[];
  readonly documents: readonly PlannedDocument[];
  readonly result: R;
}

export const NOON = '2026-03-01T12:00:00.000Z';

/** Decides an operation and folds its events, on a context that nothing may change. */
export function play<S extends z.ZodType, R>(
  context: Context | undefined,
  operation: Operation<S, R>,
  input: z.input<S>,
  now: string = NOON,
): Played<R> {
  const before = deepFreeze(context);
  const values = parseInput(operation, input);
  const { events, documents = [], result } = operation.decide(before, values, { now });
  const after = events.reduce<Context | undefined>(
    (state, event) => deepFreeze(applyEvent(state, event, now)),
    before,
  );
  if (!after) {
    throw new Error(`${operation.name} made no orchestration`);
  }
  return { after, events, documents, result: result(after) };
}

export function freshContext(now: string = NOON): Context {
  return play(undefined, newOrchestration, { project: 'Payments' }, now).after;
}
