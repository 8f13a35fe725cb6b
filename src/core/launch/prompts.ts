import { timeboxWords } from '../documents/mission';
import type { Agent } from '../model/context';
import type { RestartPurpose } from '../model/events';
import { promptFor } from '../model/profile';

/** What an agent is told when its program is started, and when Atlas has a word for it. */

/**
 * @param missionFile as the agent can open it
 * @param purpose why it is sent again; undefined at its first start
 */
export function startPrompt(
  agent: Agent,
  missionFile: string,
  purpose: RestartPurpose | undefined,
): string {
  switch (purpose) {
    case undefined:
      return promptFor(missionFile);
    case 'report':
      return `You have not reported on your mission (${missionFile}). Do no further work. Report now what there is, as the mission says at its end; if it is not finished, with the status partial or failure.`;
    case 'rework':
      return `Your report on the mission ${missionFile} was rejected: ${
        agent.verification?.note ?? 'it is not what was asked for.'
      }\nMend that, and report again as the mission says at its end.`;
    case 'goOn':
      return `Go on with your mission (${missionFile}). When you are done, or cannot go on, report as it says at its end.`;
  }
}

/** Said once when a turn ends and there is no report. */
export function reportReminder(missionFile: string): string {
  return `Atlas: you have not reported on your mission (${missionFile}). If you are done, or cannot go on, report now as it says at its end. If you wait for an answer of a person, just say so again.`;
}

/** Said once when the timebox is over. */
export function wrapUpRequest(missionFile: string, minutes: number): string {
  return `Atlas: the timebox of ${timeboxWords(minutes)} is over. Bring what you are doing to a safe state, do nothing new, and report now as ${missionFile} says at its end; with the status partial if it is not finished.`;
}
