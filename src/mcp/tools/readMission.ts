import * as z from 'zod';
import { missionPath } from '../../core/documents/paths';
import { AGENT_STATE_WORDS } from '../../core/documents/statusPage';
import { agentState, isAtWork } from '../../core/model/agentStates';
import type { Agent, Decision } from '../../core/model/context';
import { decisionsIn } from '../../core/model/decisions';
import { findAgent } from '../../core/model/lookup';
import { isRejected } from '../../core/queries/agentStanding';
import { decisionStatus } from '../../core/queries/itemView';
import { readIfThere } from '../../node/documents';
import { agentArgument, namedAgent, tool, type MakeTool } from '../tool';

export const readMissionTool: MakeTool = (bound) =>
  tool({
    name: 'read_mission',
    title: 'Read the mission',
    description:
      'What is asked of you, how success is judged and how to report; also the time that is left, your state, and the answers to your questions.',
    readOnly: true,
    input: z.strictObject({ agent: agentArgument(bound, 'the agent whose mission it is') }),
    run({ agent: given }, call) {
      const { orchestration } = call;
      const id = namedAgent(call, 'read_mission', given);
      const context = orchestration.look();
      const agent = findAgent(context, id);
      const mission =
        readIfThere(orchestration.folder.document(missionPath(id))) ?? `${agent.mission}\n`;
      const minutesLeft = minutesLeftOf(agent, Date.now());
      const questions = decisionsIn(context).filter((decision) => decision.agent === id);
      const rejected = isRejected(agent) ? (agent.verification?.note ?? '') : undefined;
      const now = [
        `- State: ${AGENT_STATE_WORDS[agentState(agent)]}`,
        ...timeWords(agent, minutesLeft),
        ...(rejected === undefined ? [] : [`- Your report was rejected: ${rejected}`]),
        ...questions.map(questionWords),
      ];
      return {
        words: `${mission.trimEnd()}\n\n## Now\n\n${now.join('\n')}`,
        data: {
          agent: id,
          state: agentState(agent),
          mission,
          ...(minutesLeft === undefined ? {} : { minutes_left: minutesLeft }),
          ...(rejected === undefined ? {} : { rejected }),
          questions: questions.map(({ id: decision, question, choice, rationale }) => ({
            decision,
            question,
            choice,
            rationale,
          })),
        },
      };
    },
  });

/** Below zero when the timebox is over; undefined where there is none, or nobody is at work. */
function minutesLeftOf(agent: Agent, now: number): number | undefined {
  const { timebox_minutes: minutes, started } = agent;
  const begun = Date.parse(started ?? '');
  return minutes === undefined || Number.isNaN(begun) || !isAtWork(agentState(agent))
    ? undefined
    : Math.floor(minutes - (now - begun) / 60_000);
}

function timeWords({ timebox_minutes: minutes }: Agent, left: number | undefined): string[] {
  if (minutes === undefined || left === undefined) {
    return [];
  }
  return left > 0
    ? [`- Time left: ${left} of ${minutes} minutes`]
    : [`- The ${minutes} minutes are over: stop, and report what there is with status partial.`];
}

function questionWords(decision: Decision): string {
  const { id, question, choice, rationale } = decision;
  const because = rationale === undefined ? '' : ` (because ${rationale})`;
  return decisionStatus(decision) === 'made'
    ? `- ${id} ${question} Answer: ${choice ?? ''}${because}`
    : `- ${id} ${question} Not answered yet.`;
}
