import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FolderWatch } from '../../src/node/folderWatch';
import { useTemporaryFolder } from './support/temporaryFolder';

describe('a watch on a folder', () => {
  const folder = useTemporaryFolder();
  let told = 0;
  let watch: FolderWatch;
  const inFolder = (name: string): string => path.join(folder(), '.atlas', 'orchestrator', name);

  /** Waits until it was told at least once since, and for what belongs to it. */
  async function isTold(act: () => void): Promise<boolean> {
    const before = told;
    act();
    for (let left = 100; left > 0 && told === before; left -= 1) await delay(20);
    await delay(150);
    return told > before;
  }

  const make = (): void => void fs.mkdirSync(path.dirname(inFolder('x')), { recursive: true });
  const write = (): void => fs.writeFileSync(inFolder('shop_context.json'), '{}');

  beforeEach(() => {
    told = 0;
    watch = new FolderWatch(folder(), path.join('.atlas', 'orchestrator'), {
      isMeant: (name) => name.endsWith('.json'),
      tell: () => (told += 1),
    });
  });

  afterEach(() => {
    watch.dispose();
  });

  it('hears of a folder that is made at once with the one above it, and of files in it', async () => {
    assert.ok(await isTold(make));
    assert.ok(await isTold(write));
    assert.ok(await isTold(write));
    assert.ok(await isTold(() => fs.rmSync(inFolder('shop_context.json'))));
  });

  it('hears of files in a folder that was moved into place', async () => {
    const elsewhere = path.join(folder(), 'prepared');
    fs.mkdirSync(path.join(elsewhere, 'orchestrator'), { recursive: true });
    assert.ok(await isTold(() => fs.renameSync(elsewhere, path.join(folder(), '.atlas'))));
    assert.ok(await isTold(write));
  });

  it('hears of one that replaces it', async () => {
    make();
    await isTold(write);
    assert.ok(await isTold(() => fs.rmSync(path.join(folder(), '.atlas'), { recursive: true })));
    assert.ok(await isTold(make));
    assert.ok(await isTold(write));
  });

  it('finds one that took the place of it without a word, when it is asked to look', async () => {
    make();
    await isTold(write);
    // Nothing that is watched is told when a folder above it moves.
    fs.renameSync(path.join(folder(), '.atlas'), path.join(folder(), 'away'));
    make();
    watch.check();
    assert.ok(await isTold(write));
  });

  it('says once what happens in a row, and nothing of other files', async () => {
    make();
    await isTold(write);
    const before = told;
    for (let left = 10; left > 0; left -= 1) write();
    await delay(200);
    assert.equal(told, before + 1);
    fs.writeFileSync(path.join(folder(), 'README.md'), '#');
    fs.writeFileSync(inFolder('shop.tmp'), '{');
    await delay(200);
    assert.equal(told, before + 1);
  });

  it('says nothing any more when it is disposed', async () => {
    make();
    await isTold(write);
    const before = told;
    write();
    watch.dispose();
    await delay(200);
    write();
    await delay(200);
    assert.equal(told, before);
  });
});
