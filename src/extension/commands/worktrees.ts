import * as path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { AtlasError } from '../../core/errors';
import type { Agent } from '../../core/model/context';
import { parseInput, text } from '../../core/operation';
import { hasBranch } from '../../node/git/agentWorktree';
import {
  listAgentWorktrees,
  removeAgentWorktree,
  type AgentWorktree,
  type RemovedWorktree,
} from '../../node/git/agentWorktrees';
import { COMMANDS } from '../contributions';
import { namedAgent } from '../host/agentPrompts';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { pickWords } from '../host/words';

const opened = { name: 'openWorktree', input: z.strictObject({ agent: text }) };
const removed = {
  name: 'removeWorktree',
  input: z.strictObject({ agent: text, force: z.boolean().default(false) }),
};

/** Open the worktree of an agent in a window of its own, or remove it without losing work. */
export function registerWorktrees({ commands, orchestrations }: Services): vscode.Disposable {
  return vscode.Disposable.from(
    commands.register(COMMANDS.openWorktree, {
      async ask(at) {
        requireTrust();
        const orchestration = await askOrchestration(orchestrations, at);
        const found = orchestration && (await askWorktree(orchestration, at));
        return found && open(found);
      },
      async given(values, folder) {
        const orchestration = orchestrations.find(folder);
        const agent = namedAgent(orchestration, parseInput(opened, values).agent);
        return open(worktreeOf(await list(orchestration), agent));
      },
    }),
    commands.register(COMMANDS.removeWorktree, {
      async ask(at) {
        requireTrust();
        const orchestration = await askOrchestration(orchestrations, at);
        const found = orchestration && (await askWorktree(orchestration, at));
        return found && removeAsking(orchestration, found);
      },
      async given(values, folder) {
        requireTrust();
        const orchestration = orchestrations.find(folder);
        const { agent, force } = parseInput(removed, values);
        return remove(orchestration, agent, force);
      },
    }),
  );
}

async function list(orchestration: Orchestration): Promise<AgentWorktree[]> {
  const { context } = orchestration.state;
  return context ? listAgentWorktrees(orchestration.files, context) : [];
}

function worktreeOf(all: readonly AgentWorktree[], { id }: Agent): AgentWorktree {
  const found = all.find(({ agent }) => agent === id);
  if (!found) {
    throw new AtlasError('worktreeNotFound', { id });
  }
  return found;
}

/** The worktree of the row clicked at, or one of all there are. */
async function askWorktree(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): Promise<AgentWorktree | undefined> {
  const all = await list(orchestration);
  if (at?.item.kind === 'agent') {
    return worktreeOf(all, at.item.agent);
  }
  if (all.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No agent has a worktree.'));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(
    all.map((worktree) => ({
      label: worktree.agent,
      description: pickWords(worktree.branch),
      detail: `${standing(worktree)} · ${worktree.root}`,
      worktree,
    })),
    { title: vscode.l10n.t('Worktrees of Agents'), placeHolder: vscode.l10n.t('Which one?') },
  );
  return chosen?.worktree;
}

function standing({ gone, uncommitted, ahead, merged }: AgentWorktree): string {
  if (gone) {
    return vscode.l10n.t('its folder was deleted');
  }
  return [
    ...(uncommitted > 0 ? [vscode.l10n.t('{0} uncommitted files', uncommitted)] : []),
    vscode.l10n.t('{0} commits', ahead),
    merged ? vscode.l10n.t('merged') : vscode.l10n.t('not merged'),
  ].join(', ');
}

async function open(worktree: AgentWorktree): Promise<AgentWorktree> {
  const folder = vscode.Uri.file(worktree.folder);
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  return worktree;
}

/** Work that would be nowhere else is named, and goes only when a person says so. */
async function removeAsking(
  orchestration: Orchestration,
  { agent, root }: AgentWorktree,
): Promise<RemovedWorktree | undefined> {
  try {
    return await remove(orchestration, agent, false);
  } catch (error) {
    if (!(error instanceof AtlasError) || error.code !== 'worktreeUnsaved') {
      throw error;
    }
    const anyway = vscode.l10n.t('Remove All the Same');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('The worktree of {0} has work that is nowhere else.', agent),
      {
        modal: true,
        detail: vscode.l10n.t(
          '{0}: {1}. What is not committed is lost; commits stay on the branch.',
          path.basename(root),
          String(error.params['detail']),
        ),
      },
      anyway,
    );
    return chosen === anyway ? remove(orchestration, agent, true) : undefined;
  }
}

function remove(
  orchestration: Orchestration,
  named: string,
  force: boolean,
): Promise<RemovedWorktree> {
  const agent = namedAgent(orchestration, named);
  if (!hasBranch(agent)) {
    throw new AtlasError('worktreeNotFound', { id: agent.id });
  }
  return removeAgentWorktree(orchestration.files, agent, { force });
}
