import { parseArgs } from 'node:util';
import { AtlasError } from '../core/errors';
import { errorText } from '../core/errorText';
import type { McpProgram, McpStdioOptions } from '../node/mcpProgram';
import { serveMcpOverStdio } from './stdio';

/*
 * `node mcp.cjs --root DIR [--project NAME] [--agent AGENT_0001]` serves standard input and output. The
 * command line and the window load the same file for what it exports.
 */

export { serveMcpOverStdio };

/** Loaded when it is needed: most servers are started by an agent's program, and talk to it alone. */
export const serveMcpOverHttp: McpProgram['serveMcpOverHttp'] = async (options) =>
  (await import('./http.js')).serveMcpOverHttp(options);

if (require.main === module) {
  try {
    serveMcpOverStdio(readOptions());
  } catch (error) {
    const words = error instanceof AtlasError ? errorText(error).message : messageOf(error);
    process.stderr.write(`atlas mcp: ${words}\n`);
    process.exitCode = 2;
  }
}

/** What is left out may stand in the environment, where the agent's program passes it on. */
function readOptions(): McpStdioOptions {
  const { values } = parseArgs({
    options: {
      root: { type: 'string' },
      project: { type: 'string' },
      agent: { type: 'string' },
    },
  });
  const { ATLAS_ROOT, ATLAS_AGENT_ID } = process.env;
  return {
    root: values.root ?? (ATLAS_ROOT || process.cwd()),
    project: values.project,
    agent: values.agent ?? (ATLAS_AGENT_ID || undefined),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
