import type { LazyList } from '../lazyList';
import type { AgentState } from '../model/agentStates';
import type { Agent, Objective, Task } from '../model/context';
import type { TaskState } from '../model/taskStates';
import { atOnce, togetherInSlices, type Slices } from '../slices';

export interface AgentNode {
  readonly kind: 'agent';
  readonly agent: Agent;
  readonly state: AgentState;
  /** Its task is completed: whatever became of the agent, nobody waits for it any more. */
  readonly settled: boolean;
}

export interface TaskNode {
  readonly kind: 'task';
  readonly task: Task;
  readonly state: TaskState;
  readonly waitsFor: readonly string[];
  /** Those of them that failed or were cancelled: it waits in vain. */
  readonly inVain: readonly string[];
  readonly agents: readonly AgentNode[];
}

export type TaskNodes = LazyList<Task, TaskNode>;

/** How many tasks there are, whether they are shown or not. */
export interface TaskCount {
  readonly total: number;
  readonly completed: number;
}

/** An objective as it stands in the tree. A class, because there are thousands and all are made at every drawing. */
export class ObjectiveNode implements TaskCount {
  readonly kind = 'objective';
  /** Undefined for the group of tasks that serve no objective. */
  readonly objective: Objective | undefined;
  readonly total: number;
  readonly completed: number;
  /** Which of its versions the context has by now, which is changed in place. */
  readonly version: () => unknown;
  readonly #make: () => Slices<TaskNodes>;
  #asked: (() => Slices<TaskNodes>) | undefined;

  constructor(
    objective: Objective | undefined,
    { total, completed }: TaskCount,
    version: () => unknown,
    make: () => Slices<TaskNodes>,
  ) {
    this.objective = objective;
    this.total = total;
    this.completed = completed;
    this.version = version;
    this.#make = make;
  }

  /**
   * Its tasks, in the order that somebody gave them, or else that of their ids, with places to stop. Looked up
   * when somebody asks, as a tree that is closed needs the counts only, and made into rows when they are looked at:
   * of the context as it is then, so before anybody waits for something else.
   */
  makingTasks(): Slices<TaskNodes> {
    this.#asked ??= togetherInSlices(this.#make, this.version);
    return this.#asked();
  }

  /** All of them, without a stop. */
  get tasks(): readonly TaskNode[] {
    return atOnce(atOnce(this.makingTasks()).all());
  }
}
