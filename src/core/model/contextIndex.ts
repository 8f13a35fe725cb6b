import { agentState, type AgentState } from './agentStates';
import type { Agent, Context, Decision, Objective, Task } from './context';
import { ById } from './byId';
import type { ItemKind } from './ids';
import { decisionsIn } from './decisions';
import { AT_ONCE, atOnce, type Slices } from '../slices';
import { TASK_LISTS, taskStateIn, type TaskList, type TaskState } from './taskStates';

/** The items of each kind. */
export interface Items {
  objective: Objective;
  task: Task;
  agent: Agent;
  decision: Decision;
}

/** How many there are of what; a task that waits for others is looked at when somebody asks. */
export interface Tally {
  readonly tasks: Readonly<Record<TaskState, number>>;
  readonly agents: ReadonlyMap<AgentState, number>;
}

/** What is asked of a context again and again, without going through its lists. */
export interface ContextIndex {
  /** The highest number ever handed out of a kind. */
  highest(kind: ItemKind): bigint;
  find<K extends ItemKind>(kind: K, id: string): Items[K] | undefined;
  /** The list a task stands in. */
  listOf(task: string): TaskList | undefined;
  readonly insights: number;
}

/**
 * Indexes by the context they are of. A context that nobody changes keeps its index; the store changes
 * its own context in place and keeps the index up to date with it (see applyEvent.ts).
 */
const INDEXES = new WeakMap<Context, ContextIndex>();

export function indexOf(context: Context): ContextIndex {
  const known = INDEXES.get(context);
  if (known) {
    return known;
  }
  const built = new BuiltIndex(context);
  atOnce(built.fill());
  INDEXES.set(context, built);
  return built;
}

/** Makes the index of a context that nobody changes meanwhile, with places to stop. */
export function* indexing(context: Context): Slices<void> {
  const built = new BuiltIndex(context);
  yield* built.fill();
  INDEXES.set(context, built);
}

/** The index of a context that is changed in place, if there is one to keep up to date. */
export function presentIndex(context: Context): BuiltIndex | undefined {
  const index = INDEXES.get(context);
  return index instanceof BuiltIndex ? index : undefined;
}

/** For a context whose lists are not read before they are asked for. */
export function setIndex(context: Context, index: ContextIndex | undefined): void {
  if (index) {
    INDEXES.set(context, index);
  } else {
    INDEXES.delete(context);
  }
}

/**
 * Lends the index of a context to another one with the same items, so that nobody makes it anew: for as long
 * as neither of the two is changed.
 */
export function lendIndex(from: Context, to: Context): void {
  const index = presentIndex(from);
  if (index) {
    INDEXES.set(to, index);
  }
}

class BuiltIndex implements ContextIndex {
  #context: Context;
  /** The format's own counters. */
  readonly #counted: Record<ItemKind, bigint>;
  readonly #items = {
    objective: new ById<Objective>('objective'),
    task: new ById<Task>('task'),
    agent: new ById<Agent>('agent'),
    decision: new ById<Decision>('decision'),
  };
  readonly #lists = new ById<TaskList>('task');
  /** Whether no two items of one kind had the same id when it was made; Atlas itself makes none. */
  isUnambiguous = true;

  constructor(context: Context) {
    this.#context = context;
    const { metrics } = context;
    this.#counted = {
      objective: 0n,
      task: counted(metrics?.total_tasks_completed),
      agent: counted(metrics?.total_agents_spawned),
      decision: counted(metrics?.total_decisions_made),
    };
  }

  *fill(): Slices<void> {
    const context = this.#context;
    let seen = 0;
    for (const objective of context.objectives ?? []) {
      this.#fill('objective', objective);
    }
    for (const list of TASK_LISTS) {
      for (const task of tasksIn(context, list)) {
        this.#fill('task', task);
        this.#lists.set(task.id, list);
        seen += 1;
        if (seen % AT_ONCE === 0) {
          yield;
        }
      }
    }
    for (const agent of context.spawned_agents ?? []) {
      this.#fill('agent', agent);
      seen += 1;
      if (seen % AT_ONCE === 0) {
        yield;
      }
    }
    for (const decision of decisionsIn(context)) {
      this.#fill('decision', decision);
    }
  }

  #fill<K extends ItemKind>(kind: K, item: Items[K]): void {
    const isNew = (this.#items[kind] as ById<Items[K]>).set(item.id, item);
    this.isUnambiguous &&= isNew;
  }

  /** The context was replaced by another one, and everything that differs has been put. */
  goOnWith(context: Context): void {
    this.#context = context;
  }

  get insights(): number {
    return this.#context.key_insights?.length ?? 0;
  }

  highest(kind: ItemKind): bigint {
    const { highest } = this.#items[kind];
    return highest > this.#counted[kind] ? highest : this.#counted[kind];
  }

  find<K extends ItemKind>(kind: K, id: string): Items[K] | undefined {
    return (this.#items[kind] as ById<Items[K]>).get(id);
  }

  listOf(task: string): TaskList | undefined {
    return this.#lists.get(task);
  }

  put<K extends ItemKind>(kind: K, item: Items[K]): void {
    (this.#items[kind] as ById<Items[K]>).set(item.id, item);
  }

  putTask(task: Task, list: TaskList): void {
    this.put('task', task);
    this.#lists.set(task.id, list);
  }

  /** The format's counter of a kind has grown. */
  count(kind: ItemKind, total: number): void {
    const number = counted(total);
    if (number > this.#counted[kind]) {
      this.#counted[kind] = number;
    }
  }
}

export type { BuiltIndex };

export function tasksIn(context: Context, list: TaskList): readonly Task[] {
  return (list === 'closed_tasks' ? context.atlas?.closed_tasks : context[list]) ?? [];
}

function counted(total: number | undefined): bigint {
  return BigInt(Math.max(0, Math.ceil(total ?? 0)));
}

/** Counts by state, in one pass over the lists. */
export function tally(context: Context): Tally {
  const tasks = { pending: 0, active: 0, completed: 0, failed: 0, cancelled: 0 };
  // Most of all tasks are completed ones, and the list they stand in says so.
  tasks.completed = context.completed_tasks?.length ?? 0;
  for (const list of ['active_tasks', 'closed_tasks'] as const) {
    for (const task of tasksIn(context, list)) {
      tasks[taskStateIn(list, task)] += 1;
    }
  }
  const agents = new Map<AgentState, number>();
  for (const agent of context.spawned_agents ?? []) {
    const state = agentState(agent);
    agents.set(state, (agents.get(state) ?? 0) + 1);
  }
  return { tasks, agents };
}
