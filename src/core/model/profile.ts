import * as z from 'zod';

/**
 * How an agent is launched in a terminal: a program and its arguments, one argument an entry, never a
 * line for a shell. The placeholders below are replaced inside arguments.
 */
export const TerminalProfile = z.object({
  program: z.string(),
  args: z.array(z.string()).default([]),
});
export type TerminalProfile = z.infer<typeof TerminalProfile>;

/** The profile that sends the mission to VS Code's chat. */
export const CHAT_PROFILE = 'chat';

/** Profiles that are always there; the user's own, by name, come beside or in place of them. */
export const BUILT_IN_PROFILES: Readonly<Record<string, TerminalProfile>> = {
  claude: { program: 'claude', args: ['{prompt}'] },
};

/** What the placeholders stand for. */
export interface PlaceholderValues {
  /** The mission's text. */
  readonly mission: string;
  /** The absolute path of mission.md. */
  readonly missionFile: string;
  /** One sentence that asks to read mission.md and to do what it says. */
  readonly prompt: string;
  /** The agent's id. */
  readonly agent: string;
  /** The workspace folder that holds `.atlas`, absolute. */
  readonly root: string;
}

/** The arguments with every `{placeholder}` replaced; braces around other words stay as they are. */
export function fillPlaceholders(args: readonly string[], values: PlaceholderValues): string[] {
  return args.map((arg) =>
    arg.replace(/\{(mission|missionFile|prompt|agent|root)\}/g, (_whole, name: string) => {
      return values[name as keyof PlaceholderValues];
    }),
  );
}

/** What a profile's `{prompt}` says. */
export function promptFor(missionFile: string): string {
  return `Read ${missionFile} and carry out the mission it describes. When you are done, or cannot go on, report as it says at its end.`;
}
