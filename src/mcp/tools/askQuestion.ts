import * as z from 'zod';
import type { Context, Decision } from '../../core/model/context';
import { decisionsIn } from '../../core/model/decisions';
import { findDecision } from '../../core/model/lookup';
import { text } from '../../core/operation';
import { askQuestion } from '../../core/operations/askQuestion';
import { raiseDecision } from '../../core/operations/raiseDecision';
import { decisionStatus } from '../../core/queries/itemView';
import { once, sameList } from '../once';
import { actingAgent, agentArgument, tool, type Answer, type Call, type MakeTool } from '../tool';

/** Clients give up after a minute: the answer has to be there before, even if it is none. */
const WAITS_S = 45;
const WAITS_AT_MOST_S = 50;

const waitArgument = z
  .number()
  .min(0)
  .max(WAITS_AT_MOST_S)
  .default(WAITS_S)
  .describe('How long to wait for the answer.');

export const askQuestionTool: MakeTool = (bound) =>
  tool({
    name: 'ask_question',
    title: 'Ask a person',
    description:
      'Ask a person something only they can decide, and wait a while for the answer. If it does not come in time, go on with what does not depend on it, and look again with check_answer.',
    readOnly: false,
    input: z.strictObject({
      question: text.describe('The question, with what one must know to answer it.'),
      options: z.array(text).default([]).describe('What there is to choose from.'),
      wait_seconds: waitArgument,
      agent: agentArgument(bound, 'the agent that asks, if one does'),
    }),
    async run({ question, options, wait_seconds: seconds, agent: given }, call) {
      const agent = actingAgent(call, 'ask_question', given);
      const decision = await ask(call, { agent, question, options });
      call.orchestration.unheard.add(decision.id);
      return answer(call, decision.id, seconds);
    },
  });

export const checkAnswerTool: MakeTool = () =>
  tool({
    name: 'check_answer',
    title: 'Look for an answer',
    description: 'Look whether a question was answered, and wait a while if it was not.',
    readOnly: true,
    input: z.strictObject({
      decision: text.describe('The id that ask_question gave, such as DEC_001.'),
      wait_seconds: waitArgument,
    }),
    run: ({ decision, wait_seconds: seconds }, call) => answer(call, decision, seconds),
  });

interface Question {
  readonly agent: string | undefined;
  readonly question: string;
  readonly options: string[];
}

async function ask({ orchestration }: Call, asked: Question): Promise<Decision> {
  const { agent, question, options } = asked;
  const find = (context: Context): Decision | undefined =>
    askedBefore(context, asked, orchestration.unheard);
  const { made } =
    agent === undefined
      ? await orchestration.act(once(raiseDecision, find), { question, options }, undefined)
      : await orchestration.act(once(askQuestion, find), { agent, question, options }, agent);
  return made;
}

/**
 * The same question that still waits, or whose answer was given while nobody listened. One whose answer
 * was heard is a new question: what was allowed once is not allowed for ever.
 */
function askedBefore(
  context: Context,
  { agent, question, options }: Question,
  unheard: ReadonlySet<string>,
): Decision | undefined {
  return decisionsIn(context).find(
    (each) =>
      each.question === question &&
      each.agent === agent &&
      sameList(each.options, options) &&
      (decisionStatus(each) === 'pending' || unheard.has(each.id)),
  );
}

async function answer(
  { orchestration, signal }: Call,
  typed: string,
  seconds: number,
): Promise<Answer> {
  const made = await orchestration.waitFor(
    (context) => {
      const decision = findDecision(context, typed);
      return decisionStatus(decision) === 'made' ? decision : undefined;
    },
    { forMs: seconds * 1000, signal },
  );
  if (made) {
    if (!signal.aborted) {
      orchestration.unheard.delete(made.id);
    }
    const because = made.rationale === undefined ? '' : `\nBecause: ${made.rationale}`;
    return {
      words: `${made.id} was answered: ${made.choice ?? ''}${because}`,
      data: { decision: made.id, answered: true, choice: made.choice, rationale: made.rationale },
    };
  }
  const { id } = findDecision(orchestration.look(), typed);
  return {
    words: `${id} is not answered yet. Go on with what does not depend on it, and look again with check_answer, decision ${id}.`,
    data: { decision: id, answered: false, look_again_with: 'check_answer' },
  };
}
