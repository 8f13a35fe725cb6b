import { priorityRank } from '../model/priorities';
import { AT_ONCE, atOnce, type Slices } from '../slices';
import { ObjectiveNode, type TaskNode, type TaskNodes } from './treeNodes';
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
  const { hideCompleted, text } = arrangement;
  const has = wordsIn(text);
  const shown: ObjectiveNode[] = [];
  let seen = 0;
  for (const node of objectives) {
    const isWhole = objectiveHas(node, has);
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
  return new ObjectiveNode(node.objective, node, node.version, function* () {
    const tasks = yield* node.makingTasks();
    const isKept = keeping(node, arrangement);
    return yield* sorting(isKept ? yield* tasks.filtering(isKept) : tasks, arrangement.sort);
  });
}

/** Whether a task is shown below its objective. */
export function isTaskShown(
  task: TaskNode,
  objective: ObjectiveNode,
  arrangement: Arrangement,
): boolean {
  return keeping(objective, arrangement)?.(task) ?? true;
}

/** Which of its tasks are kept; undefined where all are. */
function keeping(
  node: ObjectiveNode,
  { hideCompleted, text }: Arrangement,
): ((task: TaskNode) => boolean) | undefined {
  const has = wordsIn(text);
  const isWhole = objectiveHas(node, has);
  return isWhole && !hideCompleted
    ? undefined
    : (task) => !(hideCompleted && isOver(task)) && (!has || isWhole || taskHas(task, has));
}

/** What an objective has is shown with all that it is about. */
function objectiveHas({ objective }: ObjectiveNode, has: Has | undefined): boolean {
  return !has || has(objective?.id) || has(objective?.description);
}

type Has = (text: string | undefined) => boolean;

/** Undefined where there is nothing to look for. */
function wordsIn(text: string): Has | undefined {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? undefined : (said) => said?.toLowerCase().includes(wanted) ?? false;
}

function taskHas({ task, agents }: TaskNode, has: Has): boolean {
  return (
    has(task.id) ||
    has(task.description) ||
    agents.some(({ agent }) => has(agent.id) || has(agent.type) || has(agent.mission))
  );
}

function isOver({ state }: TaskNode): boolean {
  return state === 'completed' || state === 'cancelled';
}

/** What is alike keeps the order of its ids. */
function* sorting(tasks: TaskNodes, order: SortOrder): Slices<TaskNodes> {
  switch (order) {
    case 'id':
      return tasks;
    case 'state':
      return yield* tasks.ranking((node) => TASK_STANDINGS.indexOf(taskStanding(node)));
    case 'priority':
      return yield* tasks.ranking(({ task, state }) =>
        // What is over is not urgent any more.
        state === 'pending' || state === 'active' ? priorityRank(task) : Infinity,
      );
  }
}
