import * as z from 'zod';
import { AtlasError } from '../errors';
import { findDecision } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the decision. */
  decision: text,
  /** What is chosen: an option by its number or its words, or something else. */
  choice: text,
  /** Why. */
  rationale: text,
});

/**
 * Decides a question that was raised (Phase 4, Synthesis & Decision).
 * @throws AtlasError decisionNotFound, decisionAlreadyMade, inputInvalid where no option has that number
 */
export const decide = operation('decide', input, (context, values) => {
  const decision = findDecision(context, values.decision);
  if (decision.made !== undefined || decision.choice !== undefined) {
    throw new AtlasError('decisionAlreadyMade', {
      id: decision.id,
      choice: decision.choice ?? '',
    });
  }
  const choice = chosen(decision.options ?? [], values.choice);
  return {
    events: [{ type: 'decisionMade', id: decision.id, choice, rationale: values.rationale }],
    result: (after) => findDecision(after, decision.id),
  };
});

/** An option may itself be a number: then its words come first. */
function chosen(options: readonly string[], choice: string): string {
  if (options.length === 0 || options.includes(choice) || !/^\d+$/.test(choice)) {
    return choice;
  }
  const option = options[Number(choice) - 1];
  if (option === undefined) {
    throw new AtlasError('inputInvalid', {
      operation: 'decide',
      detail: `choice: there is no option ${choice}, there are 1 to ${options.length}`,
    });
  }
  return option;
}
