import { Command } from 'commander';
import { loadMcpProgram } from '../../node/mcpProgram';
import { Workplace, type CommonOptions } from '../workplace';

interface McpCommandOptions extends CommonOptions {
  readonly agent?: string;
}

/** atlas mcp: what agents' programs start for themselves. Its standard output is the protocol's alone. */
export function mcpCommand(): Command {
  return new Command('mcp')
    .description('serve MCP on standard input and output, for any agent that speaks it')
    .option('--agent <id>', 'the agent that is served (default: $ATLAS_AGENT_ID)')
    .action((options: McpCommandOptions) => {
      const { root } = Workplace.at(options).folder;
      const agent = options.agent ?? (process.env['ATLAS_AGENT_ID'] || undefined);
      loadMcpProgram(__dirname).serveMcpOverStdio({ root, project: options.project, agent });
    });
}
