import * as vscode from 'vscode';
import type { Task } from '../../core/model/context';
import { findTask, servedBy } from '../../core/model/lookup';
import { parseInput, text } from '../../core/operation';
import { moveTask } from '../../core/operations/moveTask';
import { orderTasks } from '../../core/operations/orderTasks';
import { AS_IT_IS } from '../../core/queries/arrangedTree';
import {
  placeOfDrop,
  placesByOne,
  type Direction,
  type Place,
} from '../../core/queries/taskPlaces';
import { readInSlices } from '../../node/readInSlices';
import * as z from 'zod';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import { ANY, askTask } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { focusedRows } from './focusedRows';
import type { ObjectivesArrangement } from './objectivesArrangement';

const Given = { name: 'move', input: z.strictObject({ task: text }) };

/** The order of tasks that people give them: by dragging, and row by row. */
export class HandOrder {
  readonly #services: Services;
  readonly #arrangement: ObjectivesArrangement;

  constructor(services: Services, arrangement: ObjectivesArrangement) {
    this.#services = services;
    this.#arrangement = arrangement;
  }

  register(view: vscode.TreeView<AtlasNode>): vscode.Disposable {
    return vscode.Disposable.from(
      this.#registerMove(COMMANDS.moveTaskUp, 'up', view),
      this.#registerMove(COMMANDS.moveTaskDown, 'down', view),
    );
  }

  /** Tasks take the place of the one they are dropped onto, and serve what it serves. */
  async drop(orchestration: Orchestration, tasks: readonly Task[], onto: Task): Promise<void> {
    const objective = (task: Task): string | null =>
      orchestration.read((context) => servedBy(context, findTask(context, task.id))?.id) ?? null;
    const wanted = objective(onto);
    const strangers = tasks.filter((task) => objective(task) !== wanted);
    if (this.#isSorted && strangers.length > 0) {
      await serve(orchestration, strangers, wanted);
    } else if (tasks.some(({ id }) => id !== onto.id) && (await this.#isShown())) {
      const { now } = this.#arrangement;
      const place = await readInSlices(orchestration, (context) => {
        const dropped = tasks.map(({ id }) => findTask(context, id));
        return placeOfDrop(context, dropped, findTask(context, onto.id), now);
      });
      await put(orchestration, place ? [place] : []);
    }
  }

  #registerMove(
    id: typeof COMMANDS.moveTaskUp | typeof COMMANDS.moveTaskDown,
    direction: Direction,
    view: vscode.TreeView<AtlasNode>,
  ): vscode.Disposable {
    const { commands, orchestrations } = this.#services;
    return commands.register(id, {
      ask: async (at, selected, byKey) => {
        requireTrust();
        const rows = byKey ? await focusedRows(view) : at ? selected : view.selection;
        const groups = tasksByOrchestration(rows);
        if (groups.size === 0 && !byKey) {
          await this.#ask(at, direction, groups);
        }
        if (groups.size === 0 || !(await this.#isShown())) {
          return undefined;
        }
        const { now } = this.#arrangement;
        const moved = [...groups].map(async ([orchestration, tasks]) =>
          put(orchestration, await byOne(orchestration, tasks, direction, now)),
        );
        return (await Promise.all(moved)).flat();
      },
      given: async (values, folder) => {
        const orchestration = orchestrations.find(folder);
        const { task: typed } = parseInput(Given, values);
        const task = orchestration.read((context) => findTask(context, typed));
        const places = task ? await byOne(orchestration, [task], direction, AS_IT_IS) : [];
        const [moved] = await put(orchestration, places);
        return moved ?? task;
      },
    });
  }

  async #ask(
    at: AtlasNode | undefined,
    direction: Direction,
    groups: Map<Orchestration, Task[]>,
  ): Promise<void> {
    const orchestration = await askOrchestration(this.#services.orchestrations, at);
    const title =
      direction === 'up' ? vscode.l10n.t('Move Task Up') : vscode.l10n.t('Move Task Down');
    const question = { title, states: ANY, none: vscode.l10n.t('There is no task.') };
    const task = orchestration && (await askTask(orchestration, undefined, question));
    if (task) {
      groups.set(orchestration, [task]);
    }
  }

  /** By something else than the order by hand. */
  get #isSorted(): boolean {
    return this.#arrangement.now.sort !== 'id';
  }

  /** Nobody would see what they did while the view is sorted otherwise: it is offered to show that order. */
  async #isShown(): Promise<boolean> {
    if (!this.#isSorted) {
      return true;
    }
    const show = vscode.l10n.t('Show the Order by Hand');
    const pressed = await vscode.window.showInformationMessage(
      vscode.l10n.t('The tasks are sorted by something else than the order you put them in.'),
      show,
    );
    if (pressed === show) {
      await this.#arrangement.sort('id');
    }
    return pressed === show;
  }
}

async function byOne(
  orchestration: Orchestration,
  tasks: readonly Task[],
  ...how: [Direction, ObjectivesArrangement['now']]
): Promise<Place[]> {
  const places = await readInSlices(orchestration, (context) => {
    const present = tasks.map(({ id }) => findTask(context, id));
    return placesByOne(context, present, ...how);
  });
  return places ?? [];
}

async function put(orchestration: Orchestration, places: readonly Place[]): Promise<Task[]> {
  const moved: Task[] = [];
  for (const { tasks, ...beside } of places) {
    moved.push(...(await orchestration.run(orderTasks, { tasks: [...tasks], ...beside })));
  }
  return moved;
}

/** Says which objective tasks serve; those that do already stay where they are. */
export async function serve(
  orchestration: Orchestration,
  tasks: readonly Task[],
  objective: string | null,
): Promise<void> {
  for (const { id } of tasks) {
    const now = orchestration.read((context) => servedBy(context, findTask(context, id))?.id);
    if ((now ?? null) !== objective) {
      await orchestration.run(moveTask, { task: id, objective });
    }
  }
}

export function tasksByOrchestration(nodes: readonly AtlasNode[]): Map<Orchestration, Task[]> {
  const groups = new Map<Orchestration, Task[]>();
  for (const { orchestration, item } of nodes) {
    if (item.kind === 'task') {
      groups.set(orchestration, [...(groups.get(orchestration) ?? []), item.task]);
    }
  }
  return groups;
}
