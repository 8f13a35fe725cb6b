import * as vscode from 'vscode';
import type { Task } from '../../core/model/context';
import { PRIORITIES, priorityOf } from '../../core/model/priorities';
import { parseInput } from '../../core/operation';
import { moveTask } from '../../core/operations/moveTask';
import { orderTasks } from '../../core/operations/orderTasks';
import { prioritiseTask } from '../../core/operations/prioritiseTask';
import { COMMANDS } from '../contributions';
import { ANY, askObjective } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { priorityWords } from '../host/words';
import { chosenTasks, idsOf, inTurn, openQuestion } from './taskStates';

/** How urgent tasks are, and which objective they serve. */
export function registerArrangeTasks({ commands, orchestrations }: Services): vscode.Disposable {
  return vscode.Disposable.from(
    commands.register(COMMANDS.prioritiseTask, {
      async ask(at, selected) {
        requireTrust();
        const orchestration = await askOrchestration(orchestrations, at);
        const question = openQuestion(vscode.l10n.t('Set Priority'));
        const tasks = orchestration && (await chosenTasks(orchestration, selected, question));
        const priority = tasks && (await askPriority(tasks));
        return priority
          ? inTurn(tasks, ({ id }) => orchestration.run(prioritiseTask, { task: id, priority }))
          : undefined;
      },
      async given(values, folder) {
        return orchestrations.find(folder).run(prioritiseTask, parseInput(prioritiseTask, values));
      },
    }),
    commands.register(COMMANDS.moveTask, {
      async ask(at, selected) {
        requireTrust();
        const orchestration = await askOrchestration(orchestrations, at);
        const title = vscode.l10n.t('Move to Objective');
        const question = { ...openQuestion(title), states: ANY };
        const tasks = orchestration && (await chosenTasks(orchestration, selected, question));
        const chosen = tasks && (await askWhere(orchestration, tasks));
        return chosen
          ? inTurn(tasks, ({ id }) =>
              orchestration.run(moveTask, { task: id, objective: chosen.objective?.id ?? null }),
            )
          : undefined;
      },
      async given(values, folder) {
        const orchestration = orchestrations.find(folder);
        if (!('before' in values || 'after' in values)) {
          return orchestration.run(moveTask, parseInput(moveTask, values));
        }
        const { task, ...beside } = values;
        const [moved] = await orchestration.run(
          orderTasks,
          parseInput(orderTasks, { tasks: [task], ...beside }),
        );
        return moved;
      },
    }),
  );
}

async function askPriority(
  tasks: readonly Task[],
): Promise<(typeof PRIORITIES)[number] | undefined> {
  const now = new Set(tasks.map(priorityOf));
  const items = PRIORITIES.map((priority) => ({
    label: priorityWords(priority),
    description: now.has(priority) ? vscode.l10n.t('now') : '',
    priority,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Priority of {0}', idsOf(tasks)),
    placeHolder: vscode.l10n.t('How urgent is it?'),
  });
  return chosen?.priority;
}

function askWhere(
  orchestration: Orchestration,
  tasks: readonly Task[],
): ReturnType<typeof askObjective> {
  const title = vscode.l10n.t('Move {0} to Objective', idsOf(tasks));
  return askObjective(orchestration, title, { orNone: true });
}
