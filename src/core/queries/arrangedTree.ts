import { priorityRank } from '../model/priorities';
import { atOnce, type Slices } from '../slices';
import type { ObjectiveNode, TaskNode } from './objectiveTree';
import { TASK_STANDINGS, taskStanding } from './taskStanding';

export const SORT_ORDERS = ['id', 'state', 'priority'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

/** How a person wants to see the tree of objectives. */
export interface Arrangement {
  readonly sort: SortOrder;
  /** Leaves out tasks that are completed or cancelled, and objectives that are achieved or dropped. */
  readonly hideCompleted: boolean;
  /** Only what has these words, in capitals or not; what has them keeps what hangs around it. */
  readonly text: string;
}

export const AS_IT_IS: Arrangement = { sort: 'id', hideCompleted: false, text: '' };

/** The tree of objectives, sorted and filtered. Tasks are looked at when somebody asks for them. */
export function arranged(
  objectives: readonly ObjectiveNode[],
  arrangement: Arrangement,
): ObjectiveNode[] {
  return atOnce(arranging(objectives, arrangement));
}

/** So many tasks are looked at between two places to stop. */
const TASKS_AT_ONCE = 5_000;

/** The same with places to stop: words are looked for in every task. */
export function* arranging(
  objectives: readonly ObjectiveNode[],
  { sort, hideCompleted, text }: Arrangement,
): Slices<ObjectiveNode[]> {
  const wanted = text.trim().toLowerCase();
  const has = (...words: readonly (string | undefined)[]): boolean =>
    words.some((each) => each?.toLowerCase().includes(wanted));
  const shown: ObjectiveNode[] = [];
  let seen = 0;
  for (const node of objectives) {
    const { objective } = node;
    const whole = wanted === '' || has(objective?.id, objective?.description);
    let made: readonly TaskNode[] | undefined;
    const tasks = (): readonly TaskNode[] =>
      (made ??= sorted(
        node.tasks.filter(
          (task) => !(hideCompleted && isOver(task)) && (whole || taskHas(task, has)),
        ),
        sort,
      ));
    const stays =
      (whole || tasks().length > 0) && !(hideCompleted && isClosed(node) && tasks().length === 0);
    if (stays) {
      shown.push(withTasks(node, tasks));
    }
    seen += made ? node.total : 0;
    if (seen >= TASKS_AT_ONCE) {
      seen = 0;
      yield;
    }
  }
  return shown;
}

/** The counts stay those of the whole: a filter changes what is seen, not how far the work is. */
function withTasks(node: ObjectiveNode, tasks: () => readonly TaskNode[]): ObjectiveNode {
  const { kind, objective, total, completed } = node;
  return {
    kind,
    objective,
    total,
    completed,
    get tasks() {
      return tasks();
    },
  };
}

function taskHas({ task, agents }: TaskNode, has: (...words: string[]) => boolean): boolean {
  return (
    has(task.id, task.description) ||
    agents.some(({ agent }) => has(agent.id, agent.type, agent.mission))
  );
}

function isOver({ state }: TaskNode): boolean {
  return state === 'completed' || state === 'cancelled';
}

function isClosed({ objective }: ObjectiveNode): boolean {
  return (objective?.status ?? 'active') !== 'active';
}

/** What is alike keeps the order of its ids. */
function sorted(tasks: readonly TaskNode[], order: SortOrder): readonly TaskNode[] {
  switch (order) {
    case 'id':
      return tasks;
    case 'state':
      return by(tasks, (node) => TASK_STANDINGS.indexOf(taskStanding(node)));
    case 'priority':
      return by(tasks, ({ task, state }) =>
        // What is over is not urgent any more.
        state === 'pending' || state === 'active' ? priorityRank(task) : Infinity,
      );
  }
}

function by(tasks: readonly TaskNode[], rank: (node: TaskNode) => number): readonly TaskNode[] {
  const ranks = new Map(tasks.map((node) => [node, rank(node)]));
  const of = (node: TaskNode): number => ranks.get(node) ?? 0;
  return tasks.toSorted((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)));
}
