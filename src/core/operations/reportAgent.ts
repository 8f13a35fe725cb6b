import * as z from 'zod';
import { reportPath } from '../documents/paths';
import { reportDocument } from '../documents/report';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';

export const REPORT_STATUSES = ['success', 'partial', 'failure', 'escalated'] as const;

const input = z.strictObject({
  /** Id of the agent that reports. */
  agent: text,
  status: z.enum(REPORT_STATUSES).default('success'),
  /** What came back, in a few sentences. */
  summary: text,
  evidence: z.array(text).default([]),
  /** Files the work left, relative to the workspace folder. */
  files: z.array(text).default([]),
});

/**
 * Records what an agent says came back. A report is not a verification: its task stays as it is.
 * @throws AtlasError agentNotFound
 */
export const reportAgent = operation('reportAgent', input, (context, values, { now }) => {
  const agent = findAgent(context, values.agent);
  const report = {
    status: values.status,
    summary: values.summary,
    ...(values.evidence.length > 0 ? { evidence: values.evidence } : {}),
    ...(values.files.length > 0 ? { files: values.files } : {}),
    reported: now,
  };
  return {
    events: [{ type: 'agentReported', id: agent.id, report }],
    documents: [{ path: reportPath(agent.id), text: reportDocument(agent, report), mode: 'add' }],
    result: (after) => findAgent(after, agent.id),
  };
});
