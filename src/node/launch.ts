import * as z from 'zod';
import { promptFor, TerminalProfile, type PlaceholderValues } from '../core/model/profile';
import { missionPath } from '../core/documents/paths';
import type { Agent } from '../core/model/context';
import type { OrchestrationFolder } from './orchestrationFolder';

/** The variable in which a terminal hands its runner the program to start, as JSON. */
export const LAUNCH_VARIABLE = 'ATLAS_LAUNCH';

/** A folder that holds the `atlas` command, for the runner to put on the agent's PATH. */
export const BIN_VARIABLE = 'ATLAS_BIN';

/** Its placeholders are still unfilled: the runner fills them, so that no mission travels in a variable. */
export function formatLaunch(profile: TerminalProfile): string {
  return JSON.stringify(profile);
}

/** @returns undefined when there is no launch, or one that is not ours to read */
export function parseLaunch(text: string | undefined): TerminalProfile | undefined {
  if (!text) {
    return undefined;
  }
  try {
    return LaunchText.parse(text);
  } catch {
    // Somebody else's variable of the same name: as good as none.
    return undefined;
  }
}

const LaunchText = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(TerminalProfile);

/** What the placeholders stand for in the launch of this agent. */
export function placeholderValues(folder: OrchestrationFolder, agent: Agent): PlaceholderValues {
  const missionFile = folder.document(missionPath(agent.id));
  return {
    mission: agent.mission,
    missionFile,
    prompt: promptFor(folder.shown(missionFile)),
    agent: agent.id,
    root: folder.root,
  };
}
