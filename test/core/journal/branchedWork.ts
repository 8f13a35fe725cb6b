import * as assert from 'node:assert/strict';
import type * as z from 'zod';
import { diffContexts } from '../../../src/core/changes/diffContexts';
import { rebaseChanges } from '../../../src/core/changes/rebaseChanges';
import { contextAt, foldRecords, readHistory } from '../../../src/core/journal/history';
import { orderRecords } from '../../../src/core/journal/order';
import type { JournalRecord } from '../../../src/core/journal/record';
import type { Context, Task } from '../../../src/core/model/context';
import { decisionsIn } from '../../../src/core/model/decisions';
import type { AtlasEvent } from '../../../src/core/model/events';
import { allTasks, newIds } from '../../../src/core/model/lookup';
import { inOrder } from '../../../src/core/model/taskOrder';
import type { Operation } from '../../../src/core/operation';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { moveTask } from '../../../src/core/operations/moveTask';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { orderTasks } from '../../../src/core/operations/orderTasks';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { play } from '../support/play';

export const DEEDS = [
  ...(['objective', 'task', 'agent', 'decision', 'insight'] as const),
  ...(['complete', 'report', 'add by hand', 'assign by hand', 'move', 'order'] as const),
] as const;
export type Deed = (typeof DEEDS)[number];

/** What an item says about others, by their words: words do not change when ids do. */
interface Links {
  readonly objective?: string | undefined;
  readonly task?: string | undefined;
  readonly dependsOn?: string | undefined;
}

interface Note {
  readonly record: string;
  readonly words: string;
}

/** Branches of one repository, each with the journal it has, and beside them what must be true of all. */
export class BranchedWork {
  readonly #branches: Map<string, JournalRecord>[] = [];
  readonly #made = new Map<string, Links & { readonly record: string }>();
  readonly #completed: Note[] = [];
  readonly #reported: Note[] = [];
  readonly #assigned: (Note & { readonly objective: string })[] = [];
  readonly #origins: (Note & { readonly origin: string })[] = [];
  readonly #known = new Map<string, Context>();
  /** What makes the ids of records: any order of them must do. */
  readonly #chance: (bound: number) => number;
  #count = 0;

  constructor(chance: (bound: number) => number) {
    this.#chance = chance;
    this.#branches.push(new Map());
    this.#run(this.#branch(0), newOrchestration, { project: 'Payments' });
  }

  get size(): number {
    return this.#branches.length;
  }

  fork(from: number): void {
    if (this.#branches.length < 4) {
      this.#branches.push(new Map(this.#branch(from)));
    }
  }

  /** Git's union merge of another branch's journal; nobody has written anything after it yet. */
  merge(into: number, from: number): void {
    const branch = this.#branch(into);
    for (const [id, record] of this.#branch(from)) {
      branch.set(id, record);
    }
  }

