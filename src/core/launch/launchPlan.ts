import type { Caps } from '../model/context';
import type { PlaceholderValues } from '../model/profile';

/** How Atlas' own server is reached: as a child of the agent's program, or at a window. */
export type McpAddress =
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'http';
      readonly url: string;
      /** Name of the variable that holds the token: it stands in no file and in no argument. */
      readonly tokenVariable: string;
    };

/** Everything a launch may depend on. */
export interface LaunchFacts extends Omit<
  PlaceholderValues,
  'mcpCommand' | 'mcpArgs' | 'mcpConfig'
> {
  /** No person sits before it: it has to end by itself. */
  readonly headless: boolean;
  /** Whether `session` is a conversation to go on with. */
  readonly resume: boolean;
  readonly mcp: McpAddress;
  readonly caps: Caps;
  /** Whether a person has said, in VS Code, that they trust what is in the folder. */
  readonly trusted: boolean;
  /** Whether the work folder belongs to a git repository. */
  readonly inGit: boolean;
  /** SHA-256 in hex of a text in UTF-8. */
  readonly sha256: (text: string) => string;
  /** A port of 127.0.0.1 that nobody uses, for programs that tell of themselves over HTTP. */
  readonly port: number;
  /** Where a file or a folder of this launch will lie, absolute. */
  readonly file: (name: string) => string;
}

/** What to start, and what has to be there before. */
export interface LaunchPlan {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Files of this launch, by name; a slash puts one into a folder. None of them holds a secret. */
  readonly files: Readonly<Record<string, string>>;
  /** Id of the conversation, where it is known beforehand. */
  readonly cliSession?: string;
  /** A copy of a folder of the user's home, in which one file says more than theirs. */
  readonly homeOverlay?: HomeOverlay;
  /**
   * A field of the JSON lines that the program prints: the first one holds the id of the conversation,
   * where nothing else tells it.
   */
  readonly sessionField?: string;
  /** Where the program tells what it does. */
  readonly server?: ProgramServer;
}

/** A server that the program opens on 127.0.0.1 for this launch, with HTTP's basic authentication. */
export interface ProgramServer {
  readonly url: string;
  readonly user: string;
  /** The variable from which it takes its password: that stands in no file and in no argument. */
  readonly passwordVariable: string;
  /** What the agent is told through it, where its arguments cannot. */
  readonly prompt?: string;
}

/** The user's own files are not edited: the program is shown a folder of links to them. */
export interface HomeOverlay {
  /** The variable that tells the program where to look. */
  readonly variable: string;
  /** The folder in the user's home, and in the overlay. */
  readonly folder: string;
  /**
   * Names that are linked even if there is nothing yet: what the program makes there is made at home. Those
   * of folders end with a slash.
   */
  readonly links: readonly string[];
  /** The file that says more, and what: merged into what is there. */
  readonly file: string;
  readonly additions: Readonly<Record<string, unknown>>;
}

/** The server's name in every program, and the tools that are approved beforehand: only these. */
export const MCP_NAME = 'atlas';
export const MCP_TOOLS = [
  'read_mission',
  'report',
  'add_insight',
  'add_task',
  'ask_question',
  'check_answer',
  'status',
  'list',
  'show',
  'briefing',
] as const;
