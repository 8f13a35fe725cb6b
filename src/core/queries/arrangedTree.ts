import { priorityRank } from '../model/priorities';
import { AT_ONCE, atOnce, mapping, onceInSlices, sorting, type Slices } from '../slices';
import { objectiveNode, type ObjectiveNode, type TaskNode } from './objectiveTree';
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

/** The same with places to stop: words are looked for in every task. */
export function* arranging(
  objectives: readonly ObjectiveNode[],
  arrangement: Arrangement,
): Slices<ObjectiveNode[]> {
  const { hideCompleted } = arrangement;
  const shown: ObjectiveNode[] = [];
  let seen = 0;
  for (const node of objectives) {
    const isWhole = hasWords(node, arrangement);
    const isClosed = hideCompleted && (node.objective?.status ?? 'active') !== 'active';
    const arrangedNode = arrangedObjective(node, arrangement);
    // Only where that decides, its tasks are looked at.
    const needsTasks = !isWhole || isClosed;
    if (!needsTasks || (yield* arrangedNode.makingTasks()).length > 0) {
      shown.push(arrangedNode);
    }
    seen += needsTasks ? node.total : 0;
    if (seen >= AT_ONCE) {
      seen = 0;
      yield;
    }
  }
  return shown;
}

/**
 * An objective with those of its tasks that are shown, in their order. The counts stay those of the whole: a filter
 * changes what is seen, not how far the work is.
 */
export function arrangedObjective(node: ObjectiveNode, arrangement: Arrangement): ObjectiveNode {
  const isWhole = hasWords(node, arrangement);
  return objectiveNode(
    node.objective,
    node,
    onceInSlices(function* () {
      const kept = yield* mapping(yield* node.makingTasks(), (task) =>
        isKept(task, isWhole, arrangement) ? [task] : [],
      );
      return yield* sorted(kept.flat(), arrangement.sort);
    }),
  );
}

/** Whether a task is shown below its objective. */
export function isTaskShown(
  task: TaskNode,
  objective: ObjectiveNode,
  arrangement: Arrangement,
): boolean {
  return isKept(task, hasWords(objective, arrangement), arrangement);
}

function isKept(task: TaskNode, isWhole: boolean, { hideCompleted, text }: Arrangement): boolean {
  return !(hideCompleted && isOver(task)) && (isWhole || taskHas(task, wordsIn(text)));
}

/** What an objective has is shown with all that it is about. */
function hasWords({ objective }: ObjectiveNode, { text }: Arrangement): boolean {
  return text.trim() === '' || wordsIn(text)(objective?.id, objective?.description);
}

type Has = (...texts: readonly (string | undefined)[]) => boolean;

function wordsIn(text: string): Has {
  const wanted = text.trim().toLowerCase();
  return (...texts) => texts.some((each) => each?.toLowerCase().includes(wanted));
}

function taskHas({ task, agents }: TaskNode, has: Has): boolean {
  return (
    has(task.id, task.description) ||
    agents.some(({ agent }) => has(agent.id, agent.type, agent.mission))
  );
}

function isOver({ state }: TaskNode): boolean {
  return state === 'completed' || state === 'cancelled';
}

/** What is alike keeps the order of its ids. */
function* sorted(tasks: readonly TaskNode[], order: SortOrder): Slices<readonly TaskNode[]> {
  switch (order) {
    case 'id':
      return tasks;
    case 'state':
      return yield* by(tasks, (node) => TASK_STANDINGS.indexOf(taskStanding(node)));
    case 'priority':
      return yield* by(tasks, ({ task, state }) =>
        // What is over is not urgent any more.
        state === 'pending' || state === 'active' ? priorityRank(task) : Infinity,
      );
  }
}

function* by(
  tasks: readonly TaskNode[],
  rank: (node: TaskNode) => number,
): Slices<readonly TaskNode[]> {
  const ranked = yield* mapping(tasks, (node) => ({ node, rank: rank(node) }));
  const ordered = yield* sorting(ranked, (a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  return yield* mapping(ordered, ({ node }) => node);
}
