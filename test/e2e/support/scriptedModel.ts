// A model for real agent programs: no network, no account, and it does what a test says. One server on the
// loopback address speaks to each of them in its own protocol; `homeFor` points one of them at it. Measured with the versions in scripts/lib/agentClis.mjs.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answerAside,
  json,
  protocols,
  readBody,
  type Call,
  type Client,
  type Said,
  type Turn,
} from './modelProtocols';

/** What the model does next. A tool of an MCP server goes by its own name, without what clients put before it. */
export type Step =
  | { readonly tool: string; readonly input: object }
  | { readonly shell: string }
  | { readonly writeFile: string; readonly content: string }
  | { readonly text: string }
  /** It never answers; the client waits until somebody interrupts it. */
  | { readonly hang: true }
  /** The request fails with this HTTP status. */
  | { readonly status: number };

export type Script = (turn: Turn) => Step | Promise<Step>;

export interface AnsweredRequest {
  readonly client: Client;
  readonly turn: Turn;
  readonly step: Step;
  readonly body: unknown;
}

export interface ScriptedModel {
  readonly url: string;
  /** What was answered by the script; what a client asks besides (titles, token counts) is left out. */
  readonly requests: readonly AnsweredRequest[];
  close(): Promise<void>;
}

/** `server` is the name under which the clients know the MCP server whose tools the script calls. */
export async function startScriptedModel(
  script: Script,
  { server = 'atlas' } = {},
): Promise<ScriptedModel> {
  const requests: AnsweredRequest[] = [];
  const http = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      // A script that throws must not leave its client waiting, and must say what happened.
      console.error('The scripted model failed:', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const body = await readBody(request);
    const protocol = protocols.find((candidate) => candidate.asks.test(path));
    if (request.method !== 'POST' || protocol === undefined) {
      answerAside(path, response);
      return;
    }
    const turn = protocol.read(body);
    // Titles and summaries are asked for without tools; they are no part of the conversation.
    if (turn.tools.length === 0) {
      protocol.write(response, body, { text: 'Aside' });
      return;
    }
    const wanted = await script({
      ...turn,
      results: turn.results.filter((r) => !isSearch(r.tool)),
    });
    const step = searchFirst(wanted, turn, server) ?? wanted;
    requests.push({ client: turn.client, turn, step, body });
    if ('hang' in step) return;
    if ('status' in step) {
      json(response, { error: { type: 'scripted', message: 'scripted failure' } }, step.status);
      return;
    }
    protocol.write(response, body, asCall(step, turn, server));
  }

  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests,
    async close() {
      const closed = new Promise((done) => http.close(done));
      http.closeAllConnections();
      await closed;
    },
  };
}

/**
 * A fresh HOME in which the client starts without a question: signed in with a dummy key, the workspace trusted,
 * nothing to announce. Returns the environment to add; the folder is the caller's to remove.
 */
export function homeFor(
  client: Client,
  { url, workspace }: { readonly url: string; readonly workspace: string },
): Record<string, string> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), `atlas-home-${client}-`)));
  const homes = { HOME: home, USERPROFILE: home };
  const folder = realpathSync(workspace);
  const key = 'sk-local-dummy';
  switch (client) {
    case 'codex': {
      const config = `model = "scripted"
model_provider = "scripted"
check_for_update_on_startup = false
[analytics]
enabled = false
[model_providers.scripted]
name = "scripted"
base_url = ${JSON.stringify(`${url}/v1`)}
env_key = "SCRIPTED_MODEL_KEY"
wire_api = "responses"
[projects.${JSON.stringify(folder)}]
trust_level = "trusted"
`;
      write(home, '.codex/config.toml', config);
      return { ...homes, CODEX_HOME: join(home, '.codex'), SCRIPTED_MODEL_KEY: key };
    }
    case 'claude': {
      const state = {
        hasCompletedOnboarding: true,
        customApiKeyResponses: { approved: [key], rejected: [] },
        projects: { [folder]: { hasTrustDialogAccepted: true } },
      };
      write(home, '.claude.json', JSON.stringify(state));
      return {
        ...homes,
        ANTHROPIC_BASE_URL: url,
        ANTHROPIC_API_KEY: key,
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        CLAUDE_CODE_MAX_RETRIES: '0',
        DISABLE_AUTOUPDATER: '1',
        DISABLE_TELEMETRY: '1',
      };
    }
    case 'copilot':
      write(home, '.copilot/config.json', JSON.stringify({ trusted_folders: [folder] }));
      return {
        ...homes,
        COPILOT_PROVIDER_BASE_URL: `${url}/copilot/v1`,
        COPILOT_PROVIDER_API_KEY: key,
        COPILOT_MODEL: 'scripted',
        COPILOT_OFFLINE: 'true',
      };
    case 'opencode': {
      const model = { name: 'scripted', tool_call: true };
      const provider = {
        npm: '@ai-sdk/openai-compatible',
        name: 'scripted',
        options: { baseURL: `${url}/opencode/v1`, apiKey: key },
        models: { scripted: model },
      };
      const config = {
        model: 'scripted/scripted',
        autoupdate: false,
        provider: { scripted: provider },
      };
      write(home, '.config/opencode/opencode.json', JSON.stringify(config));
      return {
        ...homes,
        XDG_CONFIG_HOME: join(home, '.config'),
        XDG_DATA_HOME: join(home, '.local', 'share'),
        XDG_CACHE_HOME: join(home, '.cache'),
        XDG_STATE_HOME: join(home, '.local', 'state'),
        OPENCODE_DISABLE_AUTOUPDATE: '1',
        OPENCODE_DISABLE_MODELS_FETCH: '1',
      };
    }
    case 'gemini': {
      const settings = {
        security: { auth: { selectedType: 'gemini-api-key' } },
        general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
        privacy: { usageStatisticsEnabled: false },
        ide: { hasSeenNudge: true },
      };
      write(home, '.gemini/settings.json', JSON.stringify(settings));
      // It would offer to change the editor's key bindings, in a dialog that takes what is typed.
      write(home, '.gemini/state.json', JSON.stringify({ terminalSetupPromptShown: true }));
      write(home, '.gemini/trustedFolders.json', JSON.stringify({ [folder]: 'TRUST_FOLDER' }));
      return {
        ...homes,
        GOOGLE_GEMINI_BASE_URL: url,
        GEMINI_API_KEY: key,
        GEMINI_MODEL: 'gemini-2.5-flash',
      };
    }
  }
}

