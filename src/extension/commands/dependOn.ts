import * as vscode from 'vscode';
import type { Task } from '../../core/model/context';
import { waitingPath } from '../../core/model/dependencies';
import { dependsOn } from '../../core/model/taskStates';
import { parseInput } from '../../core/operation';
import { setDependencies } from '../../core/operations/setDependencies';
import { breath } from '../../node/slices';
import { COMMANDS } from '../contributions';
import { ANY, askTask, taskChoices, tasksIn } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { pickSome } from '../host/pickAmong';
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
  const possible = await tasksBefore(orchestration, task);
  if (possible.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no other task that {0} could wait for.', task.id),
    );
    return undefined;
  }
  const chosen = await pickSome(
    taskChoices(possible),
    new Set(possible.filter(({ id }) => now.has(id))),
    {
      title: vscode.l10n.t('What {0} Waits For', task.id),
      placeHolder: vscode.l10n.t('Tasks that must be completed first'),
    },
  );
  return chosen?.map(({ id }) => id);
}

/** Those that it waits for, and those that do not wait for it, at whatever remove. */
async function tasksBefore(orchestration: Orchestration, task: Task): Promise<Task[]> {
  const now = new Set(dependsOn(task));
  const waits = (id: string): boolean =>
    orchestration.read((context) => waitingPath(context, id, task.id)) !== undefined;
  const tasks = tasksIn(orchestration, ANY);
  const found: Task[] = [];
  for (let at = 0; at < tasks.length; at += TASKS_AT_ONCE) {
    const some = tasks.slice(at, at + TASKS_AT_ONCE);
    found.push(...some.filter(({ id }) => now.has(id) || !waits(id)));
    await breath();
  }
  return found;
}

/** So many are looked at without a stop. */
const TASKS_AT_ONCE = 5_000;
