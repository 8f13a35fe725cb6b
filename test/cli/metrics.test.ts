import * as assert from 'node:assert/strict';
import type { Measurements } from '../../src/core/metrics/measure';
import { useSample } from '../node/support/temporaryFolder';
import { atlas, says, useBundle, type Around } from './support/atlas';

describe('metrics with atlas', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });

  it('are a table with value, target and what was left out', async () => {
    const table = await says(['metrics'], here());
    assert.match(table, /^Metric +Value +Target +Note$/m);
    assert.match(table, /^Task success rate +100% +> 95% +of 1 finished task, 22 left out$/m);
    assert.match(table, /^Parallel execution rate +no data +> 60%$/m);
  });

  it('follow what happens, and name what they counted', async () => {
    await says(['decision', 'Which provider?'], here());
    await says(['decide', '16', 'Okta', '--because', 'Cheaper'], here());
    await says(['judge', '16', '--good'], here());
    const { stdout } = await atlas(['metrics', '--json'], here());
    const { data } = JSON.parse(stdout) as { data: Measurements };
    const quality = data.metrics.find(({ id }) => id === 'decisionQuality');
    assert.equal(quality?.value, 1);
    assert.deepEqual(quality.evidence, [
      { kind: 'decision', id: 'DEC_016', good: true, value: null },
    ]);
    assert.match(await says(['metrics'], here()), /^Decision quality +100% +shown/m);
  });

  it('tell what waits for a decision, and what could go better', async () => {
    await says(['decision', 'Which provider?'], here());
    for (const mission of ['One', 'Two']) {
      await says(['spawn', mission, '--task', '25'], here());
    }
    const words = await says(['metrics'], here());
    assert.match(words, /Waiting for a decision: 1, the longest DEC_016 .*: Which provider\?/);
    assert.match(words, /Advice: 2 missions .* \(AGENT_0049, AGENT_0048\)\n {2}atlas spawn/);
  });
});
