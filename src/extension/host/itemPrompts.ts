import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import type { Objective, Task } from '../../core/model/context';
import { allTasks, findTask, taskState } from '../../core/model/lookup';
import type { TaskState } from '../../core/model/taskStates';
import type { AtlasNode } from './atlasNode';
import type { Orchestration } from './orchestration';
import { pickWords } from './words';

export interface TaskQuestion {
  readonly title: string;
  /** The states it can be done in. */
  readonly states: readonly TaskState[];
  /** Said where there is none. */
  readonly none: string;
}

export const OPEN: readonly TaskState[] = ['active', 'pending'];
export const CLOSED: readonly TaskState[] = ['completed', 'failed', 'cancelled'];
export const ANY: readonly TaskState[] = [...OPEN, ...CLOSED];

/** The task clicked at, as it is now, or the one chosen among those that it can be done with. */
export async function askTask(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
  { title, states, none }: TaskQuestion,
): Promise<Task | undefined> {
  if (at?.item.kind === 'task') {
    const { id } = at.item.task;
    return orchestration.read((context) => findTask(context, id));
  }
  const tasks = tasksIn(orchestration, states);
  if (tasks.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Which task?');
  const options = { title, placeHolder, matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(tasks.map(taskItem), options);
  return chosen?.task;
}

/** In the order of the states, so that what is most likely meant comes first. */
export function tasksIn(orchestration: Orchestration, states: readonly TaskState[]): Task[] {
  const found = orchestration.read((context) =>
    states.flatMap((state) =>
      allTasks(context).filter((task) => taskState(context, task) === state),
    ),
  );
  return found ?? [];
}

export function taskItem(task: Task): vscode.QuickPickItem & { readonly task: Task } {
  return { label: pickWords(task.description), description: task.id, task };
}

/** The objective chosen; an answer with null is one that serves none. */
export async function askObjective(
  orchestration: Orchestration,
  title: string,
  options: { readonly orNone?: boolean } = {},
): Promise<{ readonly objective: Objective | null } | undefined> {
  const objectives = orchestration.state.context?.objectives ?? [];
  const items = objectives.map((objective): ObjectiveItem => ({
    label: pickWords(objective.description),
    description: objective.id,
    objective,
  }));
  const none = { label: vscode.l10n.t('No objective'), objective: null };
  return vscode.window.showQuickPick([...items, ...(options.orNone ? [none] : [])], {
    title,
    placeHolder: vscode.l10n.t('Which objective?'),
    matchOnDescription: true,
  });
}

interface ObjectiveItem extends vscode.QuickPickItem {
  readonly objective: Objective | null;
}

/** The tasks among the rows that it is to be done with. */
export function tasksOf(selected: readonly AtlasNode[]): Task[] {
  return selected.flatMap(({ item }) => (item.kind === 'task' ? [item.task] : []));
}

/** @throws AtlasError noOrchestration */
export function required<T>(orchestration: Orchestration, found: T | undefined): T {
  if (found === undefined) {
    throw new AtlasError('noOrchestration', { folder: orchestration.files.root });
  }
  return found;
}
