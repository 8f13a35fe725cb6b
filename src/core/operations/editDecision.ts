import * as z from 'zod';
import { sameJson } from '../changes/jsonValues';
import { AtlasError } from '../errors';
import type { Decision } from '../model/context';
import { findDecision } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the decision. */
  decision: text,
  question: text.optional(),
  /** All there is to choose from, from now on; an empty list for none. */
  options: z.array(text).optional(),
  /** All that the choice can be based on, from now on. */
  evidence: z.array(text).optional(),
});

/**
 * Says in other words what is to be decided, out of what, and on what grounds. What was decided stays as it
 * was put.
 * @throws AtlasError decisionNotFound, decisionMade
 */
export const editDecision = operation('editDecision', input, (context, values) => {
  const { decision: typed, ...wanted } = values;
  const decision = findDecision(context, typed);
  const { id, made, choice } = decision;
  if (made !== undefined || choice !== undefined) {
    throw new AtlasError('notEditable', { id });
  }
  const changed = changedParts(decision, wanted);
  return {
    events: Object.keys(changed).length > 0 ? [{ type: 'decisionEdited', id, ...changed }] : [],
    result: (after) => findDecision(after, id),
  };
});

type Parts = Pick<z.infer<typeof input>, 'question' | 'options' | 'evidence'>;
type GivenParts = { readonly [K in keyof Parts]?: NonNullable<Parts[K]> };

/** Those that are said, and differ from what the decision says. */
function changedParts(decision: Decision, { question, options, evidence }: Parts): GivenParts {
  return {
    ...(question === undefined || question === decision.question ? {} : { question }),
    ...(options === undefined || sameJson(options, decision.options ?? []) ? {} : { options }),
    ...(evidence === undefined || sameJson(evidence, decision.evidence ?? []) ? {} : { evidence }),
  };
}
