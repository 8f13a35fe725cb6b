import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { useTemporaryFolder } from '../node/support/temporaryFolder';
import { atlas, says, useBundle } from './support/atlas';

describe('what atlas compiled', () => {
  useBundle();
  const folder = useTemporaryFolder();
  const cache = (): string => path.join(folder(), 'cache');
  const caches = (): string[] => fs.readdirSync(path.join(cache(), 'atlas-orchestrator'));
  const around = (): { cwd: string; env: Record<string, string> } => ({
    cwd: folder(),
    env: { XDG_CACHE_HOME: cache(), LOCALAPPDATA: cache() },
  });

  it('is kept for each verb, and used at the next start', async () => {
    await says(['new', 'Kept'], around());
    await says(['task', 'one'], around());
    const kept = caches().sort();
    assert.deepEqual(
      kept.map((name) => name.replace(/^.*-/, '')),
      ['new.cache', 'task.cache'],
    );
    const file = path.join(cache(), 'atlas-orchestrator', kept[1] ?? '');
    const { mtimeMs } = fs.statSync(file);
    assert.equal(await says(['task', 'two'], around()), 'TASK_002 two\n');
    assert.equal(fs.statSync(file).mtimeMs, mtimeMs);
  });

  it('is made anew where it is damaged', async () => {
    await says(['new', 'Damaged'], around());
    const [name = ''] = caches();
    const file = path.join(cache(), 'atlas-orchestrator', name);
    fs.writeFileSync(file, 'no cache');
    fs.rmSync(path.join(folder(), '.atlas'), { recursive: true });
    await says(['new', 'Again'], around());
    assert.ok(fs.statSync(file).size > 10_000);
  });

  it('is not kept of what failed, nor where the folder cannot be used', async () => {
    assert.notEqual((await atlas(['nonsense'], around())).code, 0);
    assert.equal(fs.existsSync(cache()), false);
    fs.writeFileSync(cache(), 'a file');
    await says(['new', 'All the same'], around());
  });

  it('makes room for itself', async () => {
    const place = path.join(cache(), 'atlas-orchestrator');
    fs.mkdirSync(place, { recursive: true });
    for (let number = 0; number < 80; number += 1) {
      fs.writeFileSync(path.join(place, `old-${number}.cache`), '');
      fs.utimesSync(path.join(place, `old-${number}.cache`), number, number);
    }
    await says(['new', 'Room'], around());
    assert.equal(caches().length, 60);
    assert.ok(caches().includes('old-79.cache') && !caches().includes('old-0.cache'));
  });
});
