import * as z from 'zod';
import { findAgent } from '../../core/model/lookup';
import { text } from '../../core/operation';
import { REPORT_STATUSES, reportAgent } from '../../core/operations/reportAgent';
import { once, sameList } from '../once';
import { agentArgument, namedAgent, tool, type MakeTool } from '../tool';

/** A report that was judged meanwhile is over: the same words then are a new one. */
const reportOnce = once(reportAgent, (context, { agent: id, status, summary, evidence, files }) => {
  const agent = findAgent(context, id);
  const { report, verification } = agent;
  const same =
    report?.status === status &&
    report.summary === summary &&
    sameList(report.evidence, evidence) &&
    sameList(report.files, files);
  return same && verification === undefined ? agent : undefined;
});

export const reportTool: MakeTool = (bound) =>
  tool({
    name: 'report',
    title: 'Report what came back',
    description:
      'Report what came back from your mission. Call it once, at the very end, also when you could not finish: work that was not reported does not count.',
    readOnly: false,
    input: z.strictObject({
      status: z
        .enum(REPORT_STATUSES)
        .describe('escalated: a person has to decide before anybody can go on.'),
      summary: text.describe('What came back, in a few sentences.'),
      evidence: z
        .array(text)
        .default([])
        .describe('What shows it: a command and its result, a test, a page.'),
      files: z
        .array(text)
        .default([])
        .describe('Files you made or changed, relative to the workspace folder.'),
      agent: agentArgument(bound, 'the agent that reports'),
    }),
    async run({ agent: given, ...report }, call) {
      const agent = namedAgent(call, 'report', given);
      const { made, again } = await call.orchestration.act(reportOnce, { agent, ...report }, agent);
      return {
        words: `${made.id} ${again ? 'had reported this already' : 'reported'}: ${report.status}.`,
        data: { agent: made.id, state: made.status, report: made.report, again },
      };
    },
  });
