import * as z from 'zod';
import { TerminalProfile } from '../../core/model/profile';

/** The variable in which a terminal hands its runner what to start and how, as JSON. */
export const LAUNCH_VARIABLE = 'ATLAS_LAUNCH';

/** A folder that holds the `atlas` command, for the runner to put on the agent's PATH. */
export const BIN_VARIABLE = 'ATLAS_BIN';

/**
 * One launch of an agent. It holds no mission and no secret: a terminal keeps its variables, and starts
 * its program with them again when VS Code creates it anew.
 */
export const Launch = z.object({
  profile: TerminalProfile,
  /** Which run of the agent it is, counted from 1: a second start with the same number is refused. */
  run: z.number().int().positive().default(1),
  purpose: z.enum(['goOn', 'report', 'rework']).optional(),
  /** No person sits before it. */
  headless: z.boolean().default(false),
  /** How long after its timebox the agent is ended, in minutes; null: never. */
  graceMinutes: z.number().nonnegative().nullable().default(null),
  /** Whether a person has said, in VS Code, that they trust what is in the folder. */
  trusted: z.boolean().default(false),
  /** Whether an agent whose turn ends without a report is reminded of it, once. */
  remind: z.boolean().default(true),
});
export type Launch = z.infer<typeof Launch>;

/** A launch with what is usual. */
export function launchOf(profile: TerminalProfile, more: Partial<Launch> = {}): Launch {
  return {
    profile,
    run: 1,
    headless: false,
    graceMinutes: null,
    trusted: false,
    remind: true,
    ...more,
  };
}

export function formatLaunch(launch: Launch): string {
  return JSON.stringify(launch);
}

/** @returns undefined when there is no launch, or one that is not ours to read */
export function parseLaunch(text: string | undefined): Launch | undefined {
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
  .pipe(Launch);
