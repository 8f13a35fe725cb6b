import * as vscode from 'vscode';
import type { Task } from '../../core/model/context';
import { waitingPath } from '../../core/model/dependencies';
import { dependsOn } from '../../core/model/taskStates';
import { parseInput } from '../../core/operation';
import { setDependencies } from '../../core/operations/setDependencies';
import { COMMANDS } from '../contributions';
import { ANY, askTask, taskItem, tasksIn } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { openQuestion } from './taskStates';

/** What a task waits for: a list with check marks, in which what would wait for it is not offered. */
export function registerDependOn({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.dependOn, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const question = openQuestion(vscode.l10n.t('Depend On'));
      const task = orchestration && (await askTask(orchestration, at, question));
      const chosen = task && (await askDependencies(orchestration, task));
      if (!chosen) {
        return undefined;
      }
      const before = dependsOn(task);
      return orchestration.run(setDependencies, {
        task: task.id,
        on: chosen.filter((id) => !before.includes(id)),
        notOn: before.filter((id) => !chosen.includes(id)),
      });
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(setDependencies, parseInput(setDependencies, values));
    },
  });
}

async function askDependencies(
  orchestration: Orchestration,
  task: Task,
): Promise<string[] | undefined> {
  const now = new Set(dependsOn(task));
  const possible = tasksIn(orchestration, ANY).filter(
    ({ id }) => now.has(id) || !orchestration.read((context) => waitingPath(context, id, task.id)),
  );
  const items = possible.map((each) => ({ ...taskItem(each), picked: now.has(each.id) }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no other task that {0} could wait for.', task.id),
    );
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('What {0} Waits For', task.id),
    placeHolder: vscode.l10n.t('Tasks that must be completed first'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map((item) => item.task.id);
}
