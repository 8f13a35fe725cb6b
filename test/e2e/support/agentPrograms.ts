import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from './modelProtocols';
import { repoRoot } from './repoRoot';

interface AgentClis {
  readonly ensureAgentClis: (names: readonly Client[]) => Promise<Record<Client, string>>;
}

/** The program of a real agent, which is installed first where it is not there yet. */
export async function agentProgram(client: Client): Promise<string> {
  const module = pathToFileURL(join(repoRoot, 'scripts', 'lib', 'agentClis.mjs')).href;
  const { ensureAgentClis } = (await import(module)) as AgentClis;
  return (await ensureAgentClis([client]))[client];
}
