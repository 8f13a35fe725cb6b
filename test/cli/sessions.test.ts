import * as assert from 'node:assert/strict';
import { endSession } from '../../src/core/operations/endSession';
import { FileSessionLease } from '../../src/node/sessionLease';
import { Child } from '../node/support/children';
import { contextOf, open } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { data, says, useBundle, type Around } from './support/atlas';

describe('atlas resume', function () {
  this.timeout(20_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });

  it('begins the next session, as the process counts them', async () => {
    const words = await says(['resume'], here());
    assert.match(words, /^# project_alpha\n\nSession 13 is going on, since /);
    const { metrics, last_session, atlas } = contextOf(folder());
    assert.equal(metrics?.total_sessions, 13);
    assert.match(last_session ?? '', /^session_\d{8}_\d{6}$/);
    assert.equal(atlas?.session?.id, last_session);
    assert.deepEqual(atlas?.previous_session, { id: 'session_20240115_143000' });
  });

  it('counts one session each time, each with a later name, also within one second', async () => {
    const names: unknown[] = [];
    for (let count = 13; count < 17; count += 1) {
      const answer = await data(['resume'], here());
      assert.ok(typeof answer === 'object' && answer !== null && 'session' in answer);
      const session = answer.session as { number: number; id: string; active: boolean };
      assert.deepEqual([session.number, session.active], [count, true]);
      names.push(session.id);
    }
    assert.deepEqual(names, [...new Set(names)].sort());
  });

  it('is the only verb that begins a session', async () => {
    await says(['objective', 'x'], here());
    await says(['spawn', 'x'], here());
    await says(['report', '--agent', '1', '--summary', 'x'], here());
    assert.deepEqual(
      [contextOf(folder()).metrics?.total_sessions, contextOf(folder()).last_session],
      [12, 'session_20240115_143000'],
    );
  });

  it('ends a session that nobody ended, and says that it was not ended cleanly', async () => {
    await says(['resume'], here());
    await says(['insight', 'x'], here());
    const lastSign = contextOf(folder()).atlas?.updated;
    await says(['resume'], here());
    const { ended, clean } = contextOf(folder()).atlas?.previous_session ?? {};
    assert.deepEqual([ended, clean], [lastSign, false]);
  });

  it('keeps the end of a session that was ended cleanly', async () => {
    await says(['resume'], here());
    const session = await open(folder()).atlas.run(endSession, {});
    await says(['resume'], here());
    assert.deepEqual(contextOf(folder()).atlas?.previous_session, session);
  });

  it('joins the session of a window that is open', async () => {
    await says(['resume'], here());
    const { last_session: session } = contextOf(folder());
    const window = new Child('takeLease', [folder().root, session ?? '']);
    await window.says('taken');
    assert.match(await says(['resume'], here()), /Session 13 is going on/);
    assert.equal(contextOf(folder()).last_session, session);
    await window.kill();
    assert.match(await says(['resume'], here()), /Session 14 is going on/);
  });

  it('leaves no lease behind, because it ends at once', async () => {
    await says(['resume'], here());
    assert.equal(
      new FileSessionLease(folder()).holder(contextOf(folder()).last_session ?? ''),
      'gone',
    );
  });
});
