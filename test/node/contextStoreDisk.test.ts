import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { isAtlasError } from '../core/support/atlasError';
import { SAMPLE_FOLDER } from '../core/support/sample';
import { CAN_MOUNT, fillUpTo, makeReadOnly, useSmallDisk } from './support/mounts';
import { contextOf, open } from './support/open';
import { filesBelow } from './support/temporaryFolder';

if (CAN_MOUNT) {
  describe('a store', () => {
    const disk = useSmallDisk('1m');
    const folder = (): OrchestrationFolder => new OrchestrationFolder(disk());
    beforeEach(async () => {
      fs.cpSync(SAMPLE_FOLDER, disk(), { recursive: true });
      await open(folder()).atlas.run(spawnAgent, { mission: 'Look' });
      await open(folder()).atlas.run(reportAgent, { agent: '48', summary: 'First' });
      await open(folder()).atlas.run(recordInsight, { text: 'x'.repeat(100_000) });
    });

    for (const [what, act] of Object.entries({
      'an insight': () => open(folder()).atlas.run(recordInsight, { text: 'y'.repeat(20_000) }),
      'a mission': () => open(folder()).atlas.run(spawnAgent, { mission: 'y'.repeat(20_000) }),
      'a report': () =>
        open(folder()).atlas.run(reportAgent, { agent: '48', summary: 'y'.repeat(20_000) }),
    })) {
      // With room for nothing, for the document only, and for nearly everything.
      for (const free of [0, 8_192, 32_768, 65_536, 122_880]) {
        it(`refuses ${what} with ${free} bytes free on the disk, and leaves every file as it was`, async () => {
          fillUpTo(disk(), free);
          const before = filesBelow(disk());
          await assert.rejects(
            act(),
            isAtlasError('contextUnwritable', { detail: 'the disk is full' }),
          );
          assert.deepEqual(filesBelow(disk()), before);
        });
      }
    }

    it('leaves what stood at the place of a mission there when the disk is full', async () => {
      const place = path.join(folder().orchestratorFolder, 'agents/AGENT_0049');
      fs.mkdirSync(place);
      fs.writeFileSync(path.join(place, 'mission.md'), 'of somebody else');
      fillUpTo(disk(), 8_192);
      const before = filesBelow(disk());
      const spawning = open(folder()).atlas.run(spawnAgent, { mission: 'y'.repeat(20_000) });
      await assert.rejects(spawning, isAtlasError('contextUnwritable'));
      assert.deepEqual(filesBelow(disk()), before);
    });

    it('goes on as if nothing had been when there is room again', async () => {
      fillUpTo(disk(), 0);
      const { atlas } = open(folder());
      await assert.rejects(atlas.run(recordInsight, { text: 'no room' }));
      fs.rmSync(path.join(disk(), 'filler'));
      assert.equal((await atlas.run(recordInsight, { text: 'room' })).number, 4);
    });

    it('reads what is on a read-only disk, and says that it cannot write', async () => {
      makeReadOnly(disk());
      const { atlas, store } = open(folder());
      assert.equal(store.state.context?.project_name, 'project_alpha');
      const refused = isAtlasError('contextUnwritable', { detail: 'the disk is read-only' });
      await assert.rejects(atlas.run(recordInsight, { text: 'x' }), refused);
      assert.equal(contextOf(folder()).key_insights?.length, 3);
    });
  });
}
