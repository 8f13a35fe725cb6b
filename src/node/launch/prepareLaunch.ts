import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { missionPath } from '../../core/documents/paths';
import type {
  LaunchFacts,
  LaunchPlan,
  McpAddress,
  ProgramServer,
} from '../../core/launch/launchPlan';
import { planLaunch } from '../../core/launch/planLaunch';
import { startPrompt } from '../../core/launch/prompts';
import { AtlasError } from '../../core/errors';
import type { Agent } from '../../core/model/context';
import { replaceFile } from '../atomicFile';
import type { OrchestrationFolder } from '../orchestrationFolder';
import { agentFolder, markStart } from './agentMarks';
import type { LocalServer } from './eventStream';
import { freePort } from './freePort';
import { makeHomeOverlay, removeHomeOverlay } from './homeOverlay';
import { privateFolder } from './privateFolder';
import { windowServer } from './windowServer';
import type { Launch } from './terminalLaunch';

/** How this program is started again, for hooks and for the MCP server. */
export interface OwnProgram {
  /** What can run JavaScript, usually `process.execPath`. */
  readonly node: string;
  /** The command line's script, absolute. */
  readonly script: string;
  /** Which of several orchestrations of the folder is meant. */
  readonly project?: string | undefined;
}

/** A launch that has been thought through; nothing was written yet. */
export interface PreparedLaunch {
  readonly plan: LaunchPlan;
  /** Where the program will tell what it does. */
  readonly server?: LocalServer;
  /** Writes what the launch needs. Returns the variables of the agent's program. */
  readonly write: () => Readonly<Record<string, string>>;
  /** Takes away what the launch needed. */
  readonly clear: () => void;
}

/**
 * @param agent as it is before it is started
 * @throws AtlasError cannotGoOn
 */
export async function prepareLaunch(
  folder: OrchestrationFolder,
  agent: Agent,
  launch: Launch,
  { own, workFolder }: { readonly own: OwnProgram; readonly workFolder: string },
): Promise<PreparedLaunch> {
  const files = agentFolder(folder, agent.id);
  const facts = await factsOf(folder, agent, launch, { own, workFolder, files });
  const plan = planLaunch(launch.profile, facts);
  const { homeOverlay } = plan;
  const env = { ...process.env, ...plan.env };
  const password = randomBytes(24).toString('base64url');
  const home = (): string => privateFolder('homes', `${agent.id}-${process.pid}`);
  return {
    plan,
    ...(plan.server ? { server: addressOf(plan.server, password) } : {}),
    write: () => {
      fs.mkdirSync(files, { recursive: true });
      markStart(folder, agent.id);
      for (const [name, text] of Object.entries(plan.files)) {
        const file = path.join(files, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        replaceFile(file, text, { synced: false });
      }
      return {
        ...plan.env,
        ...tokenOf(folder, facts),
        ...(plan.server ? { [plan.server.passwordVariable]: password } : {}),
        ...(homeOverlay
          ? { [homeOverlay.variable]: makeHomeOverlay(homeOverlay, home(), env) }
          : {}),
      };
    },
    clear: () => {
      try {
        fs.rmSync(files, { recursive: true, force: true });
        if (homeOverlay) {
          removeHomeOverlay(homeOverlay, home(), env);
        }
      } catch {
        // What stays behind is small, and the agent's end is recorded.
      }
    },
  };
}

function addressOf({ url, user }: ProgramServer, password: string): LocalServer {
  return { url, authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

async function factsOf(
  folder: OrchestrationFolder,
  agent: Agent,
  { profile, purpose, headless, remind, trusted }: Launch,
  places: { readonly own: OwnProgram; readonly workFolder: string; readonly files: string },
): Promise<LaunchFacts> {
  const { own, workFolder, files } = places;
  const missionFile = folder.document(missionPath(agent.id));
  const resume = purpose !== undefined && agent.cli_session !== undefined;
  if (purpose === 'report' && !resume) {
    // A new conversation knows nothing of what was done: it could only make a report up.
    throw new AtlasError('conversationUnknown', { id: agent.id });
  }
  const shown = path.relative(workFolder, missionFile);
  const readable = shown.startsWith('..') ? missionFile : folder.shown(missionFile);
  return {
    mission: agent.mission,
    missionFile,
    prompt: startPrompt(agent, readable, purpose),
    agent: agent.id,
    root: folder.root,
    workFolder,
    session: (resume ? agent.cli_session : undefined) ?? randomUUID(),
    headless,
    resume,
    mcp: (profile.mcp === 'http' ? windowMcp(folder) : undefined) ?? ownMcp(folder, agent.id, own),
    hookLine: hookLine(folder, agent.id, own, remind ? [] : ['--no-remind']),
    caps: agent.caps ?? {},
    trusted,
    inGit: isInGit(workFolder),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    port: await freePort(),
    file: (name) => path.join(files, name),
  };
}

/** Inside VS Code `node` may be the editor itself, which is Node with this variable only. */
const AS_NODE = { ELECTRON_RUN_AS_NODE: '1' };

/** The variable of the agent's program that holds a window's token. It stands in no file of ours. */
const TOKEN_VARIABLE = 'ATLAS_MCP_TOKEN';

/** Undefined where no window serves this folder. */
function windowMcp({ root }: OrchestrationFolder): McpAddress | undefined {
  const server = windowServer(root);
  return server && { kind: 'http', url: server.url, tokenVariable: TOKEN_VARIABLE };
}

function tokenOf(folder: OrchestrationFolder, { mcp }: LaunchFacts): Record<string, string> {
  const token = mcp.kind === 'http' ? windowServer(folder.root)?.token : undefined;
  return token === undefined ? {} : { [TOKEN_VARIABLE]: token };
}

function ownMcp(folder: OrchestrationFolder, agent: string, own: OwnProgram): McpAddress {
  return {
    kind: 'stdio',
    command: own.node,
    args: [own.script, 'mcp', ...addressed(folder, agent, own)],
    env: AS_NODE,
  };
}

/** The words are paths of ours and an id of ours; they are quoted all the same. */
function hookLine(
  folder: OrchestrationFolder,
  agent: string,
  own: OwnProgram,
  options: readonly string[],
): string {
  const words = [own.node, own.script, 'hook', ...addressed(folder, agent, own), ...options];
  return [
    ...Object.entries(AS_NODE).map(([name, value]) => `${name}=${value}`),
    ...words.map(shellWord),
  ].join(' ');
}

function addressed(folder: OrchestrationFolder, agent: string, { project }: OwnProgram): string[] {
  const named = project === undefined ? [] : ['--project', project];
  return ['--agent', agent, '--cwd', folder.root, ...named];
}

function shellWord(word: string): string {
  return /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function isInGit(start: string): boolean {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, '.git'))) {
      return true;
    }
    if (folder === path.dirname(folder)) {
      return false;
    }
  }
}
