import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Context } from '../../../src/core/model/context';
import { decisionsIn } from '../../../src/core/model/decisions';
import { allTasks } from '../../../src/core/model/lookup';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { missionPath } from '../../../src/core/documents/paths';
import { createOrchestration } from '../../../src/node/createOrchestration';
import { setUnionMerge } from '../../../src/node/git/mergeAttributes';
import { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { open, type Opened } from './open';
import { commitAll, git } from './repository';
import { assertSettled, assertSound, projectOf } from './soundness';

/** One clone of a repository that holds an orchestration. */
export class Clone {
  readonly root: string;
  readonly folder: OrchestrationFolder;
  /** A window that is open all the time. */
  readonly #window: Opened;

  constructor(root: string) {
    this.root = root;
    this.folder = new OrchestrationFolder(root);
    this.#window = open(this.folder);
  }

  git(...args: readonly string[]): string {
    return git(this.root, ...args);
  }

  /** Runs git where conflicts are expected. */
  tryGit(...args: readonly string[]): boolean {
    try {
      this.git(...args);
      return true;
    } catch {
      return false;
    }
  }

  commit(message: string): void {
    commitAll(this.root, message);
  }

  /** Something of every kind, each speaking of the others, by somebody who has these words for it. */
  async work(words: string): Promise<void> {
    const { atlas } = open(this.folder);
    const objective = await atlas.run(addObjective, { description: `Objective of ${words}` });
    const task = await atlas.run(addTask, {
      description: `Task of ${words}`,
      objective: objective.id,
      dependsOn: ['1'],
    });
    await atlas.run(addTask, { description: `Second task of ${words}`, dependsOn: [task.id] });
    const done = await atlas.run(addTask, { description: `Done task of ${words}` });
    await atlas.run(completeTask, { task: done.id, outcome: `Outcome of ${words}` });
    await atlas.run(spawnAgent, { mission: `Mission of ${words}`, task: task.id });
    await atlas.run(raiseDecision, {
      question: `Question of ${words}`,
      task: task.id,
      objective: objective.id,
    });
    await atlas.run(recordInsight, { text: `Insight of ${words}`, origin: task.id });
  }

  /** One more command, in a program of its own; what the open window sees afterwards is the same. */
  async command(words: string): Promise<Context> {
    await open(this.folder).atlas.run(recordInsight, { text: words });
    const settled = assertSettled(this.folder);
    this.#window.store.refresh();
    assert.equal(this.#window.store.state.problem, undefined);
    assert.deepEqual(withoutTime(this.#window.store.state.context), withoutTime(settled));
    return settled;
  }

  /** What is there without anybody having written anything. */
  look(): Context {
    const { store } = open(this.folder);
    assert.equal(store.state.problem, undefined);
    assert.ok(store.state.context);
    assertSound(store.state.context);
    return store.state.context;
  }
}

/** A repository with an orchestration in it that several work on. */
export async function makeOrigin(root: string, union: boolean): Promise<void> {
  fs.mkdirSync(root, { recursive: true });
  git(root, 'init', '--quiet', '--initial-branch=main');
  const folder = new OrchestrationFolder(root);
  await createOrchestration(folder, 'Payments');
  const { atlas } = open(folder);
  await atlas.run(addTask, { description: 'Base task' });
  if (union) {
    setUnionMerge(folder);
  }
  commitAll(root, 'Begin');
}

export function clone(origin: string, root: string): Clone {
  fs.mkdirSync(root, { recursive: true });
  git(root, 'clone', '--quiet', origin, '.');
  return new Clone(root);
}

/** Everything that `work` made is there once, and speaks of what it spoke of. */
export function assertWork(context: Context, words: string, folder: OrchestrationFolder): void {
  const only = <T>(items: readonly T[]): T => {
    assert.equal(items.length, 1, `${items.length} of ${words}`);
    return items[0] ?? assert.fail();
  };
  const tasks = allTasks(context);
  const objective = only(
    (context.objectives ?? []).filter((each) => each.description === `Objective of ${words}`),
  );
  const base = only(tasks.filter((each) => each.description === 'Base task'));
  const task = only(tasks.filter((each) => each.description === `Task of ${words}`));
  const second = only(tasks.filter((each) => each.description === `Second task of ${words}`));
  const done = only(tasks.filter((each) => each.description === `Done task of ${words}`));
  const agent = only(
    (context.spawned_agents ?? []).filter((each) => each.mission === `Mission of ${words}`),
  );
  const decision = only(
    decisionsIn(context).filter((each) => each.question === `Question of ${words}`),
  );
  assert.equal(task.objective, objective.id);
  assert.deepEqual(task['depends_on'], [base.id]);
  assert.equal(task.status, 'active');
  assert.deepEqual(second['depends_on'], [task.id]);
  assert.equal(done.outcome, `Outcome of ${words}`);
  assert.ok(context.completed_tasks?.includes(done));
  assert.equal(agent.task, task.id);
  assert.deepEqual([decision.task, decision.objective], [task.id, objective.id]);
  assert.equal(
    (context.key_insights ?? []).filter((text) => text === `Insight of ${words}`).length,
    1,
  );
  const mission = fs.readFileSync(folder.document(missionPath(agent.id)), 'utf8');
  assert.ok(mission.includes(`Mission of ${words}`), `${agent.id} has another mission`);
  const event = open(folder)
    .store.history()
    .find(
      ({ event: e }) => e.type === 'insightRecorded' && e.text === `Insight of ${words}`,
    )?.event;
  assert.equal(event?.type === 'insightRecorded' && event.origin, task.id, 'origin of the insight');
}

/** What two clones should agree on: everything but who wrote last, and when. */
export function comparable(context: Context, ...without: readonly string[]): unknown {
  const { atlas, key_insights: insights = [], ...rest } = context;
  const { revision: _revision, updated: _updated, ...kept } = atlas ?? {};
  return withoutTime({
    ...rest,
    atlas: kept,
    key_insights: insights.filter((text) => !without.includes(String(text))),
  } as unknown as Context);
}

function withoutTime(context: Context | undefined): unknown {
  return JSON.parse(JSON.stringify(context));
}

/** The paths of files that git could not merge. */
export function unmerged({ root }: Clone): string[] {
  const lines = git(root, 'diff', '--name-only', '--diff-filter=U').split('\n');
  return lines.filter((line) => line !== '');
}

export function contextPath(place: Clone): string {
  return path.relative(place.root, place.folder.contextFile(projectOf(place.folder)));
}
