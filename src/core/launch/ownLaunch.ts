import { AtlasError } from '../errors';
import {
  fillPlaceholder,
  fillPlaceholders,
  usesPlaceholder,
  type TerminalProfile,
} from '../model/profile';
import { MCP_NAME, type LaunchFacts, type LaunchPlan } from './launchPlan';

/** The file that `{mcpConfig}` names. */
const MCP_CONFIG = 'mcp.json';

/**
 * A program that Atlas does not know, launched as its profile says.
 * @throws AtlasError cannotGoOn, where it is to go on and its profile does not say how
 */
export function ownLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const { mcp, session } = facts;
  const stdio = mcp.kind === 'stdio' ? mcp : undefined;
  const values = {
    ...facts,
    mcpCommand: stdio?.command ?? '',
    mcpArgs: JSON.stringify(stdio?.args ?? []),
    mcpConfig: facts.file(MCP_CONFIG),
  };
  const files = profile.files ?? {};
  const place = (name: string): string | undefined =>
    Object.hasOwn(files, name) ? facts.file(name) : undefined;
  const fill = (words: string): string => fillPlaceholder(words, values, place);
  return {
    program: profile.program,
    args: fillPlaceholders(argumentsOf(profile, facts), values, place),
    env: Object.fromEntries(
      Object.entries(profile.env ?? {}).map(([name, value]) => [name, fill(value)]),
    ),
    files: {
      ...Object.fromEntries(
        Object.entries(files).map(([name, content]) => [name, textOf(content, fill)]),
      ),
      ...(usesPlaceholder(profile, 'mcpConfig') ? { [MCP_CONFIG]: mcpConfig(facts) } : {}),
    },
    // Only a program that is told the id of its conversation can be asked for it later.
    ...(usesPlaceholder(profile, 'session') ? { cliSession: session } : {}),
  };
}

function argumentsOf(profile: TerminalProfile, { headless, resume, agent }: LaunchFacts) {
  if (!resume) {
    return (headless ? profile.headlessArgs : undefined) ?? profile.args;
  }
  const going = (headless ? profile.headlessResumeArgs : undefined) ?? profile.resumeArgs;
  if (going === undefined) {
    throw new AtlasError('cannotGoOn', { id: agent, program: profile.program });
  }
  return going;
}

/** Text as it is; anything else as JSON, its strings filled one by one so that no word breaks it. */
function textOf(content: unknown, fill: (words: string) => string): string {
  return typeof content === 'string'
    ? fill(content)
    : JSON.stringify(filled(content, fill), undefined, 2);
}

function filled(value: unknown, fill: (words: string) => string): unknown {
  if (typeof value === 'string') {
    return fill(value);
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown) => filled(each, fill));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, fill)]))
    : value;
}

function mcpConfig({ mcp, agent }: LaunchFacts): string {
  const server =
    mcp.kind === 'stdio'
      ? { type: 'stdio', command: mcp.command, args: mcp.args, env: mcp.env }
      : {
          type: 'http',
          url: mcp.url,
          headers: { Authorization: `Bearer \${${mcp.tokenVariable}}`, 'X-Atlas-Agent': agent },
        };
  return JSON.stringify({ mcpServers: { [MCP_NAME]: server } }, undefined, 2);
}
