import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Context } from '../../src/core/model/context';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { contextFileOf, open } from './support/open';
import { useSample } from './support/temporaryFolder';

describe('a program without our lock that has the context file open', () => {
  const folder = useSample();

  for (const acts of [1, 8, 30]) {
    it(`writes into it after ${acts} acts of ours: nothing of it is lost`, async () => {
      const { atlas } = open(folder());
      await atlas.run(recordInsight, { text: 'first' });
      const handle = fs.openSync(contextFileOf(folder()), 'r+');
      const context = JSON.parse(fs.readFileSync(handle, 'utf8')) as Context;
      for (let act = 0; act < acts; act += 1) {
        // A program of its own each time, as many agents are.
        await open(folder()).atlas.run(recordInsight, { text: `act ${act}` });
      }
      context.key_insights?.push('by hand');
      fs.ftruncateSync(handle, 0);
      fs.writeSync(handle, JSON.stringify(context, null, 2), 0);
      fs.closeSync(handle);
      const { store } = open(folder());
      const insights = store.state.context?.key_insights ?? [];
      assert.equal(insights.filter((text) => text === 'by hand').length, 1);
      assert.equal(insights.filter((text) => String(text).startsWith('act ')).length, acts);
    });
  }

  it('leaves few of the replaced files behind when all is quiet', async () => {
    const kept = path.join(folder().localFolder, 'displaced', 'project_alpha');
    const { atlas } = open(folder());
    for (let act = 0; act < 120; act += 1) {
      await atlas.run(recordInsight, { text: `act ${act}` });
    }
    assert.equal(fs.readdirSync(kept).length, 100);
    for (const name of fs.readdirSync(kept)) {
      const [, ...rest] = name.split('-');
      fs.renameSync(
        path.join(kept, name),
        path.join(kept, [Date.now() - 20_000, ...rest].join('-')),
      );
    }
    await atlas.run(recordInsight, { text: 'last' });
    assert.equal(fs.readdirSync(kept).length, 8);
  });
});
