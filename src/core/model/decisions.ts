import type { Context, Decision } from './context';

/**
 * Pending decisions as Atlas writes them. Other tools put what they like into `pending_decisions`, plain
 * sentences above all: these are kept, and have no id to be decided by.
 */
export function pendingDecisions(context: Context): Decision[] {
  return (context.pending_decisions ?? []).filter(isDecision);
}

/** Every decision with an id, the pending ones first. */
export function decisionsIn(context: Context): Decision[] {
  return [...pendingDecisions(context), ...(context.atlas?.decisions_made ?? [])];
}

function isDecision(value: unknown): value is Decision {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'question' in value &&
    typeof value.question === 'string'
  );
}
