import * as z from 'zod';
import { AtlasError } from '../errors';
import { findObjective } from '../model/lookup';
import { operation, text } from '../operation';

export const OBJECTIVE_STATUSES = ['achieved', 'dropped', 'active'] as const;

const input = z.strictObject({
  /** Id of the objective. */
  objective: text,
  status: z.enum(OBJECTIVE_STATUSES),
  reason: text.optional(),
});

/**
 * Says that an objective was achieved or dropped, or takes it up again. Its tasks stay as they are.
 * @throws AtlasError objectiveNotFound, objectiveUnchanged
 */
export const closeObjective = operation('closeObjective', input, (context, values) => {
  const { status, reason } = values;
  const objective = findObjective(context, values.objective);
  if ((objective.status ?? 'active') === status) {
    throw new AtlasError('objectiveUnchanged', { id: objective.id, status });
  }
  return {
    events: [
      {
        type: 'objectiveClosed',
        id: objective.id,
        status,
        ...(reason === undefined ? {} : { reason }),
      },
    ],
    result: (after) => findObjective(after, objective.id),
  };
});
