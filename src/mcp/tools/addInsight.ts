import * as z from 'zod';
import { insightsIn } from '../../core/model/insights';
import { text } from '../../core/operation';
import { recordInsight } from '../../core/operations/recordInsight';
import { once } from '../once';
import { actingAgent, agentArgument, tool, type MakeTool } from '../tool';

const recordOnce = once(recordInsight, (context, insight) => {
  const known = insightsIn(context).find((each) => each.text === insight.text);
  return known && { ...insight, number: known.number };
});

export const addInsightTool: MakeTool = (bound) =>
  tool({
    name: 'add_insight',
    title: 'Add an insight',
    description:
      'Record something you learnt that other agents and people should know, in a sentence or two.',
    readOnly: false,
    idempotent: true,
    input: z.strictObject({
      text: text.describe('What was learnt.'),
      category: text.optional().describe('In a word: technical, critical, general, …'),
      agent: agentArgument(bound, 'the agent that learnt it, if one did'),
    }),
    async run({ text: words, category, agent: given }, call) {
      const agent = actingAgent(call, 'add_insight', given);
      const { made, again } = await call.orchestration.act(
        recordOnce,
        { text: words, category, origin: agent },
        agent,
      );
      return {
        words: `Insight ${made.number}${again ? ', known already' : ''}: ${made.text}`,
        data: { ...made, again },
      };
    },
  });
