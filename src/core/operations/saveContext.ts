import * as z from 'zod';
import { operation } from '../operation';

/** What Save Context left on disk. */
export interface SavedContext {
  readonly project: string;
  readonly revision: number;
  /** ISO 8601 in UTC. */
  readonly saved: string;
}

/**
 * Marks this moment as saved (Phase 5, State Preservation). Every operation is on disk when it returns;
 * this adds the mark from which the next session can tell what came later.
 */
export const saveContext = operation(
  'saveContext',
  z.strictObject({}),
  (_context, _input, { now }) => ({
    events: [{ type: 'contextSaved' }],
    result: (after): SavedContext => ({
      project: after.project_name,
      revision: after.atlas?.revision ?? 0,
      saved: now,
    }),
  }),
);
