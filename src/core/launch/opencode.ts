import type { TerminalProfile } from '../model/profile';
import { MCP_NAME, type LaunchFacts, type LaunchPlan } from './launchPlan';

/**
 * opencode. Its configuration of one launch is a variable, merged with the user's own; what it does it
 * tells over HTTP. Measured with 1.18.33.
 */
export function opencodeLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { headless, resume, session, port, prompt } = facts;
  const going = resume ? ['--session', session] : [];
  return {
    program: profile.program,
    args: headless
      ? ['run', '--format', 'json', ...going, ...profile.args, '--', prompt]
      : [...going, '--port', String(port), ...profile.args, `--prompt=${prompt}`],
    env: {
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        mcp: { [MCP_NAME]: server(facts) },
        permission: { [`${MCP_NAME}_*`]: 'allow' },
      }),
    },
    files: {},
    ...(resume ? { cliSession: session } : {}),
    ...(headless ? {} : { eventsUrl: `http://127.0.0.1:${port}/event` }),
  };
}

function server({ mcp, agent }: LaunchFacts): Record<string, unknown> {
  return mcp.kind === 'stdio'
    ? { type: 'local', command: [mcp.command, ...mcp.args], environment: mcp.env }
    : {
        type: 'remote',
        url: mcp.url,
        headers: { Authorization: `Bearer {env:${mcp.tokenVariable}}`, 'X-Atlas-Agent': agent },
        oauth: false,
      };
}
