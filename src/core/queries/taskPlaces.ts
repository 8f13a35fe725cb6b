import type { Context, Task } from '../model/context';
import { groupBy } from '../model/groupBy';
import { servedBy } from '../model/lookup';
import { mapping, type Slices } from '../slices';
import { arrangedObjective, type Arrangement } from './arrangedTree';
import type { ObjectiveNode } from './treeNodes';
import { objectiveTree } from './objectiveTree';

/** The tasks of an objective as rows show them, from above, by their ids; undefined for the group without one. */
type Rows = readonly string[];

export type Direction = 'up' | 'down';

/** Where tasks are to stand. */
export interface Place {
  /** Ids, in the order they shall have. */
  readonly tasks: readonly string[];
  readonly before?: string;
  readonly after?: string;
}

/** The rows among which a task stands, with the filter there is. */
function* rowsAround(context: Context, task: Task, arrangement: Arrangement): Slices<Rows> {
  const objective = servedBy(context, task);
  const node = objectiveTree(context).find((each) => each.objective === objective);
  return node ? yield* idsBelow(node, arrangement) : [];
}

/** The tasks of an objective, as they are shown. */
function* idsBelow(node: ObjectiveNode, arrangement: Arrangement): Slices<Rows> {
  const { sources } = yield* arrangedObjective(node, arrangement).makingTasks();
  return yield* mapping(sources, ({ id }) => id);
}

/**
 * Where tasks that are dropped onto another one go: they take its place. From above they come to stand
 * after it, as it moves up to where they were; from below, or from another objective, before it.
 * @returns undefined where nothing would change
 */
export function* placeOfDrop(
  context: Context,
  dropped: readonly Task[],
  onto: Task,
  arrangement: Arrangement,
): Slices<Place | undefined> {
  const rows = yield* rowsAround(context, onto, arrangement);
  const others = dropped.filter(({ id }) => id !== onto.id);
  if (others.length === 0) {
    return undefined;
  }
  const tasks = yield* inRows(context, others, arrangement);
  const isFromAbove = tasks.some((id) => {
    const at = rows.indexOf(id);
    return at >= 0 && at < rows.indexOf(onto.id);
  });
  return isFromAbove ? { tasks, after: onto.id } : { tasks, before: onto.id };
}

/**
 * Where tasks go that are moved by one row, for each objective by itself. Those that stand apart come
 * together.
 */
export function* placesByOne(
  context: Context,
  tasks: readonly Task[],
  direction: Direction,
  arrangement: Arrangement,
): Slices<Place[]> {
  const places: Place[] = [];
  for (const group of groupBy(tasks, (task) => servedBy(context, task)).values()) {
    const [first] = group;
    const moved = new Set(group.map(({ id }) => id));
    const rows = first ? yield* rowsAround(context, first, arrangement) : [];
    const place = direction === 'up' ? above(rows, moved) : below(rows, moved);
    if (place !== undefined) {
      places.push({ tasks: rows.filter((id) => moved.has(id)), ...place });
    }
  }
  return places;
}

function above(rows: Rows, moved: ReadonlySet<string>): { before: string } | undefined {
  const first = rows.findIndex((id) => moved.has(id));
  // At the top there is only to come together.
  const before = first > 0 ? rows[first - 1] : rows.find((id) => !moved.has(id));
  return before === undefined ? undefined : { before };
}

function below(rows: Rows, moved: ReadonlySet<string>): { after: string } | undefined {
  const last = rows.findLastIndex((id) => moved.has(id));
  const after = last < rows.length - 1 ? rows[last + 1] : rows.findLast((id) => !moved.has(id));
  return after === undefined ? undefined : { after };
}

/** Ids in the order in which the rows stand, whichever was selected first. */
function* inRows(
  context: Context,
  tasks: readonly Task[],
  arrangement: Arrangement,
): Slices<string[]> {
  const served = new Set(tasks.map((task) => servedBy(context, task)));
  const ids = new Set(tasks.map(({ id }) => id));
  const found: string[] = [];
  for (const node of objectiveTree(context).filter(({ objective }) => served.has(objective))) {
    found.push(...(yield* idsBelow(node, arrangement)).filter((id) => ids.has(id)));
  }
  return found;
}
