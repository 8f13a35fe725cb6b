import * as z from 'zod';
import { AtlasError } from '../errors';

/** Agent programs whose own ways Atlas knows; see core/launch. */
export const KNOWN_PROGRAMS = ['claude', 'codex', 'gemini', 'copilot', 'opencode'] as const;
export type KnownProgram = (typeof KNOWN_PROGRAMS)[number];

const args = z.array(z.string());

/**
 * How an agent is launched in a terminal: a program and its arguments, one argument an entry, never a
 * line for a shell. Placeholders (see `PlaceholderValues`) are replaced inside arguments, in the values
 * of variables, and in the words of files.
 */
export const TerminalProfile = z.object({
  program: z.string(),
  args: args.default([]),
  /**
   * A program that Atlas knows: it is handed the mission, the MCP server and the hooks in its own way,
   * and `args` are added to that.
   */
  like: z.enum(KNOWN_PROGRAMS).optional(),
  /** Arguments for a run without a person; without them `args`. */
  headlessArgs: args.optional(),
  /** Arguments to go on with the conversation `{session}`; without them it cannot go on. */
  resumeArgs: args.optional(),
  headlessResumeArgs: args.optional(),
  env: z.record(z.string(), z.string()).optional(),
  /** Files of one launch, by name: `{file:NAME}` is where it lies. */
  files: z.record(z.string(), z.json()).optional(),
  /**
   * How it reaches Atlas' MCP server: as a child of its own, or at the window over HTTP, for programs
   * whose sandbox lets nothing else through.
   */
  mcp: z.enum(['stdio', 'http']).optional(),
  /** How to get the program, for people who do not have it. */
  install: z.string().optional(),
});
export type TerminalProfile = z.infer<typeof TerminalProfile>;

/**
 * The user's own profiles, from the setting `atlas.agents.profiles`.
 * @throws AtlasError inputInvalid, naming what is wrong with the setting
 */
export function readProfiles(setting: unknown): Record<string, TerminalProfile> {
  const parsed = z.record(z.string(), TerminalProfile).safeParse(setting);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AtlasError('inputInvalid', {
      operation: 'atlas.agents.profiles',
      detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    });
  }
  return parsed.data;
}

/** The profile that sends the mission to VS Code's chat. */
export const CHAT_PROFILE = 'chat';

/** Profiles that are always there; the user's own, by name, come beside or in place of them. */
export const BUILT_IN_PROFILES: Readonly<Record<KnownProgram, TerminalProfile>> = {
  claude: known('claude', 'npm install -g @anthropic-ai/claude-code'),
  codex: known('codex', 'npm install -g @openai/codex'),
  gemini: known('gemini', 'npm install -g @google/gemini-cli'),
  copilot: known('copilot', 'npm install -g @github/copilot'),
  opencode: known('opencode', 'npm install -g opencode-ai'),
};

function known(program: KnownProgram, install: string): TerminalProfile {
  return { program, args: [], like: program, install };
}

/** What the placeholders stand for. */
export interface PlaceholderValues {
  /** The mission's text. */
  readonly mission: string;
  /** The absolute path of mission.md. */
  readonly missionFile: string;
  /** One sentence that asks to read mission.md and to do what it says; or why the agent is sent again. */
  readonly prompt: string;
  /** The agent's id. */
  readonly agent: string;
  /** The workspace folder that holds `.atlas`, absolute. */
  readonly root: string;
  /** The folder it works in: its worktree, or else the workspace folder. */
  readonly workFolder: string;
  /** Id of the conversation: a new UUID, or the one to go on with. */
  readonly session: string;
  /** The program and the arguments of Atlas' MCP server for this agent, the latter as a JSON array. */
  readonly mcpCommand: string;
  readonly mcpArgs: string;
  /** The absolute path of a file with that server, in the form `{"mcpServers":{"atlas":{…}}}`. */
  readonly mcpConfig: string;
  /** A line for a POSIX shell that takes in what a hook of the program says on standard input. */
  readonly hookLine: string;
}

const NAMES =
  'mission|missionFile|prompt|agent|root|workFolder|session|mcpCommand|mcpArgs|mcpConfig|hookLine';
const PLACEHOLDER = new RegExp(`\\{(?:(${NAMES})|file:([\\w.-]+))\\}`, 'g');

/**
 * The words with every `{placeholder}` replaced; braces around other words stay as they are.
 * @param file where a file of the launch lies
 */
export function fillPlaceholder(
  words: string,
  values: Partial<PlaceholderValues>,
  file?: (name: string) => string | undefined,
): string {
  return words.replace(PLACEHOLDER, (whole, name: string | undefined, fileName: string) => {
    const value = name === undefined ? file?.(fileName) : values[name as keyof PlaceholderValues];
    return value ?? whole;
  });
}

/** The same for each of several arguments. */
export function fillPlaceholders(
  words: readonly string[],
  values: Partial<PlaceholderValues>,
  file?: (name: string) => string | undefined,
): string[] {
  return words.map((word) => fillPlaceholder(word, values, file));
}

/** Whether a profile uses a placeholder anywhere. */
export function usesPlaceholder(profile: TerminalProfile, name: keyof PlaceholderValues): boolean {
  return JSON.stringify(profile).includes(`{${name}}`);
}

/** What a profile's `{prompt}` says. */
export function promptFor(missionFile: string): string {
  return `Read ${missionFile} and carry out the mission it describes. When you are done, or cannot go on, report as it says at its end.`;
}
