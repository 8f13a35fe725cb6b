import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Context } from '../../../src/core/model/context';
import { allTasks } from '../../../src/core/model/lookup';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { endSession } from '../../../src/core/operations/endSession';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { createOrchestration } from '../../../src/node/createOrchestration';
import { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { SAMPLE_FOLDER } from '../../core/support/sample';
import { open } from './open';

/** One act on an orchestration, to be disturbed at each of its steps. */
export interface Scenario {
  /** Makes the folder as it is before the act. */
  prepare(root: string): Promise<void>;
  act(folder: OrchestrationFolder): Promise<unknown>;
  /** How often what the act brings is in a context: once or not at all. */
  count(context: Context | undefined): number;
  /** How often it is there before the act. */
  readonly before: number;
  /** Words that are there before the act, and must stay. */
  readonly kept: readonly string[];
}

/** What every act brings. */
export const WORDS = 'The new words';
export const OLD_MISSION = 'Old mission';

const tasksSaying = (context: Context | undefined): number =>
  context ? allTasks(context).filter(({ description }) => description === WORDS).length : 0;

async function addNewTask(folder: OrchestrationFolder): Promise<unknown> {
  return open(folder).atlas.run(addTask, { description: WORDS });
}

/** The sample with a journal, an open task TASK_026 and an agent AGENT_0048 at work on it. */
async function prepareWork(root: string): Promise<void> {
  copySample(root);
  const { atlas } = open(new OrchestrationFolder(root));
  await atlas.run(addObjective, { description: 'Old objective' });
  await atlas.run(addTask, { description: 'Old task', objective: '2' });
  await atlas.run(spawnAgent, { mission: OLD_MISSION, task: '26' });
}

function copySample(root: string): void {
  fs.cpSync(SAMPLE_FOLDER, root, { recursive: true });
}

const OLD = ['Old objective', 'Old task', OLD_MISSION];
const PROJECT = 'project_alpha';

/** Two copies of one folder in which different things happened, and their journals put together as git does. */
async function prepareMerge(root: string): Promise<{ ours: string; theirs: string }> {
  await prepareWork(root);
  const folder = new OrchestrationFolder(root);
  const [context, journal] = [folder.contextFile(PROJECT), folder.journalFile(PROJECT)];
  const base = [fs.readFileSync(context), fs.readFileSync(journal)] as const;
  const sides: string[][] = [];
  for (const words of ['ours', 'theirs']) {
    fs.writeFileSync(context, base[0]);
    fs.writeFileSync(journal, base[1]);
    const { atlas } = open(folder);
    await atlas.run(addTask, { description: `Task of ${words}` });
    await atlas.run(spawnAgent, { mission: `Mission of ${words}`, task: '27' });
    sides.push([
      fs.readFileSync(context, 'utf8'),
      fs.readFileSync(journal).subarray(base[1].length).toString(),
    ]);
  }
  const [[ours = '', ourLines = ''] = [], [theirs = '', theirLines = ''] = []] = sides;
  fs.writeFileSync(journal, base[1].toString() + ourLines + theirLines);
  fs.rmSync(folder.localFolder, { recursive: true });
  return { ours, theirs };
}

const MERGED = [...OLD, ...['ours', 'theirs'].flatMap((w) => [`Task of ${w}`, `Mission of ${w}`])];

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'adding a task': {
    prepare: prepareWork,
    act: addNewTask,
    count: tasksSaying,
    before: 0,
    kept: OLD,
  },
  'spawning an agent for a pending task': {
    prepare: async (root) => {
      await prepareWork(root);
      await open(new OrchestrationFolder(root)).atlas.run(addTask, { description: 'Pending' });
    },
    act: (folder) => open(folder).atlas.run(spawnAgent, { mission: WORDS, task: '27' }),
    count: (context) =>
      (context?.spawned_agents ?? []).filter(({ mission }) => mission === WORDS).length,
    before: 0,
    kept: [...OLD, 'Pending'],
  },
  'reporting a second time': {
    prepare: async (root) => {
      await prepareWork(root);
      const { atlas } = open(new OrchestrationFolder(root));
      await atlas.run(reportAgent, { agent: '48', summary: 'First' });
    },
    act: (folder) => open(folder).atlas.run(reportAgent, { agent: '48', summary: WORDS }),
    count: (context) =>
      (context?.spawned_agents ?? []).filter(({ report }) => report?.summary === WORDS).length,
    before: 0,
    kept: OLD,
  },
  'completing a task': {
    prepare: prepareWork,
    act: (folder) => open(folder).atlas.run(completeTask, { task: '26', outcome: WORDS }),
    count: (context) =>
      (context?.completed_tasks ?? []).filter(({ outcome }) => outcome === WORDS).length,
    before: 0,
    kept: OLD,
  },
  'ending a session': {
    prepare: async (root) => {
      await createOrchestration(new OrchestrationFolder(root), 'Payments');
    },
    act: (folder) => open(folder).atlas.run(endSession, {}),
    count: (context) => (context?.atlas?.session?.ended === undefined ? 0 : 1),
    before: 0,
    kept: ['Payments'],
  },
  'beginning an orchestration': {
    prepare: () => Promise.resolve(),
    act: (folder) => createOrchestration(folder, 'Payments'),
    count: (context) => (context?.project_name === 'Payments' ? 1 : 0),
    before: 0,
    kept: [],
  },
  'the first act on a context without a journal': {
    prepare: (root) => {
      copySample(root);
      return Promise.resolve();
    },
    act: addNewTask,
    count: tasksSaying,
    before: 0,
    kept: ['project_alpha'],
  },
  'taking over an edit': {
    prepare: async (root) => {
      await prepareWork(root);
      const file = new OrchestrationFolder(root).contextFile(PROJECT);
      const context = JSON.parse(fs.readFileSync(file, 'utf8')) as Context;
      context.active_tasks?.push({ id: 'TASK_027', description: 'Task by hand' });
      context.key_insights?.push('Insight by hand');
      fs.writeFileSync(file, JSON.stringify(context, null, 4));
    },
    act: addNewTask,
    count: tasksSaying,
    before: 0,
    kept: [...OLD, 'Task by hand', 'Insight by hand'],
  },
  'taking over an edit without doing anything else': {
    prepare: async (root) => {
      await prepareWork(root);
      const file = new OrchestrationFolder(root).contextFile(PROJECT);
      const context = JSON.parse(fs.readFileSync(file, 'utf8')) as Context;
      context.key_insights?.push('Insight by hand');
      fs.writeFileSync(file, JSON.stringify(context, null, 4));
    },
    act: async (folder) => {
      const { store } = open(folder);
      await store.absorb();
      await store.flush();
    },
    count: (context) => (context?.key_insights?.includes('Insight by hand') ? 1 : 0),
    before: 1,
    kept: [...OLD, 'Insight by hand'],
  },
  'settling a merge': {
    prepare: async (root) => {
      const { ours } = await prepareMerge(root);
      fs.writeFileSync(new OrchestrationFolder(root).contextFile(PROJECT), ours);
    },
    act: addNewTask,
    count: tasksSaying,
    before: 0,
    kept: MERGED,
  },
  'settling a merge whose context is in conflict': {
    prepare: async (root) => {
      const { ours, theirs } = await prepareMerge(root);
      fs.writeFileSync(
        new OrchestrationFolder(root).contextFile(PROJECT),
        `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`,
      );
    },
    act: addNewTask,
    count: tasksSaying,
    before: 0,
    kept: MERGED,
  },
  'adding to a journal whose last line was not finished': {
    prepare: async (root) => {
      await prepareWork(root);
      fs.appendFileSync(new OrchestrationFolder(root).journalFile(PROJECT), '{"seq":99,"id":"to');
    },
    act: addNewTask,
    count: tasksSaying,
    before: 0,
    kept: OLD,
  },
  'an insight that is as long as a page of memory': {
    prepare: prepareWork,
    act: (folder) => open(folder).atlas.run(recordInsight, { text: WORDS.repeat(400) }),
    count: (context) =>
      (context?.key_insights ?? []).filter((text) => text === WORDS.repeat(400)).length,
    before: 0,
    kept: OLD,
  },
};

/** A folder as a scenario wants it, made once and then copied. */
export class Prepared {
  readonly #pattern: string;
  readonly #scenario: Scenario;
  #made: Promise<void> | undefined;

  constructor(scenario: Scenario, pattern: string) {
    this.#scenario = scenario;
    this.#pattern = pattern;
  }

  async copyTo(root: string): Promise<OrchestrationFolder> {
    this.#made ??= this.#make();
    await this.#made;
    fs.cpSync(this.#pattern, root, { recursive: true });
    return new OrchestrationFolder(root);
  }

  async #make(): Promise<void> {
    fs.mkdirSync(this.#pattern, { recursive: true });
    await this.#scenario.prepare(this.#pattern);
    // What is watched there is watched by its inode, which a copy has not.
    const local = path.join(this.#pattern, '.atlas/orchestrator/local');
    fs.rmSync(local, { recursive: true, force: true });
  }
}
