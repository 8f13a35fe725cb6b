import * as z from 'zod';
import { operation } from '../operation';

/** Ends the session that is going on; without one, nothing happens (Phase 5, State Preservation). */
export const endSession = operation(
  'endSession',
  z.strictObject({}),
  (context, _input, { now }) => ({
    events:
      context.atlas?.session && !context.atlas.session.ended
        ? [{ type: 'contextSaved' }, { type: 'sessionEnded', ended: now, clean: true }]
        : [],
    result: (after) => after.atlas?.session,
  }),
);
