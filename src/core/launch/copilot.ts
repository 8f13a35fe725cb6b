import type { TerminalProfile } from '../model/profile';
import { MCP_NAME, type LaunchFacts, type LaunchPlan } from './launchPlan';

/**
 * Hooks that say what the agent is doing. Spelled like this, and not `agentStop`, their payloads name the
 * event. There is one for a request of a permission too; it comes with every call, approved beforehand or not.
 */
const HOOKS = ['SessionStart', 'UserPromptSubmit', 'Notification', 'PostToolUse', 'Stop'];

const HOOK_TIMEOUT_S = 10;

/** A folder of this launch that is a plugin for it. */
const PLUGIN = 'copilot';

/**
 * Copilot CLI. Its hooks come in a plugin of this launch, beside the user's own. When a person breaks a turn
 * off, no hook tells. Measured with 1.0.102.
 */
export function copilotLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { headless, resume, session } = facts;
  return {
    program: profile.program,
    args: [
      ...(headless ? ['--output-format', 'json', '--no-ask-user', '--allow-tool', 'write'] : []),
      ...(resume ? [`--resume=${session}`] : ['--session-id', session]),
      ...['--additional-mcp-config', `@${facts.file('mcp.json')}`],
      ...['--plugin-dir', facts.file(PLUGIN)],
      ...['--allow-tool', MCP_NAME],
      ...profile.args,
      ...[headless ? '-p' : '-i', facts.prompt],
    ],
    env: {},
    files: {
      'mcp.json': JSON.stringify({ mcpServers: { [MCP_NAME]: server(facts) } }, undefined, 2),
      [`${PLUGIN}/plugin.json`]: JSON.stringify(MANIFEST, undefined, 2),
      [`${PLUGIN}/${MANIFEST.hooks}`]: JSON.stringify(hooks(facts.hookLine), undefined, 2),
    },
    cliSession: session,
  };
}

const MANIFEST = {
  name: MCP_NAME,
  version: '1.0.0',
  description: 'Tells Atlas what the agent of this launch is doing.',
  hooks: 'hooks.json',
} as const;

function hooks(line: string): Record<string, unknown> {
  const command = { type: 'command', bash: line, timeoutSec: HOOK_TIMEOUT_S };
  return { version: 1, hooks: Object.fromEntries(HOOKS.map((event) => [event, [command]])) };
}

function server({ mcp, agent }: LaunchFacts): Record<string, unknown> {
  return mcp.kind === 'stdio'
    ? { type: 'local', command: mcp.command, args: mcp.args, env: mcp.env, tools: ['*'] }
    : {
        type: 'http',
        url: mcp.url,
        headers: { Authorization: `Bearer \${${mcp.tokenVariable}}`, 'X-Atlas-Agent': agent },
        tools: ['*'],
      };
}
