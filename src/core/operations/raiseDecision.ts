import * as z from 'zod';
import { findDecision, findObjective, findTask, nextId } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  question: text,
  /** What there is to choose from. */
  options: z.array(text).default([]),
  /** What the choice can be based on: reports, measurements, ids of items. */
  evidence: z.array(text).default([]),
  /** Id of the task that the decision is about. */
  task: text.optional(),
  /** Id of the objective that the decision is about. */
  objective: text.optional(),
});

/**
 * Raises a question that somebody has to decide (Phase 4, Synthesis & Decision).
 * @throws AtlasError taskNotFound, objectiveNotFound
 */
export const raiseDecision = operation('raiseDecision', input, (context, values, { now }) => {
  const { question, options, evidence, task, objective } = values;
  const decision = {
    id: nextId(context, 'decision'),
    question,
    ...(options.length > 0 ? { options } : {}),
    ...(evidence.length > 0 ? { evidence } : {}),
    ...(task ? { task: findTask(context, task).id } : {}),
    ...(objective ? { objective: findObjective(context, objective).id } : {}),
    raised: now,
  };
  return {
    events: [{ type: 'decisionRaised', decision }],
    result: (after) => findDecision(after, decision.id),
  };
});
