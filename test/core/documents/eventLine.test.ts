import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { EVENT_TYPES, eventLine } from '../../../src/core/documents/eventLine';
import { contexts } from '../support/contexts';
import { steps, walk } from '../support/steps';

describe('eventLine', () => {
  it('says the item first, then what people wrote', () => {
    assert.equal(
      eventLine({ type: 'taskCompleted', id: 'TASK_025', outcome: 'Live' }),
      'TASK_025 completed: Live',
    );
    assert.equal(
      eventLine({ type: 'agentExited', id: 'AGENT_0001', exitCode: 1 }),
      'AGENT_0001 ended with exit code 1',
    );
    assert.equal(
      eventLine({ type: 'agentExited', id: 'AGENT_0001', signal: 'SIGTERM' }),
      'AGENT_0001 ended by SIGTERM',
    );
    assert.equal(eventLine({ type: 'taskReopened', id: 'TASK_001' }), 'TASK_001 reopened');
    assert.equal(
      eventLine({ type: 'sessionEnded', ended: 'now', clean: false }),
      'session broken off',
    );
  });

  it('has words for everything that can happen', function () {
    this.timeout(20_000);
    const seen = new Set<string>();
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        for (const event of walk(before, taken).events) {
          assert.doesNotMatch(eventLine(event), /undefined|\[object/);
          seen.add(event.type);
        }
      }),
      { numRuns: 200 },
    );
    assert.ok([...seen].every((type) => EVENT_TYPES.some((known) => known === type)));
    assert.ok(seen.size > 15, [...seen].join(', '));
  });
});
