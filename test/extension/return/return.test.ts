import * as assert from 'node:assert/strict';
import { orchestratorFile, readContext, rows, run } from '../support/window';

interface Status {
  session: { number: number; active: boolean; ended: string | null; since: string | null };
  tasks: { completed: number };
}

const context = () => readContext(orchestratorFile('agent_project_context.json'));

describe('coming back to the window that was closed', () => {
  it('finds the session saved and ended when the window closed', () => {
    const { atlas } = context();
    assert.equal(atlas?.session?.clean, true);
    assert.match(atlas.session.ended ?? '', /^\d{4}-\d\d-\d\dT/);
  });

  it('finds everything there', async () => {
    const trees = JSON.stringify(await rows('objectives'));
    assert.match(trees, /Sign in without passwords/);
    assert.match(trees, /TASK_001 · completed/);
    assert.match(trees, /reported success/);
    assert.deepEqual(
      (await rows('agents')).map(([label]) => label.slice(0, 10)),
      ['AGENT_0003', 'AGENT_0002', 'AGENT_0004', 'AGENT_0001'],
    );
  });

  it('says since when, and writes nothing by being opened', async () => {
    const { session } = await run<Status>('atlas.showStatus');
    assert.equal(session.number, 1);
    assert.equal(session.active, false);
    assert.equal(session.since, context().atlas?.session?.ended);
  });

  it('begins the next session when resumed, and says what was before it', async () => {
    const ended = context().atlas?.session?.ended;
    const { session, tasks } = await run<Status>('atlas.resume');
    assert.equal(session.number, 2);
    assert.equal(session.active, true);
    assert.equal(session.since, ended);
    assert.equal(tasks.completed, 1);
    assert.match(context().last_session, /^session_\d{8}_\d{6}$/);
  });
});
