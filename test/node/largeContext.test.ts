import * as assert from 'node:assert/strict';
import fs = require('node:fs');
import * as path from 'node:path';
import { Atlas } from '../../src/core/atlas';
import type { Context, Task } from '../../src/core/model/context';
import { addObjective } from '../../src/core/operations/addObjective';
import { addTask } from '../../src/core/operations/addTask';
import { completeTask } from '../../src/core/operations/completeTask';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { saveContext } from '../../src/core/operations/saveContext';
import { overview } from '../../src/core/queries/overview';
import { ContextStore } from '../../src/node/contextStore';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { systemClock } from '../../src/node/systemClock';
import { useTemporaryFolder } from './support/temporaryFolder';

/** More than a megabyte of them. */
const MANY = 5_000;

function task(number: number, status: string): Task {
  return {
    id: `TASK_${String(number).padStart(3, '0')}`,
    description: `Task ${number}: ${'so that there is something to read '.repeat(6)}`,
    status,
    ...(number % 10 === 3 ? { depends_on: ['TASK_001'] } : {}),
  };
}

function large(active: number, objectives = 3): Context {
  const numbers = Array.from({ length: MANY }, (_, index) => index + 1);
  return {
    project_name: 'Large',
    objectives: Array.from({ length: objectives }, (_, index) => ({
      id: `OBJ_00${index + 1}`,
      description: 'an objective',
    })),
    active_tasks: numbers.slice(0, active).map((number) => task(number, 'pending')),
    completed_tasks: numbers.slice(active).map((number) => task(number, 'completed')),
    pending_decisions: Array.from({ length: 12 }, (_, index) => ({
      id: `DEC_00${index + 1}`,
      question: 'now or later?',
    })),
    key_insights: ['one'],
    spawned_agents: [{ id: 'AGENT_0001', type: 'x', mission: 'to run', status: 'running' }],
  };
}

/** A store of its own for each command, as each has its own process. */
class Commands {
  readonly folder: OrchestrationFolder;

  constructor(root: string, context: Context) {
    this.folder = new OrchestrationFolder(root);
    fs.mkdirSync(this.folder.orchestratorFolder, { recursive: true });
    fs.writeFileSync(this.folder.contextFile('large'), `${JSON.stringify(context, null, 2)}\n`);
  }

  store(): ContextStore {
    return new ContextStore(this.folder);
  }

  atlas(): Atlas {
    return new Atlas(this.store(), systemClock);
  }

  async save(): Promise<void> {
    const store = this.store();
    await new Atlas(store, systemClock).run(saveContext, {});
    await store.flush();
  }

  /** Whether what is said without reading is what reading says. */
  checkGlance(): void {
    const { context } = this.store().state;
    assert.ok(context);
    const seen = this.store().glance();
    assert.deepEqual(seen, JSON.parse(JSON.stringify(overview(context))));
  }

  /** How often the context file was read while something was done. */
  async readings(act: () => Promise<unknown>): Promise<number> {
    const file = this.folder.contextFile('large');
    const { readFileSync } = fs;
    let count = 0;
    fs.readFileSync = ((name: string, ...rest: never[]) => {
      count += name === file ? 1 : 0;
      return readFileSync(name, ...rest);
    }) as typeof readFileSync;
    try {
      await act();
    } finally {
      fs.readFileSync = readFileSync;
    }
    return count;
  }
}

describe('a large context', () => {
  const folder = useTemporaryFolder();

  it('is added to, and looked at, without reading it', async () => {
    const commands = new Commands(folder(), large(MANY / 2));
    await commands.save();
    commands.checkGlance();
    const readings = await commands.readings(async () => {
      assert.equal((await commands.atlas().run(addTask, { description: 'a' })).id, 'TASK_5001');
      const byAgent = { actor: 'AGENT_0001' };
      const second = await commands.atlas().run(addTask, { description: 'b' }, byAgent);
      assert.equal(second.id, 'TASK_5002');
      const objective = await commands.atlas().run(addObjective, { description: 'c' });
      assert.equal(objective.id, 'OBJ_004');
      assert.equal((await commands.atlas().run(recordInsight, { text: 'd' })).number, 2);
      assert.equal(commands.store().glance()?.status.tasks.pending, MANY / 2 + 2);
    });
    assert.equal(readings, 0);
    commands.checkGlance();
    const actors = commands
      .atlas()
      .history()
      .slice(-4)
      .map(({ actor }) => actor);
    assert.deepEqual(actors, ['atlas', 'AGENT_0001', 'atlas', 'atlas']);
  });

  it('is read where something else is done, and known again after it', async () => {
    const commands = new Commands(folder(), large(MANY / 2));
    await commands.save();
    await commands.atlas().run(completeTask, { task: '1', outcome: 'done' });
    commands.checkGlance();
    await commands.atlas().run(addTask, { description: 'after another', dependsOn: ['2'] });
    commands.checkGlance();
    const added = (): Promise<unknown> => commands.atlas().run(addTask, { description: 'plain' });
    assert.equal(await commands.readings(added), 0);
    commands.checkGlance();
  });

  it('goes on to the next phase with what is added', async () => {
    const idle: Context = { ...large(0), pending_decisions: [], spawned_agents: [] };
    const commands = new Commands(folder(), idle);
    await commands.save();
    assert.equal(commands.store().glance()?.status.phase, 'strategic planning');
    await commands.atlas().run(addTask, { description: 'a' });
    commands.checkGlance();
  });

  it('leaves its first phase with its first objective', async () => {
    const begun: Context = { ...large(0, 0), pending_decisions: [], spawned_agents: [] };
    const commands = new Commands(folder(), begun);
    await commands.save();
    assert.equal(commands.store().glance()?.status.phase, 'context establishment');
    await commands.atlas().run(addObjective, { description: 'a' });
    commands.checkGlance();
  });

  for (const [what, spoil] of [
    ['is cut off', (text: string) => text.slice(0, 100)],
    ['is of another form', (text: string) => text.replace(/"format":\d+/, '"format":0')],
  ] as const) {
    it(`is read where what was noted of it ${what}`, async () => {
      const commands = new Commands(folder(), large(MANY / 2));
      await commands.save();
      const noted = path.join(commands.folder.localFolder, 'large.summary.json');
      fs.writeFileSync(noted, spoil(fs.readFileSync(noted, 'utf8')));
      assert.equal(commands.store().glance(), undefined);
      assert.equal((await commands.atlas().run(addTask, { description: 'a' })).id, 'TASK_5001');
    });
  }

  it('is read again by who knew it, when somebody else than Atlas has written it', async () => {
    const commands = new Commands(folder(), large(MANY / 2));
    await commands.save();
    const window = new ContextStore(commands.folder, undefined, { publish: 'later' });
    const last = (): unknown => window.state.context?.active_tasks?.at(-1)?.description;
    assert.ok(last());
    await commands.atlas().run(addTask, { description: 'by Atlas' });
    await commands.save();
    const look = (): Promise<void> => Promise.resolve().then(() => window.refresh());
    assert.equal(await commands.readings(look), 0);
    assert.equal(last(), 'by Atlas');
    const file = commands.folder.contextFile('large');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('by Atlas', 'by hand'));
    window.refresh();
    assert.equal(last(), 'by hand');
    assert.equal(commands.store().glance(), undefined);
  });
});
