import type { TerminalProfile } from '../model/profile';
import { MCP_NAME, type LaunchFacts, type LaunchPlan } from './launchPlan';

/** Hooks that say what the agent is doing, and their names where Codex keeps whom it trusts. */
const HOOKS = {
  SessionStart: 'session_start',
  UserPromptSubmit: 'user_prompt_submit',
  PermissionRequest: 'permission_request',
  PostToolUse: 'post_tool_use',
  Stop: 'stop',
  Interrupt: 'interrupt',
} as const;

/** Codex allows no more to the hook of an interrupt, and would not know a hook by its hash again. */
const HOOK_TIMEOUT_S = 3;

/** Under what name Codex knows hooks that came with the command line. */
const HOOKS_OF_THIS_LAUNCH = '/<session-flags>/config.toml';

/**
 * Codex. Everything is configuration of this launch (`-c`); the user's config.toml is left alone. Hooks
 * need trust: we give it to our own line, by its hash, and to nothing else. Measured with 0.169.0.
 */
export function codexLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { headless, resume, session, inGit, trusted, workFolder } = facts;
  const config = [...server(facts), ...hooks(facts)].flatMap((value) => ['-c', value]);
  return {
    program: profile.program,
    args: [
      ...(headless ? ['exec'] : []),
      ...(resume ? ['resume'] : []),
      ...(headless ? ['--json'] : []),
      // Its default without a person is to read only; outside a repository it would refuse to start.
      ...(headless ? ['-c', 'sandbox_mode="workspace-write"'] : []),
      ...(headless && !inGit ? ['--skip-git-repo-check'] : []),
      ...config,
      ...(trusted ? ['-c', `projects={${toml(workFolder)}={trust_level="trusted"}}`] : []),
      ...profile.args,
      ...(resume ? [session] : []),
      '--',
      facts.prompt,
    ],
    env: {},
    files: {},
    // A new conversation gets its id from Codex: its first hook tells it.
    ...(resume ? { cliSession: session } : {}),
  };
}

function server({ mcp, agent }: LaunchFacts): string[] {
  const table = `mcp_servers.${MCP_NAME}`;
  const approved = `${table}.default_tools_approval_mode="approve"`;
  if (mcp.kind === 'stdio') {
    const env = Object.entries(mcp.env).map(([name, value]) => `${name}=${toml(value)}`);
    return [
      `${table}.command=${toml(mcp.command)}`,
      `${table}.args=${toml(mcp.args)}`,
      ...(env.length > 0 ? [`${table}.env={${env.join(',')}}`] : []),
      approved,
    ];
  }
  return [
    `${table}.url=${toml(mcp.url)}`,
    `${table}.bearer_token_env_var=${toml(mcp.tokenVariable)}`,
    `${table}.http_headers={"X-Atlas-Agent"=${toml(agent)}}`,
    // Codex copies the variables of its shells into a file in the user's home; this one is not for them.
    `shell_environment_policy.set.${mcp.tokenVariable}=""`,
    approved,
  ];
}

function hooks({ hookLine, sha256 }: LaunchFacts): string[] {
  const own = Object.keys(HOOKS).map(
    (event) =>
      `hooks.${event}=[{hooks=[{type="command",command=${toml(hookLine)},timeout=${HOOK_TIMEOUT_S}}]}]`,
  );
  const trusted = Object.values(HOOKS).map((event) => {
    // What Codex hashes: the hook as JSON without blanks, its keys in order.
    const hook = {
      event_name: event,
      hooks: [{ async: false, command: hookLine, timeout: HOOK_TIMEOUT_S, type: 'command' }],
    };
    const hash = sha256(JSON.stringify(hook));
    return `${toml(`${HOOKS_OF_THIS_LAUNCH}:${event}:0:0`)}={trusted_hash=${toml(`sha256:${hash}`)}}`;
  });
  return [...own, `hooks.state={${trusted.join(',')}}`];
}

/** JSON's strings and arrays of strings are TOML's as well. */
function toml(value: string | readonly string[]): string {
  return JSON.stringify(value);
}
