import type * as z from 'zod';
import { AtlasError } from '../core/errors';
import { fullId } from '../core/model/ids';
import { findAgent } from '../core/model/lookup';
import { text } from '../core/operation';
import type { OpenOrchestration } from './openOrchestration';

/** What a tool can use while it runs. */
export interface Call {
  readonly orchestration: OpenOrchestration;
  /** The agent that the connection is bound to, by its whole id. */
  readonly bound: string | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface Answer {
  /** For a model to read. */
  readonly words: string;
  /** The same for programs. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** One tool, as it is described to agents, and what it does. */
export interface Tool<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly title: string;
  /** Models read this again and again: short, and in the words of the mission. */
  readonly description: string;
  /** It only looks. */
  readonly readOnly: boolean;
  /** The same call again changes nothing more. */
  readonly idempotent?: boolean;
  readonly input: S;
  run(values: z.output<S>, call: Call): Answer | Promise<Answer>;
}

/** Holds the input and what is done with it together, for the compiler; the server takes any tool. */
export function tool<S extends z.ZodType>(definition: Tool<S>): Tool {
  return definition;
}

/** Tools are described anew for each connection, to say who it is bound to. */
export type MakeTool = (bound: string | undefined) => Tool;

/** The argument by which somebody says for which agent a tool is called. */
export function agentArgument(bound: string | undefined, whose: string) {
  return text
    .optional()
    .describe(
      bound === undefined
        ? `Id of ${whose}, such as AGENT_0001.`
        : `Leave it out: you are ${bound}.`,
    );
}

/**
 * The agent that acts, where there is one.
 * @throws AtlasError inputInvalid for another agent than the bound one, agentNotFound
 */
export function actingAgent(
  { orchestration, bound }: Call,
  name: string,
  given: string | undefined,
): string | undefined {
  const agent = given === undefined ? bound : fullId('agent', given);
  if (agent === undefined) {
    return undefined;
  }
  if (bound !== undefined && agent !== bound) {
    const detail = `agent: you are ${bound}, and cannot speak for ${agent}`;
    throw new AtlasError('inputInvalid', { operation: name, detail });
  }
  return findAgent(orchestration.look(), agent).id;
}

/** The same where there must be one. @throws AtlasError inputInvalid, agentNotFound */
export function namedAgent(call: Call, name: string, given: string | undefined): string {
  const agent = actingAgent(call, name, given);
  if (agent === undefined) {
    const detail = 'agent: has to be named here, for example AGENT_0001';
    throw new AtlasError('inputInvalid', { operation: name, detail });
  }
  return agent;
}
