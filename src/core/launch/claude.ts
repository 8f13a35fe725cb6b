import type { TerminalProfile } from '../model/profile';
import { MCP_NAME, MCP_TOOLS, type LaunchFacts, type LaunchPlan } from './launchPlan';

/** Hooks that say what the agent is doing; its other ones are left to the user's own settings. */
const HOOKS = [
  'SessionStart',
  'UserPromptSubmit',
  'PermissionRequest',
  'Notification',
  'PostToolUse',
  'Stop',
  'StopFailure',
];

/** In seconds: a hook that hangs must not hold the agent up. */
const HOOK_TIMEOUT_S = 10;

/**
 * Claude Code. The server, the approval of just its tools, and the hooks are handed over for this launch
 * beside the user's own, which stay in force. Measured with 2.1.330.
 */
export function claudeLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { headless, resume, session, caps } = facts;
  return {
    program: profile.program,
    args: [
      ...(headless
        ? ['-p', '--output-format', 'stream-json', '--verbose', '--permission-mode', 'acceptEdits']
        : []),
      ...(headless && caps.turns ? ['--max-turns', String(caps.turns)] : []),
      ...(headless && caps.cost ? ['--max-budget-usd', String(caps.cost)] : []),
      ...(resume ? ['--resume', session] : ['--session-id', session]),
      ...['--mcp-config', facts.file('mcp.json')],
      ...['--settings', facts.file('claude.json')],
      ...['--allowedTools', MCP_TOOLS.map((tool) => `mcp__${MCP_NAME}__${tool}`).join(',')],
      ...profile.args,
      // Several of these options take any number of words.
      '--',
      facts.prompt,
    ],
    env: {},
    files: {
      'mcp.json': JSON.stringify({ mcpServers: { [MCP_NAME]: server(facts) } }, undefined, 2),
      'claude.json': JSON.stringify({ hooks: hooks(facts.hookLine) }, undefined, 2),
    },
    cliSession: session,
  };
}

function server({ mcp, agent }: LaunchFacts): Record<string, unknown> {
  // Without alwaysLoad the model has to search for the tools first, and may not.
  return mcp.kind === 'stdio'
    ? {
        type: 'stdio',
        command: mcp.command,
        args: mcp.args,
        env: mcp.env,
        alwaysLoad: true,
      }
    : {
        type: 'http',
        url: mcp.url,
        headers: {
          Authorization: `Bearer \${${mcp.tokenVariable}}`,
          'X-Atlas-Agent': agent,
        },
        alwaysLoad: true,
      };
}

function hooks(line: string): Record<string, unknown> {
  const command = { type: 'command', command: line, timeout: HOOK_TIMEOUT_S };
  return Object.fromEntries(HOOKS.map((event) => [event, [{ hooks: [command] }]]));
}