  /** Somebody does something where this branch is checked out. */
  act(on: number, deed: Deed, one: number, other: number): void {
    const branch = this.#branch(on);
    const context = readHistory([...branch.values()]).context ?? assert.fail();
    const objective = pick(context.objectives ?? [], one);
    const task = pick(context.active_tasks ?? [], other);
    const agent = pick(context.spawned_agents ?? [], one);
    const words = `${deed} ${(this.#count += 1)}`;
    const about = { objective: objective?.description, task: task?.description };
    switch (deed) {
      case 'objective':
        this.#make(words, {}, this.#run(branch, addObjective, { description: words }));
        break;
      case 'task':
        this.#make(
          words,
          { objective: about.objective, dependsOn: about.task },
          this.#run(branch, addTask, {
            description: words,
            objective: objective?.id,
            dependsOn: task ? [task.id] : undefined,
          }),
        );
        break;
      case 'agent':
        this.#make(
          words,
          { task: about.task },
          this.#run(branch, spawnAgent, { mission: words, task: task?.id }),
        );
        break;
      case 'decision':
        this.#make(
          words,
          about,
          this.#run(branch, raiseDecision, {
            question: words,
            objective: objective?.id,
            task: task?.id,
          }),
        );
        break;
      case 'insight':
        if (task) {
          const record = this.#run(branch, recordInsight, { text: words, origin: task.id });
          this.#origins.push({ record, words, origin: task.description });
        }
        break;
      case 'complete':
        if (task) {
          const record = this.#run(branch, completeTask, { task: task.id, outcome: words });
          this.#completed.push({ record, words: task.description });
        }
        break;
      case 'report':
        if (agent) {
          const record = this.#run(branch, reportAgent, { agent: agent.id, summary: words });
          this.#reported.push({ record, words: agent.mission });
        }
        break;
      case 'move':
        if (task && objective && task.objective !== objective.id) {
          const input = { task: task.id, objective: objective.id };
          const record = this.#run(branch, moveTask, input);
          this.#assigned.push({
            record,
            words: task.description,
            objective: objective.description,
          });
        }
        break;
      case 'order': {
        const siblings = allTasks(context).filter((each) => each.objective === task?.objective);
        const beside = pick(siblings, one);
        if (task && beside && task !== beside) {
          this.#run(branch, orderTasks, { tasks: [task.id], before: beside.id });
          const after = readHistory([...branch.values()]).context ?? assert.fail();
          const ids = inOrder(
            allTasks(after).filter((each) => each.objective === task.objective),
          ).map(({ id }) => id);
          assert.equal(ids.indexOf(task.id) + 1, ids.indexOf(beside.id), 'it is not before it');
        }
        break;
      }
      case 'add by hand':
        this.#make(
          words,
          { objective: about.objective },
          this.#edit(branch, context, (tasks) => [
            ...tasks,
            {
              id: newIds(context)('task'),
              description: words,
              ...(objective ? { objective: objective.id } : {}),
            },
          ]),
        );
        break;
      case 'assign by hand':
        if (task && objective && task.objective !== objective.id) {
          const record = this.#edit(branch, context, (tasks) =>
            tasks.map((each) =>
              each.id === task.id ? { ...each, objective: objective.id } : each,
            ),
          );
          this.#assigned.push({
            record,
            words: task.description,
            objective: objective.description,
          });
        }
        break;
    }
  }

  /** What must hold of every branch at any time. */
  check(shuffle: <T>(items: readonly T[]) => T[]): void {
    for (const branch of this.#branches) {
      const records = [...branch.values()];
      const history = readHistory(records);
      const shuffled = readHistory(shuffle([...records, ...records.slice(0, 3)]));
      assert.deepEqual(shuffled.context, history.context, 'the order of lines matters');
      assert.deepEqual(shuffled.unsettled, history.unsettled);
      assert.deepEqual(history.missing, []);
      this.#checkItems(branch, history.context ?? assert.fail());
      this.#checkOrigins(branch, history.context ?? assert.fail(), history.records);
    }
    const all = this.#branches.flatMap((branch) => [...branch.values()]);
    for (const [head, context] of this.#known) {
      assert.deepEqual(contextAt(head, all), context, `what was known at ${head} is another thing`);
    }
  }

  /** Every branch is merged into every other, in any order, with a settling act in between or not. */
  converge(): Context[] {
    for (const into of this.#branches.keys()) {
      for (const from of this.#branches.keys()) {
        this.merge(into, from);
      }
    }
    return this.#branches.map(
      (branch) => readHistory([...branch.values()]).context ?? assert.fail(),
    );
  }

  #checkItems(branch: ReadonlyMap<string, JournalRecord>, context: Context): void {
    const tasks = allTasks(context);
    const all = [
      ...(context.objectives ?? []).map((item) => ({ ...item, words: item.description })),
      ...tasks.map((item) => ({ ...item, words: item.description })),
      ...(context.spawned_agents ?? []).map((item) => ({ ...item, words: item.mission })),
      ...decisionsIn(context).map((item) => ({ ...item, words: item.question })),
    ];
    const expected = [...this.#made].filter(([, { record }]) => branch.has(record));
    assert.deepEqual(
      all.map(({ words }) => words).sort(),
      expected.map(([words]) => words).sort(),
      'an item is lost, or there twice',
    );
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length, 'an id is there twice');
    const wordsOf = (id: string | undefined): string | undefined =>
      id === undefined ? undefined : (all.find((item) => item.id === id)?.words ?? `no ${id}`);
    const order = orderRecords([...branch.values()]).records.map(({ id }) => id);
    const assigned = new Map(
      this.#assigned
        .filter(({ record }) => branch.has(record))
        .sort((a, b) => order.indexOf(a.record) - order.indexOf(b.record))
        .map(({ words, objective }) => [words, objective]),
    );
    for (const item of all) {
      const { objective, task, dependsOn } = this.#made.get(item.words) ?? {};
      const refers = item as unknown as {
        objective?: string;
        task?: string;
        depends_on?: string[];
      };
      assert.deepEqual(
        {
          objective: wordsOf(refers.objective),
          task: wordsOf(refers.task),
          dependsOn: wordsOf(refers.depends_on?.[0]),
        },
        { objective: assigned.get(item.words) ?? objective, task, dependsOn },
        `${item.words} refers to something else`,
      );
    }
    const done = this.#completed.filter(({ record }) => branch.has(record));
    assert.deepEqual(
      (context.completed_tasks ?? []).map(({ description }) => description).sort(),
      [...new Set(done.map(({ words }) => words))].sort(),
    );
    const reported = this.#reported.filter(({ record }) => branch.has(record));
    assert.deepEqual(
      (context.spawned_agents ?? []).flatMap((a) => (a.report ? [a.mission] : [])).sort(),
      [...new Set(reported.map(({ words }) => words))].sort(),
    );
  }

  #checkOrigins(
    branch: ReadonlyMap<string, JournalRecord>,
    context: Context,
    settled: readonly JournalRecord[],
  ): void {
    for (const { record, origin } of this.#origins.filter((note) => branch.has(note.record))) {
      const event = settled.find(({ id }) => id === record)?.event;
      const id = event?.type === 'insightRecorded' ? event.origin : undefined;
      const task = allTasks(context).find((each) => each.id === id);
      assert.equal(task?.description, origin, 'an insight comes from something else');
    }
  }

  #make(words: string, links: Links, record: string): void {
    this.#made.set(words, { ...links, record });
  }

  #run<S extends z.ZodType, R>(
    branch: Map<string, JournalRecord>,
    operation: Operation<S, R>,
    input: z.input<S>,
  ): string {
    this.#settle(branch);
    const { context } = readHistory([...branch.values()]);
    const { events } = play(context, operation, input, this.#now());
    return this.#append(branch, events);
  }

  /** An edit of the context file, as the store takes it over. */
  #edit(
    branch: Map<string, JournalRecord>,
    base: Context,
    edited: (tasks: readonly Task[]) => Task[],
  ): string {
    const theirs = { ...base, active_tasks: edited(base.active_tasks ?? []) };
    this.#settle(branch);
    const ours = readHistory([...branch.values()]).context ?? assert.fail();
    const changes = rebaseChanges(diffContexts(base, theirs), {
      base,
      ours,
      nextId: newIds(ours),
      trustRemovals: true,
    });
    return this.#append(branch, [{ type: 'contextEdited', changes }]);
  }

  #settle(branch: Map<string, JournalRecord>): void {
    const { unsettled } = readHistory([...branch.values()]);
    if (unsettled) {
      this.#append(branch, [{ type: 'branchesMerged', claims: unsettled.claims }]);
    }
  }

  /** Appends as the store does; what comes of the new lines alone is what comes of all of them. */
  #append(branch: Map<string, JournalRecord>, events: readonly AtlasEvent[]): string {
    const before = readHistory([...branch.values()]);
    let { seq, heads } = before;
    const added = events.map((event): JournalRecord => {
      const id = `${this.#letter()}${this.#letter()}-${(this.#count += 1)}`;
      seq += 1;
      const record = { seq, id, prev: heads, time: this.#now(), actor: 'x', session: null, event };
      heads = [id];
      return record;
    });
    const whole = structuredClone(before.context);
    added.forEach((record) => branch.set(record.id, record));
    const after = readHistory([...branch.values()]).context;
    assert.deepEqual(
      foldRecords(whole, structuredClone(added)),
      after,
      'a tail says another thing',
    );
    this.#known.set(heads[0] ?? '', structuredClone(after ?? assert.fail()));
    return added[0]?.id ?? '';
  }

  #letter(): string {
    return String.fromCharCode(65 + this.#chance(26));
  }

  #now(): string {
    return new Date(Date.UTC(2026, 0, 1) + this.#count * 1_000).toISOString();
  }

  #branch(index: number): Map<string, JournalRecord> {
    return this.#branches[index % this.#branches.length] ?? assert.fail();
  }
}

function pick<T>(items: readonly T[], which: number): T | undefined {
  // The newest most often, and sometimes none.
  return items.at(-1 - (which % (items.length + 1)));
}
