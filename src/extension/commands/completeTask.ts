import * as vscode from 'vscode';
import type { Task } from '../../core/model/context';
import { parseInput } from '../../core/operation';
import { completeTask } from '../../core/operations/completeTask';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';
import { chosenTasks, idsOf, inTurn, openQuestion } from './taskStates';

export function registerCompleteTask({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.completeTask, {
    async ask(at, selected) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const question = openQuestion(vscode.l10n.t('Complete Task'));
      const tasks = orchestration && (await chosenTasks(orchestration, selected, question));
      const outcome =
        tasks &&
        (await askText({
          title: vscode.l10n.t('Complete {0}', idsOf(tasks)),
          prompt: vscode.l10n.t('What came of it?'),
          ...proposedOutcome(orchestration, tasks),
        }));
      return outcome
        ? inTurn(tasks, ({ id }) => orchestration.run(completeTask, { task: id, outcome }))
        : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(completeTask, parseInput(completeTask, values));
    },
  });
}

/** What the task's last agent reported is where the outcome begins; the person has the last word. */
function proposedOutcome(orchestration: Orchestration, tasks: readonly Task[]): { value?: string } {
  const [only, ...more] = tasks;
  const report = orchestration.state.context?.spawned_agents?.findLast(
    (agent) => agent.task === only?.id && agent.report,
  )?.report;
  return report && more.length === 0 ? { value: report.summary } : {};
}
