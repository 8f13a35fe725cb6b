import type { TerminalProfile } from '../model/profile';
import { MCP_NAME, type LaunchFacts, type LaunchPlan } from './launchPlan';

/**
 * Copilot CLI. It has no hooks for one launch: what it does is known by its reports and its end.
 * Measured with 1.0.102.
 */
export function copilotLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { headless, resume, session } = facts;
  return {
    program: profile.program,
    args: [
      ...(headless ? ['--output-format', 'json', '--no-ask-user', '--allow-tool', 'write'] : []),
      ...(resume ? [`--resume=${session}`] : ['--session-id', session]),
      ...['--additional-mcp-config', `@${facts.file('mcp.json')}`],
      ...['--allow-tool', MCP_NAME],
      ...profile.args,
      ...[headless ? '-p' : '-i', facts.prompt],
    ],
    env: {},
    files: {
      'mcp.json': JSON.stringify({ mcpServers: { [MCP_NAME]: server(facts) } }, undefined, 2),
    },
    cliSession: session,
  };
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
