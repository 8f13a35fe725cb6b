import * as z from 'zod';
import { AtlasError } from '../errors';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the agent whose report was checked. */
  agent: text,
  checks: z.array(
    z.strictObject({
      /** The criterion as it stands in the mission. */
      criterion: text,
      passed: z.boolean(),
      /** What showed it. */
      detail: text.optional(),
      by: text.default('atlas'),
    }),
  ),
});

/**
 * Records what checking success criteria found. That is not yet a verdict: see `verifyReport`.
 * @throws AtlasError agentNotFound, agentNotReported, inputInvalid (no such criterion)
 */
export const recordChecks = operation('recordChecks', input, (context, values, { now }) => {
  const agent = findAgent(context, values.agent);
  if (!agent.report) {
    throw new AtlasError('agentNotReported', { id: agent.id });
  }
  for (const { criterion } of values.checks) {
    if (!agent.success_criteria?.includes(criterion)) {
      throw new AtlasError('inputInvalid', {
        operation: 'recordChecks',
        detail: `${agent.id} has no criterion ${JSON.stringify(criterion)}`,
      });
    }
  }
  const checks = values.checks.map(({ criterion, passed, detail, by }) => ({
    criterion,
    passed,
    ...(detail === undefined ? {} : { detail }),
    checked: now,
    by,
  }));
  return {
    events: checks.length > 0 ? [{ type: 'agentChecked', id: agent.id, checks }] : [],
    result: (after) => findAgent(after, agent.id),
  };
});
