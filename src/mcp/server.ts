import {
  McpServer,
  type CallToolResult,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import type * as z from 'zod';
import { AtlasError } from '../core/errors';
import { errorText } from '../core/errorText';
import { fullId } from '../core/model/ids';
import { parseInput } from '../core/operation';
import { VERSION } from '../node/version';
import type { OpenOrchestration } from './openOrchestration';
import type { Answer, Call, Tool } from './tool';
import { TOOLS } from './tools';

export interface Serving {
  readonly orchestration: OpenOrchestration;
  /** Aborted when the whole server ends. */
  readonly ending: AbortSignal;
  readonly onFault: (error: Error) => void;
}

/** The server of one connection, or of one request. @param agent who it is bound to, as it was given */
export function buildServer(serving: Serving, agent: string | undefined): McpServer {
  const bound = agent === undefined ? undefined : fullId('agent', agent);
  const server = new McpServer(
    { name: 'atlas', title: 'Atlas Orchestrator', version: VERSION },
    { capabilities: { tools: {} }, instructions: instructions(bound) },
  );
  for (const make of TOOLS) {
    register(server, make(bound), { ...serving, bound });
  }
  return server;
}

function register(
  server: McpServer,
  tool: Tool,
  at: Serving & { bound: string | undefined },
): void {
  const { name, title, description, readOnly, idempotent = readOnly } = tool;
  const annotations = {
    readOnlyHint: readOnly,
    destructiveHint: false,
    idempotentHint: idempotent,
    openWorldHint: false,
  };
  server.registerTool(
    name,
    { title, description, inputSchema: undemanding(tool.input), annotations },
    async (input, { mcpReq }) => {
      const signal = AbortSignal.any([mcpReq.signal, at.ending]);
      try {
        return success(await run(tool, input, { ...at, signal }));
      } catch (error) {
        return failure(error, at.onFault);
      }
    },
  );
}

async function run(tool: Tool, input: unknown, call: Call): Promise<Answer> {
  return tool.run(parseInput(tool, input), call);
}

/** Describes the input, and lets everything through: what is wrong with it is said in our own words. */
function undemanding(schema: z.ZodType): StandardSchemaWithJSON {
  const standard = schema['~standard'] as StandardSchemaWithJSON['~standard'];
  return { '~standard': { ...standard, validate: (value) => ({ value }) } };
}

function success({ words, data }: Answer): CallToolResult {
  return { content: [{ type: 'text', text: words }], structuredContent: { ...data } };
}

/** A tool that failed is an answer as well: the model can correct itself. */
function failure(error: unknown, onFault: (error: Error) => void): CallToolResult {
  const { code, message, hint } = explain(error);
  if (code === 'internal') {
    onFault(error instanceof Error ? error : new Error(String(error)));
  }
  return {
    isError: true,
    content: [{ type: 'text', text: `${message} ${hint}` }],
    structuredContent: { error: { code, message, hint } },
  };
}

function explain(error: unknown): { code: string; message: string; hint: string } {
  if (error instanceof AtlasError) {
    return { code: error.code, ...errorText(error) };
  }
  const message = `Atlas failed: ${error instanceof Error ? error.message : String(error)}.`;
  return { code: 'internal', message, hint: 'This is a fault of Atlas itself, not of the call.' };
}

function instructions(bound: string | undefined): string {
  return bound === undefined
    ? 'Atlas keeps what coding agents work on: objectives, tasks, agents with their missions and reports, decisions, insights. Begin with briefing or status.'
    : `You are ${bound}, an agent of an Atlas orchestration. read_mission says what is asked of you. At the very end, also when you cannot go on, call report: work that was not reported does not count.`;
}
