import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import type { Objective, Task } from '../../core/model/context';
import { allTasks, findTask, taskState } from '../../core/model/lookup';
import type { TaskState } from '../../core/model/taskStates';
import type { AtlasNode } from './atlasNode';
import type { Orchestration } from './orchestration';
import { pickOne, type Choices } from './pickAmong';
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
  return pickOne(taskChoices(tasks), { title, placeHolder: vscode.l10n.t('Which task?') });
}

export function taskChoices(all: readonly Task[]): Choices<Task> {
  return {
    all,
    words: ({ id, description }) => `${id} ${description}`,
    entry: ({ id, description }) => ({ label: pickWords(description), description: id }),
  };
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

/** The objective chosen; an answer with null is one that serves none. */
export async function askObjective(
  orchestration: Orchestration,
  title: string,
  options: { readonly orNone?: boolean; readonly asked?: string } = {},
): Promise<{ readonly objective: Objective | null } | undefined> {
  const objectives = orchestration.state.context?.objectives ?? [];
  const answers = [...objectives, ...(options.orNone ? [null] : [])];
  return pickOne(
    {
      all: answers.map((objective) => ({ objective })),
      words: ({ objective }) => (objective ? `${objective.id} ${objective.description}` : ''),
      entry: ({ objective }) =>
        objective
          ? { label: pickWords(objective.description), description: objective.id }
          : { label: vscode.l10n.t('No objective') },
    },
    { title, placeHolder: options.asked ?? vscode.l10n.t('Which objective?') },
  );
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
