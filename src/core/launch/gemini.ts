import type { TerminalProfile } from '../model/profile';
import { MCP_NAME, type LaunchFacts, type LaunchPlan } from './launchPlan';

const HOOKS = ['SessionStart', 'BeforeAgent', 'Notification', 'AfterTool', 'AfterAgent'];

/** In ms here. */
const HOOK_TIMEOUT_MS = 10_000;

/**
 * Gemini CLI. It takes servers and hooks from settings files only, and its system-wide ones must belong
 * to root: so it is shown a home of links to the user's own, with settings that say more. Measured with
 * 0.61.0.
 */
export function geminiLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { headless, resume, session, trusted } = facts;
  return {
    program: profile.program,
    args: [
      ...(headless ? ['-o', 'stream-json', '--approval-mode', 'auto_edit'] : []),
      ...(resume ? ['--resume', session] : ['--session-id', session]),
      ...profile.args,
      // With the equals sign, because the words may begin with a dash.
      `${headless ? '--prompt' : '--prompt-interactive'}=${facts.prompt}`,
    ],
    // Otherwise it asks, and starts no server before it is answered.
    env: trusted ? { GEMINI_CLI_TRUST_WORKSPACE: 'true' } : {},
    files: {},
    cliSession: session,
    homeOverlay: {
      variable: 'GEMINI_CLI_HOME',
      folder: '.gemini',
      file: 'settings.json',
      // What it may make for the first time belongs into the user's home too.
      links: ['tmp', 'history', 'state.json', 'oauth_creds.json', 'google_accounts.json'],
      additions: {
        mcpServers: { [MCP_NAME]: server(facts) },
        hooks: Object.fromEntries(
          HOOKS.map((event) => [
            event,
            [{ hooks: [{ type: 'command', command: facts.hookLine, timeout: HOOK_TIMEOUT_MS }] }],
          ]),
        ),
      },
    },
  };
}

function server({ mcp, agent }: LaunchFacts): Record<string, unknown> {
  // Trust here is the approval of this server's tools, not of the folder.
  return mcp.kind === 'stdio'
    ? { command: mcp.command, args: mcp.args, env: mcp.env, trust: true }
    : {
        httpUrl: mcp.url,
        headers: { Authorization: `Bearer $${mcp.tokenVariable}`, 'X-Atlas-Agent': agent },
        trust: true,
      };
}
