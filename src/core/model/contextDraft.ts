import { SCHEMA_VERSION, type Bookkeeping, type Context, type Metrics } from './context';
import { indexOf, presentIndex, tasksIn, type Items } from './contextIndex';
import type { ItemKind } from './ids';

/** Changing a context in place, its index with it. Items are replaced, never changed: others hold them. */

/** In place: a copy of a long list for each addition would cost more the longer it is. */
export function grown<T>(list: T[] | undefined, item: T): T[] {
  if (!list) {
    return [item];
  }
  list.push(item);
  return list;
}

export function append<K extends ItemKind>(
  context: Context,
  kind: K,
  list: 'objectives' | 'active_tasks' | 'spawned_agents',
  item: Items[K],
): Context {
  if (indexOf(context).find(kind, item.id)) {
    // Only a history that was put together twice says it a second time.
    return context;
  }
  const items = context as unknown as Record<string, Items[K][] | undefined>;
  items[list] = grown(items[list], item);
  const index = presentIndex(context);
  if (kind === 'task') {
    index?.putTask(item as Items['task'], 'active_tasks');
  } else {
    index?.put(kind, item);
  }
  return context;
}

export function replace<K extends 'objective' | 'task' | 'agent'>(
  context: Context,
  kind: K,
  id: string,
  update: (item: Items[K]) => Items[K],
): Context {
  const before = indexOf(context).find(kind, id);
  if (!before) {
    return context;
  }
  const list = listOf(context, kind, id);
  const at = list?.indexOf(before) ?? -1;
  if (list && at >= 0) {
    const after = update(before);
    list[at] = after;
    presentIndex(context)?.put(kind, after);
  }
  return context;
}

function listOf<K extends 'objective' | 'task' | 'agent'>(
  context: Context,
  kind: K,
  id: string,
): Items[K][] | undefined {
  switch (kind) {
    case 'objective':
      return context.objectives as Items[K][] | undefined;
    case 'agent':
      return context.spawned_agents as Items[K][] | undefined;
    default:
      return tasksIn(context, indexOf(context).listOf(id) ?? 'active_tasks') as Items[K][];
  }
}

type Counter = Exclude<keyof Metrics, number>;

export function count(context: Context, kind: ItemKind, counter: Counter): Context {
  const metrics = counted(context, counter);
  context.metrics = metrics;
  presentIndex(context)?.count(kind, Number(metrics[counter]));
  return context;
}

export function counted(context: Context, counter: Counter): Metrics {
  return { ...context.metrics, [counter]: Number(context.metrics?.[counter] ?? 0) + 1 };
}

export function bookkeeping(context: Context): Bookkeeping {
  return context.atlas ?? { schema_version: SCHEMA_VERSION, revision: 0 };
}
