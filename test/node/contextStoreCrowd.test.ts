import * as assert from 'node:assert/strict';
import { addObjective } from '../../src/core/operations/addObjective';
import { parseContext } from '../../src/node/contextFile';
import { Child, crowd } from './support/children';
import { contextOf, open, textOf } from './support/open';
import { filesBelow, useSample } from './support/temporaryFolder';

describe('many programs that write one orchestration', () => {
  const folder = useSample();

  it('lose nothing and give no id twice: 8 programs, 25 tasks each', async function () {
    this.timeout(60_000);
    await crowd(8, 'add', [folder().root, 'task', '25']);
    const tasks = (contextOf(folder()).active_tasks ?? []).slice(1);
    const expected = Array.from(
      { length: 200 },
      (_, index) => `TASK_${String(26 + index).padStart(3, '0')}`,
    );
    assert.deepEqual(
      tasks.map(({ id }) => id),
      expected,
    );
    assert.equal(new Set(tasks.map(({ description }) => description)).size, 200);
    assert.equal(contextOf(folder()).atlas?.revision, 201);
  });

  it('write each agent its own mission', async function () {
    this.timeout(60_000);
    await crowd(4, 'add', [folder().root, 'agent', '10']);
    const agents = (contextOf(folder()).spawned_agents ?? []).slice(1);
    assert.equal(agents.length, 40);
    const files = filesBelow(folder().orchestratorFolder);
    for (const { id, mission } of agents) {
      assert.ok(files[`agents/${id}/mission.md`]?.includes(mission), id);
    }
    const missions = Object.keys(files).filter((name) => name.startsWith('agents/'));
    assert.equal(missions.length, 40);
  });

  it('lose nothing that was said to be there when they are killed', async function () {
    this.timeout(60_000);
    const said: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const children = Array.from(
        { length: 3 },
        () => new Child('add', [folder().root, 'insight', '1000']),
      );
      const [first] = children;
      assert.ok(first);
      while (first.heard.length <= round) {
        await first.more();
      }
      await Promise.all(children.map((child) => child.kill()));
      said.push(...children.flatMap(({ heard }) => heard));
      // Whoever comes next is neither stopped nor delayed by the lock of one that was killed.
      const before = performance.now();
      await open(folder()).atlas.run(addObjective, { description: 'after the crash' });
      assert.ok(performance.now() - before < 1_000);
    }
    const insights = parseContext(textOf(folder()), 'x.json').key_insights ?? [];
    assert.ok(said.length >= 6);
    assert.deepEqual(
      said.filter((words) => !insights.includes(words)),
      [],
    );
    assert.equal(new Set(insights).size, insights.length);
  });
});
