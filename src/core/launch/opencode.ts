import type { TerminalProfile } from '../model/profile';
import { MCP_NAME, type LaunchFacts, type LaunchPlan } from './launchPlan';

/** Its server takes a password from here, and is open to every program of this computer without one. */
const PASSWORD = 'OPENCODE_SERVER_PASSWORD';
const USER = 'opencode';

/**
 * opencode. Its configuration of one launch is a variable, merged with the user's own. In a terminal it
 * opens a server and tells there what it does; one that goes on with a conversation takes no words but
 * through it. Measured with 1.18.33.
 */
export function opencodeLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { headless, resume, session, port, prompt } = facts;
  const going = resume ? ['--session', session] : [];
  return {
    program: profile.program,
    args: headless
      ? ['run', '--format', 'json', ...going, ...profile.args, '--', prompt]
      : [
          ...going,
          ...['--port', String(port)],
          ...profile.args,
          ...(resume ? [] : [`--prompt=${prompt}`]),
        ],
    env: {
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        mcp: { [MCP_NAME]: server(facts) },
        permission: { [`${MCP_NAME}_*`]: 'allow' },
      }),
      // The user may have chosen another name for servers of their own.
      OPENCODE_SERVER_USERNAME: USER,
    },
    files: {},
    ...(resume ? { cliSession: session } : {}),
    ...(headless
      ? { sessionField: 'sessionID' }
      : {
          server: {
            url: `http://127.0.0.1:${port}`,
            user: USER,
            passwordVariable: PASSWORD,
            ...(resume ? { prompt } : {}),
          },
        }),
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
