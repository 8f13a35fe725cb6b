import * as z from 'zod';
import { AtlasError } from '../errors';
import { findDecision } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the decision. */
  decision: text,
  /** Whether it turned out good. */
  good: z.boolean(),
  /** What showed it. */
  note: text.optional(),
});

/**
 * Says how a decision turned out, once that shows (Phase 4, Synthesis & Decision). A later judgement takes
 * the place of an earlier one.
 * @throws AtlasError decisionNotFound, decisionNotMade
 */
export const judgeDecision = operation('judgeDecision', input, (context, values) => {
  const { id, made, choice } = findDecision(context, values.decision);
  if (made === undefined && choice === undefined) {
    throw new AtlasError('decisionNotMade', { id });
  }
  const { good, note } = values;
  return {
    events: [{ type: 'decisionJudged', id, good, ...(note === undefined ? {} : { note }) }],
    result: (after) => findDecision(after, id),
  };
});
