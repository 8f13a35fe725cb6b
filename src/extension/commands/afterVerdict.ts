import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import { completeTask } from '../../core/operations/completeTask';
import { agentNodeOf } from '../host/agentPrompts';
import { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import { askChoice, askText } from '../host/question';
import type { AgentHooks } from './agentHooks';
import { missionStart } from './missionStarts';
import { openTaskOf } from './openTaskOf';
import type { Spawning } from './spawning';

/** Accepting a report is not yet completing its task; whoever wants to, does both at once. */
export async function offerCompletion(orchestration: Orchestration, agent: Agent): Promise<void> {
  const task = openTaskOf(orchestration, agent);
  const outcome =
    task &&
    (await askText({
      title: vscode.l10n.t('Complete {0}', task.id),
      prompt: vscode.l10n.t('What came of it? Without an answer the task stays open.'),
      value: agent.report?.summary ?? '',
    }));
  if (outcome) {
    await orchestration.run(completeTask, { task: task.id, outcome });
  }
}

/** What was sent back is to be done again: by the same agent, or by another one that is told of it. */
export async function afterRejection(
  orchestration: Orchestration,
  agent: Agent,
  spawning: Spawning,
  { continueAgent }: AgentHooks,
): Promise<void> {
  const goOn = {
    label: vscode.l10n.t('$(debug-continue) Go On with This Agent'),
    description: vscode.l10n.t('it is told the reason'),
  };
  const another = {
    label: vscode.l10n.t('$(rocket) Spawn Another Agent…'),
    description: vscode.l10n.t('it is told the reason and the earlier report'),
  };
  const later = { label: vscode.l10n.t('$(clock) Later') };
  const picked = await askChoice([goOn, another, later], {
    title: vscode.l10n.t('The Report of {0} Is Rejected', agent.id),
    placeHolder: vscode.l10n.t('Who does it again?'),
  });
  if (picked === goOn) {
    await continueAgent(orchestration, agent, 'rework');
  } else if (picked === another) {
    const node = agentNodeOf(orchestration, agent);
    const at = node && new AtlasNode(orchestration, node);
    await spawning.ask(orchestration, missionStart(orchestration, at));
  }
}
