import * as assert from 'node:assert/strict';
import { addTask } from '../../src/core/operations/addTask';
import { allTasks } from '../../src/core/model/lookup';
import { Child, crowd } from './support/children';
import { contextFileOf, open } from './support/open';
import { soak } from './support/soak';
import { assertSettled, readAnyhow } from './support/soundness';
import { useSample } from './support/temporaryFolder';

const CROWDS = soak(3, 20);
const MIXED = soak(2, 20);
const KILLS = soak(50, 1_000);

describe('many programs at once', () => {
  const folder = useSample();

  /** A window that looks all the time, and what it must not have seen. */
  async function watched(patience: string, work: () => Promise<void>): Promise<void> {
    const watcher = new Child('watch', [folder().root, patience]);
    await watcher.says('ready');
    await work();
    watcher.tell('end');
    assert.equal(await watcher.end(), 0);
    assert.deepEqual(
      watcher.heard.filter((word) => word.startsWith('saw ')),
      [],
    );
    const looks = watcher.heard.find((word) => word.startsWith('looks '));
    assert.ok(Number(looks?.split(' ')[1]) > 10, looks);
  }

  it(`that add 200 tasks, ${CROWDS} times, with a window that watches`, async function () {
    this.timeout(CROWDS * 60_000);
    for (let round = 0; round < CROWDS; round += 1) {
      folder.reset();
      await open(folder()).atlas.run(addTask, { description: 'First' });
      await watched('', () => crowd(8, 'add', [folder().root, 'task', '25']));
      const tasks = (assertSettled(folder()).active_tasks ?? []).slice(2);
      assert.deepEqual(
        tasks.map(({ id }) => id),
        Array.from({ length: 200 }, (_, index) => `TASK_${String(27 + index).padStart(3, '0')}`),
      );
      assert.equal(new Set(tasks.map(({ description }) => description)).size, 200);
    }
  });

  it(`and one that knows no lock, ${MIXED} times: 100 tasks and 25 edits`, async function () {
    this.timeout(MIXED * 60_000);
    for (let round = 0; round < MIXED; round += 1) {
      folder.reset();
      await open(folder()).atlas.run(addTask, { description: 'First' });
      await watched('patient', async () => {
        const editing = new Child('editWithoutLock', [contextFileOf(folder()), '25']);
        await crowd(4, 'addPatiently', [folder().root, '25']);
        assert.equal(await editing.end(), 0);
      });
      await open(folder()).atlas.run(addTask, { description: 'Last' });
      const context = assertSettled(folder());
      const edits = (context.key_insights ?? [])
        .map(String)
        .filter((text) => text.startsWith('edit '));
      assert.deepEqual(
        edits.map((text) => Number(text.split(' ')[1])).sort((a, b) => a - b),
        Array.from({ length: 25 }, (_, index) => index),
      );
      const words = allTasks(context).map(({ description }) => description);
      assert.equal(words.filter((text) => text.startsWith('task ')).length, 100);
      assert.equal(new Set(words).size, words.length);
    }
  });

  it(`of which one is killed ${KILLS} times at any moment`, async function () {
    this.timeout(KILLS * 3_000);
    const said: string[] = [];
    const start = (): Child => new Child('add', [folder().root, 'task', '100000']);
    await open(folder()).atlas.run(addTask, { description: 'First' });
    let writers = [start(), start(), start()];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const [oldest, ...others] = writers;
      assert.ok(oldest);
      const enough = 1 + Math.floor(Math.random() * 3);
      while (oldest.heard.length < enough) {
        await oldest.more();
      }
      // Started early, so that three are writing most of the time.
      const next = start();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      await oldest.kill();
      said.push(...oldest.heard);
      readAnyhow(contextFileOf(folder()));
      const before = others.reduce((sum, { heard }) => sum + heard.length, 0);
      const killed = performance.now();
      while (others.reduce((sum, { heard }) => sum + heard.length, 0) === before) {
        await Promise.race(others.map((child) => child.more()));
      }
      const took = performance.now() - killed;
      assert.ok(took < 1_500, `the others waited ${took} ms`);
      writers = [...others, next];
    }
    await Promise.all(writers.map((child) => child.kill()));
    said.push(...writers.flatMap(({ heard }) => heard));
    await open(folder()).atlas.run(addTask, { description: 'Last' });
    const context = assertSettled(folder());
    const ids = new Set(allTasks(context).map(({ id }) => id));
    assert.ok(said.length >= KILLS);
    assert.equal(new Set(said).size, said.length, 'an id was given twice');
    assert.deepEqual(
      said.filter((id) => !ids.has(id)),
      [],
    );
    const words = allTasks(context).map(({ description }) => description);
    assert.equal(new Set(words).size, words.length);
  });
});