function write(home: string, name: string, text: string): void {
  const file = join(home, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

// ── What a step is to each client ──────────────────────────────────────────────────────────────────────────────

type Doing = Exclude<Step, { hang: true } | { status: number }>;

function asCall(step: Doing, turn: Turn, server: string): Said {
  if ('text' in step) return step;
  if ('shell' in step) return shellCall(step.shell, turn);
  if ('writeFile' in step) return writeCall(step.writeFile, step.content, turn);
  return { name: spelled(step.tool, turn, server), input: step.input };
}

function spelled(tool: string, turn: Turn, server: string): string {
  if (turn.tools.includes(tool)) return tool;
  const between = { claude: '__', codex: '__', gemini: '_', copilot: '-', opencode: '_' }[
    turn.client
  ];
  const before = { claude: 'mcp__', codex: 'mcp__', gemini: 'mcp_', copilot: '', opencode: '' };
  return `${before[turn.client]}${server}${between}${tool}`;
}

function shellCall(command: string, { client, tools }: Turn): Call {
  switch (client) {
    case 'claude':
      return { name: 'Bash', input: { command, description: 'Run a command' } };
    case 'gemini':
      return { name: 'run_shell_command', input: { command, description: 'Run a command' } };
    case 'copilot':
    case 'opencode':
      return { name: 'bash', input: { command, description: 'Run a command' } };
    case 'codex':
      return tools.includes('exec_command')
        ? { name: 'exec_command', input: { cmd: command } }
        : { name: 'shell_command', input: { command } };
  }
}

function writeCall(file: string, content: string, turn: Turn): Call {
  switch (turn.client) {
    case 'claude':
      return { name: 'Write', input: { file_path: file, content } };
    case 'copilot':
      return { name: 'create', input: { path: file, file_text: content } };
    case 'opencode':
      return { name: 'write', input: { filePath: file, content } };
    case 'gemini':
      return { name: 'write_file', input: { file_path: file, content } };
    case 'codex': {
      const lines = content.replace(/\n$/, '').split('\n');
      const added = lines.map((line) => `+${line}`).join('\n');
      const patch = `*** Begin Patch\n*** Add File: ${file}\n${added}\n*** End Patch\n`;
      if (turn.tools.includes('apply_patch'))
        return { name: 'apply_patch', input: {}, freeform: patch };
      return shellCall(`apply_patch <<'END_OF_PATCH'\n${patch}END_OF_PATCH`, turn);
    }
  }
}

/** Claude Code offers tools of a server that connected late only to a model that searches for them. */
function searchFirst(step: Step, turn: Turn, server: string): Step | undefined {
  if (turn.client !== 'claude' || !('tool' in step)) return undefined;
  const name = spelled(step.tool, turn, server);
  if (turn.tools.includes(name) || !turn.tools.some(isSearch)) return undefined;
  // What a search found may be called without being in the list.
  if (turn.results.some(({ tool }) => isSearch(tool))) return undefined;
  return { tool: 'ToolSearch', input: { query: `select:${name}` } };
}

function isSearch(tool: string): boolean {
  return tool === 'ToolSearch';
}
