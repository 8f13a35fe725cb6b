import * as path from 'node:path';
import { AGENT_STATE_WORDS } from '../core/documents/statusPage';
import type { Agent } from '../core/model/context';
import { agentState } from '../core/model/agentStates';
import { AtlasError } from '../core/errors';
import { findAgent } from '../core/model/lookup';
import { workFolderOf } from '../node/git/agentWorktree';
import { runAgent, shellExitCode, type RunEnd } from '../node/agentRunner';
import type { Launch } from '../node/launch/terminalLaunch';
import { inHeldTerminal } from './heldTerminal';
import { hintFor } from './profiles';
import type { Terminal } from './terminal';
import type { Workplace } from './workplace';
import { firstLine } from '../node/words';

/** Runs an agent's program in this terminal, and says at the end what Atlas knows of it. */
export async function runHere(
  workplace: Workplace,
  terminal: Terminal,
  agentId: string,
  launch: Launch,
  { hold = false } = {},
): Promise<void> {
  const hint = hintFor(launch.profile, workplace.folder.root);
  if (hint !== undefined) {
    terminal.talk(`atlas: ${hint}`);
  }
  await inHeldTerminal(terminal, hold, async (onTold) => {
    const { agent, end } = await runAgent(workplace.open(), workplace.folder, agentId, launch, {
      // With --json our standard output is one document: what the program prints goes beside it.
      outputTo: terminal.json ? 'stderr' : 'stdout',
      workFolder: workFolderHere(workplace, agentId),
      own: {
        node: process.execPath,
        // The bundler puts this program beside the one that starts it.
        script: path.join(__dirname, 'cli.cjs'),
        project: workplace.project,
      },
      onTold,
    });
    process.exitCode = shellExitCode(end);
    if (terminal.json) {
      terminal.answer(agent, '');
    } else {
      terminal.talk(endWords(agent, end));
    }
  });
}

/** @throws AtlasError worktreeNotFound, agentNotFound */
function workFolderHere(workplace: Workplace, agentId: string): string {
  const agent = findAgent(workplace.look(), agentId);
  const folder = workFolderOf(workplace.folder, agent);
  if (folder === undefined) {
    throw new AtlasError('worktreeNotFound', { id: agent.id });
  }
  return folder;
}

function endWords(agent: Agent, end: RunEnd): string {
  const how =
    end.failure ?? (end.signal ? `ended by ${end.signal}` : `exit code ${end.exitCode ?? 0}`);
  const state = AGENT_STATE_WORDS[agentState(agent)];
  const report = agent.report ? ` ${agent.report.status}: ${firstLine(agent.report.summary)}` : '';
  return `\natlas: ${agent.id} ${state}${report} (${how})`;
}
