import * as assert from 'node:assert/strict';
import { addTask } from '../../../src/core/operations/addTask';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { isAtlasError } from '../support/atlasError';
import { freshContext, play } from '../support/play';

const LATER = '2026-03-01T12:30:00.000Z';
const task = play(freshContext(), addTask, { description: 'Measure' }).after;
const spawned = play(task, spawnAgent, { mission: 'Measure it', task: '1' }).after;
const running = play(spawned, startAgent, { agent: '1' }).after;
const reported = play(running, reportAgent, { agent: '1', summary: 'Two seconds' }).after;

describe('verifyReport', () => {
  it('verifies a report, and leaves its task alone', () => {
    const input = { agent: '1', accepted: true, note: 'Measured again' };
    const { result, after } = play(reported, verifyReport, input, LATER);
    assert.equal(result.status, 'verified');
    assert.deepEqual(result.verification, {
      accepted: true,
      verified: LATER,
      note: 'Measured again',
    });
    assert.deepEqual(after.active_tasks, reported.active_tasks);
  });

  it('rejects a report, which then waits for a better one', () => {
    const input = { agent: '1', accepted: false, note: 'Nothing measured' };
    const { result, after } = play(reported, verifyReport, input, LATER);
    assert.deepEqual([result.status, result.verification?.accepted], ['reported', false]);
    const again = play(after, reportAgent, { agent: '1', summary: 'Measured' }).result;
    assert.deepEqual([again.status, again.verification], ['reported', undefined]);
  });

  it('takes an acceptance back', () => {
    const accepted = play(reported, verifyReport, { agent: '1', accepted: true }).after;
    const input = { agent: '1', accepted: false, note: 'It was the cache' };
    assert.equal(play(accepted, verifyReport, input).result.status, 'reported');
  });

  it('needs to know why a report is rejected', () => {
    assert.throws(
      () => play(reported, verifyReport, { agent: '1', accepted: false }),
      isAtlasError('inputInvalid', { detail: 'note: must say why the report is rejected' }),
    );
  });

  it('refuses an agent that has not reported, and one that is not there', () => {
    for (const context of [spawned, running]) {
      assert.throws(
        () => play(context, verifyReport, { agent: '1', accepted: true }),
        isAtlasError('agentNotReported', { id: 'AGENT_0001' }),
      );
    }
    assert.throws(
      () => play(reported, verifyReport, { agent: '9', accepted: true }),
      isAtlasError('agentNotFound'),
    );
  });
});
