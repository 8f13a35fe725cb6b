import * as z from 'zod';
import { findObjective, nextId } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({ description: text });

/** Adds an objective: something the orchestration is to achieve. */
export const addObjective = operation(
  'addObjective',
  input,
  (context, { description }, { now }) => {
    const objective = {
      id: nextId(context, 'objective'),
      description,
      status: 'active',
      created: now,
    };
    return {
      events: [{ type: 'objectiveAdded', objective }],
      result: (after) => findObjective(after, objective.id),
    };
  },
);
