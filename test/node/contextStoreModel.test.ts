import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { AtlasError } from '../../src/core/errors';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { FileDay } from './support/fileDay';
import { contextOf, open, type Opened } from './support/open';
import { useSample } from './support/temporaryFolder';

const REFUSALS = {
  good: undefined,
  damaged: 'contextUnreadable',
  gone: 'noOrchestration',
} as const;

const deed = fc.record({
  who: fc.constantFrom(0, 1),
  what: fc.constantFrom('act', 'actNow', 'look', 'edit', 'damage', 'mend', 'delete'),
});

/** Records an insight. It must be there afterwards, or the file must be as it was before. */
async function act(day: FileDay, { atlas }: Opened, text: string, atOnce: boolean): Promise<void> {
  const before = day.text;
  try {
    await (atOnce ? atlas.runNow(recordInsight, { text }) : atlas.run(recordInsight, { text }));
    day.insights.push(text);
    assert.equal(day.condition, 'good');
  } catch (error) {
    assert.ok(error instanceof AtlasError, String(error));
    assert.equal(error.code, REFUSALS[day.condition]);
    assert.equal(day.text, before);
  }
}

describe('two windows on one file, whatever happens to it', () => {
  const folder = useSample();

  it('lose nothing, write over no damage, and see the same in the end', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 15 }), async (deeds) => {
        const day = new FileDay(folder());
        const windows = [open(folder()), open(folder())] as const;
        for (const [index, { who, what }] of deeds.entries()) {
          const window = windows[who === 0 ? 0 : 1];
          switch (what) {
            case 'act':
            case 'actNow':
              await act(day, window, `${index} of ${who}`, what === 'actNow');
              break;
            case 'edit':
              day.edit(`${index} by hand`);
              break;
            case 'look':
              window.store.refresh();
              break;
            default:
              day[what]();
          }
          if (day.condition === 'good') {
            assert.deepEqual(contextOf(folder()).key_insights, day.insights);
          }
        }
        for (const { store } of windows) {
          store.refresh();
          assert.equal(
            store.state.problem?.code,
            day.condition === 'damaged' ? 'contextUnreadable' : undefined,
          );
          if (day.condition === 'good') {
            assert.deepEqual(store.state.context, contextOf(folder()));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
