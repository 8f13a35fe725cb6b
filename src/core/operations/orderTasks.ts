import * as z from 'zod';
import type { Context, Task } from '../model/context';
import type { AtlasEvent } from '../model/events';
import { allTasks, findTask, nextId, servedBy } from '../model/lookup';
import { inOrder, placeOfId, placesFor } from '../model/taskOrder';
import { operation, text } from '../operation';

const input = z
  .strictObject({
    /** Ids of the tasks, in the order they shall have among themselves. */
    tasks: z.array(text).min(1, 'name at least one'),
    /** Id of the task that they shall stand right before. */
    before: text.optional(),
    /** Id of the task that they shall stand right after. */
    after: text.optional(),
  })
  .refine(({ before, after }) => (before === undefined) !== (after === undefined), {
    message: 'say before or after which task, one of the two',
  });

/**
 * Puts tasks right before or after another one (Phase 2, Strategic Planning). They serve its objective from
 * then on, if they did not.
 * @throws AtlasError taskNotFound
 */
export const orderTasks = operation('orderTasks', input, (context, values) => {
  const beside = findTask(context, values.before ?? values.after ?? '');
  const tasks = [...new Set(values.tasks.map((typed) => findTask(context, typed)))];
  const moved = new Set(tasks.filter((task) => task !== beside));
  const objective = servedBy(context, beside);
  const before = inOrder(allTasks(context).filter((task) => servedBy(context, task) === objective));
  const others = before.filter((task) => !moved.has(task));
  const wanted = others.toSpliced(
    others.indexOf(beside) + (values.before === undefined ? 1 : 0),
    0,
    ...moved,
  );
  const strangers = [...moved].filter((task) => servedBy(context, task) !== objective);
  const events: AtlasEvent[] = [
    ...strangers.map(({ id }): AtlasEvent => ({
      type: 'taskMoved',
      id,
      ...(objective ? { objective: objective.id } : {}),
    })),
    ...(isSame(wanted, before) ? [] : ordered(context, wanted, moved)),
  ];
  return {
    events,
    result: (after): Task[] => tasks.map(({ id }) => findTask(after, id)),
  };
});

function ordered(
  context: Context,
  wanted: readonly Task[],
  moved: ReadonlySet<Task>,
): AtlasEvent[] {
  // Before what is added next: that belongs at the end.
  const end = placeOfId(nextId(context, 'task'));
  return [...placesFor(wanted, moved, end)].map(([{ id }, place]) => ({
    type: 'taskOrdered',
    id,
    place,
  }));
}

function isSame(one: readonly Task[], other: readonly Task[]): boolean {
  return one.length === other.length && one.every((task, at) => task === other[at]);
}
