import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { completeTask } from '../../core/operations/completeTask';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, askText, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { pickWords } from '../host/words';

export function registerCompleteTask({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.completeTask, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const task = orchestration && (await askOpenTask(orchestration, at));
      const outcome =
        task &&
        (await askText({
          title: vscode.l10n.t('Complete {0}', task),
          prompt: vscode.l10n.t('What came of it?'),
          ...proposedOutcome(orchestration, task),
        }));
      return outcome ? orchestration.run(completeTask, { task, outcome }) : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(completeTask, parseInput(completeTask, values));
    },
  });
}

async function askOpenTask(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): Promise<string | undefined> {
  if (at?.item.kind === 'task') {
    return at.item.task.id;
  }
  const open = orchestration.state.context?.active_tasks ?? [];
  if (open.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no open task.'));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(
    open.map(({ id, description }) => ({ label: pickWords(description), description: id, id })),
    { title: vscode.l10n.t('Complete Task'), placeHolder: vscode.l10n.t('Which task?') },
  );
  return chosen?.id;
}

/** What the task's last agent reported is where the outcome begins; the person has the last word. */
function proposedOutcome(orchestration: Orchestration, task: string): { value?: string } {
  const report = orchestration.state.context?.spawned_agents?.findLast(
    (agent) => agent.task === task && agent.report,
  )?.report;
  return report ? { value: report.summary } : {};
}
