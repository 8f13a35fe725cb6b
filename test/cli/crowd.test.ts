import * as assert from 'node:assert/strict';
import { contextOf } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { data, useBundle } from './support/atlas';

describe('many atlas commands at once', function () {
  this.timeout(60_000);
  useBundle();
  const folder = useSample();

  it('lose nothing and give no id twice: 8 at a time, 5 each', async () => {
    const oneAfterAnother = async (name: number): Promise<string[]> => {
      const ids: string[] = [];
      for (let round = 0; round < 5; round += 1) {
        const task = await data(['task', `${round} of ${name}`], { cwd: folder().root });
        assert.ok(typeof task === 'object' && task !== null && 'id' in task);
        ids.push(String(task.id));
      }
      return ids;
    };
    const said = (
      await Promise.all(Array.from({ length: 8 }, (_, name) => oneAfterAnother(name)))
    ).flat();
    const kept = (contextOf(folder()).active_tasks ?? []).slice(1);
    assert.deepEqual(
      said.sort(),
      kept.map(({ id }) => id),
    );
    assert.equal(new Set(kept.map(({ description }) => description)).size, 40);
  });
});
