import * as z from 'zod';
import { AtlasError } from '../errors';
import { agentState } from '../model/agentStates';
import type { Context, Decision } from '../model/context';
import { indexOf } from '../model/contextIndex';
import type { AtlasEvent } from '../model/events';
import { pendingDecisions } from '../model/decisions';
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
 * Decides a question that was raised (Phase 4, Synthesis & Decision). An agent that waited for it goes on.
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
    events: [
      { type: 'decisionMade', id: decision.id, choice, rationale: values.rationale },
      ...answeredAgent(context, decision),
    ],
    result: (after) => findDecision(after, decision.id),
  };
});

/** The agent that asked goes on, unless it waits for something else, or asked something else as well. */
function answeredAgent(context: Context, { id, question, agent: asker }: Decision): AtlasEvent[] {
  const agent = asker === undefined ? undefined : indexOf(context).find('agent', asker);
  const waits =
    agent !== undefined &&
    agentState(agent) === 'needs_input' &&
    agent.waits_for?.about === question;
  if (!waits) {
    return [];
  }
  const open = pendingDecisions(context).findLast(
    (other) => other.agent === agent.id && other.id !== id,
  );
  return open
    ? [{ type: 'agentSignalled', id: agent.id, signal: 'needsInput', about: open.question }]
    : [{ type: 'agentSignalled', id: agent.id, signal: 'working' }];
}

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
