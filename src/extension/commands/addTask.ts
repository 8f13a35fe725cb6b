import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { addTask } from '../../core/operations/addTask';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import { askObjective } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';

export function registerAddTask({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.addTask, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const serves = orchestration && (await askServed(orchestration, at));
      const description =
        serves &&
        (await askText({
          title: serves.objective
            ? vscode.l10n.t('Add Task to {0}', serves.objective)
            : vscode.l10n.t('Add Task'),
          prompt: vscode.l10n.t('Which step is to be taken?'),
        }));
      return description ? orchestration.run(addTask, { ...serves, description }) : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(addTask, parseInput(addTask, values));
    },
  });
}

/** The objective clicked at or chosen; an answer without one is a task that serves none. */
async function askServed(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): Promise<{ objective?: string } | undefined> {
  if (at?.item.kind === 'objective') {
    return at.item.objective ? { objective: at.item.objective.id } : {};
  }
  if ((orchestration.state.context?.objectives ?? []).length === 0) {
    return {};
  }
  const chosen = await askObjective(orchestration, vscode.l10n.t('Add Task'), {
    orNone: true,
    asked: vscode.l10n.t('Which objective does it serve?'),
  });
  return chosen && (chosen.objective ? { objective: chosen.objective.id } : {});
}
