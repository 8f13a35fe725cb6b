import * as z from 'zod';
import { AtlasError } from '../errors';
import { findCriterion } from '../model/findCriterion';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of the agent whose report was checked. */
  agent: text,
  /** When the report that was checked came (its `reported`): one that came meanwhile is another one. */
  reported: text.optional(),
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
 * @throws AtlasError agentNotFound, agentNotReported, reportReplaced, inputInvalid (no such criterion)
 */
export const recordChecks = operation('recordChecks', input, (context, values, { now }) => {
  const agent = findAgent(context, values.agent);
  if (!agent.report) {
    throw new AtlasError('agentNotReported', { id: agent.id });
  }
  if (values.reported !== undefined && values.reported !== agent.report.reported) {
    throw new AtlasError('reportReplaced', { id: agent.id });
  }
  const checks = values.checks.map(({ criterion, passed, detail, by }) => ({
    criterion: findCriterion(agent, criterion, 'recordChecks'),
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
