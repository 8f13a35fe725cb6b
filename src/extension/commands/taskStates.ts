import * as vscode from 'vscode';
import type { Task } from '../../core/model/context';
import { parseInput, type Operation } from '../../core/operation';
import { cancelTask } from '../../core/operations/cancelTask';
import { failTask } from '../../core/operations/failTask';
import { reopenTask } from '../../core/operations/reopenTask';
import { startTask } from '../../core/operations/startTask';
import { COMMANDS, type CommandId } from '../contributions';
import { askTask, CLOSED, OPEN, tasksOf, type TaskQuestion } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';
import type * as z from 'zod';

/** How the state of a task is changed by a command of its own, beside completing it. */
interface Verb<S extends z.ZodType> {
  readonly id: CommandId;
  readonly operation: Operation<S, Task>;
  readonly question: TaskQuestion;
  /** What is asked about it; undefined where nothing is. */
  readonly why: ((tasks: readonly Task[]) => { title: string; prompt: string }) | undefined;
  readonly input: (task: string, reason: string) => z.input<S>;
}

/** Start, fail, cancel and reopen a task. */
export function registerTaskStates(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerVerb(services, {
      id: COMMANDS.startTask,
      operation: startTask,
      question: {
        title: vscode.l10n.t('Start Task'),
        states: ['pending'],
        none: vscode.l10n.t('No task is waiting to be started.'),
      },
      why: undefined,
      input: (task) => ({ task }),
    }),
    registerVerb(services, {
      id: COMMANDS.failTask,
      operation: failTask,
      question: openQuestion(vscode.l10n.t('Fail Task')),
      why: (tasks) => ({
        title: vscode.l10n.t('Fail {0}', idsOf(tasks)),
        prompt: vscode.l10n.t('Why did it not succeed?'),
      }),
      input: (task, reason) => ({ task, reason }),
    }),
    registerVerb(services, {
      id: COMMANDS.cancelTask,
      operation: cancelTask,
      question: openQuestion(vscode.l10n.t('Cancel Task')),
      why: (tasks) => ({
        title: vscode.l10n.t('Cancel {0}', idsOf(tasks)),
        prompt: vscode.l10n.t('Why is it not needed any more?'),
      }),
      input: (task, reason) => ({ task, reason }),
    }),
    registerVerb(services, {
      id: COMMANDS.reopenTask,
      operation: reopenTask,
      question: {
        title: vscode.l10n.t('Reopen Task'),
        states: CLOSED,
        none: vscode.l10n.t('No task was completed or given up.'),
      },
      why: (tasks) => ({
        title: vscode.l10n.t('Reopen {0}', idsOf(tasks)),
        prompt: vscode.l10n.t('Why is there more to do after all?'),
      }),
      input: (task, reason) => ({ task, reason }),
    }),
  );
}

export function openQuestion(title: string): TaskQuestion {
  return { title, states: OPEN, none: vscode.l10n.t('There is no open task.') };
}

export function idsOf(tasks: readonly Task[]): string {
  return tasks.map(({ id }) => id).join(', ');
}

function registerVerb<S extends z.ZodType>(
  { commands, orchestrations }: Services,
  { id, operation, question, why, input }: Verb<S>,
): vscode.Disposable {
  return commands.register(id, {
    async ask(at, selected) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const tasks = orchestration && (await chosenTasks(orchestration, selected, question));
      if (!orchestration || !tasks) {
        return undefined;
      }
      const reason = why ? await askText(why(tasks)) : '';
      return reason === undefined
        ? undefined
        : inTurn(tasks, (task) => orchestration.run(operation, input(task.id, reason)));
    },
    async given(values, folder) {
      return orchestrations
        .find(folder)
        .run(operation, parseInput(operation, values) as z.input<S>);
    },
  });
}

/** Those that are selected, or the one that is asked for. */
export async function chosenTasks(
  orchestration: Orchestration,
  selected: Parameters<typeof tasksOf>[0],
  question: TaskQuestion,
): Promise<readonly Task[] | undefined> {
  const several = tasksOf(selected.filter((node) => node.orchestration === orchestration));
  if (several.length > 0) {
    return several;
  }
  const task = await askTask(orchestration, undefined, question);
  return task && [task];
}

/** One after the other; the first that is refused ends it, and says why. */
export async function inTurn<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) {
    results.push(await act(item));
  }
  return results;
}
