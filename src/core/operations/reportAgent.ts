import * as z from 'zod';
import { block, shortened } from '../documents/markdown';
import { reportPath } from '../documents/paths';
import { reportDocument } from '../documents/report';
import type { Agent, Context, Report } from '../model/context';
import { indexOf } from '../model/contextIndex';
import type { AtlasEvent } from '../model/events';
import { findAgent } from '../model/lookup';
import { operation, text } from '../operation';
import type { PlannedDocument } from '../ports';
import { awaitsReport } from '../queries/agentStanding';

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
  /**
   * The agent has written its report.md itself: it stays as it is. Whoever finds it says so, and only the
   * first is heard: it counts only while a report is missing.
   */
  written: z.boolean().default(false),
  /** What it wrote, where that was in another folder than ours. */
  document: z.string().optional(),
});

/**
 * Records what an agent says came back. A report is not a verification: its task stays as it is. The
 * report of a reviewer is at the same time the check of the criterion that it was to judge.
 * @throws AtlasError agentNotFound
 */
export const reportAgent = operation('reportAgent', input, (context, values, { now }) => {
  const agent = findAgent(context, values.agent);
  if (values.written && !awaitsReport(agent)) {
    return { events: [], result: (after) => findAgent(after, agent.id) };
  }
  const report = {
    status: values.status,
    summary: values.summary,
    ...(values.evidence.length > 0 ? { evidence: values.evidence } : {}),
    ...(values.files.length > 0 ? { files: values.files } : {}),
    reported: now,
  };
  return {
    events: [
      { type: 'agentReported', id: agent.id, report },
      ...reviewOf(context, agent, { ...report, reported: now }),
    ],
    documents: documentsOf(agent, report, values),
    result: (after) => findAgent(after, agent.id),
  };
});

function documentsOf(
  agent: Agent,
  report: Report,
  { written, document }: { readonly written: boolean; readonly document?: string | undefined },
): PlannedDocument[] {
  const words = written ? document && block(document) : reportDocument(agent, report);
  return words === undefined ? [] : [{ path: reportPath(agent.id), text: words, mode: 'add' }];
}

/**
 * A reviewer's success means that the criterion holds; everything else that it was not found to hold. A
 * report that came after the reviewer was started is another one than it has read.
 */
function reviewOf(context: Context, reviewer: Agent, report: Report): AtlasEvent[] {
  const reviewed =
    reviewer.reviews === undefined ? undefined : indexOf(context).find('agent', reviewer.reviews);
  const criterion = reviewer.reviews_criterion;
  const began = Date.parse(reviewer.started ?? reviewer.spawned ?? '');
  if (
    !reviewed?.report ||
    criterion === undefined ||
    Date.parse(reviewed.report.reported) > began
  ) {
    return [];
  }
  const { summary, status, reported } = report;
  const check = {
    criterion,
    passed: status === 'success',
    detail: shortened(summary),
    checked: reported,
    by: reviewer.id,
  };
  return [{ type: 'agentChecked', id: reviewed.id, checks: [check] }];
}
