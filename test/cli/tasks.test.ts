import * as assert from 'node:assert/strict';
import { contextOf } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { data, fault, says, useBundle, type Around } from './support/atlas';

describe('the life of a task with atlas', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });

  it('starts when what it waits for is completed, or with --force', async () => {
    await says(['task', 'Roll out', '--after', '25'], here());
    const told = await fault(['start', '26'], here());
    assert.deepEqual([told.exit, told.code], [4, 'taskBlocked']);
    assert.match(told.message, /TASK_026 waits for TASK_025/);
    assert.equal(await says(['start', '26', '--force'], here()), 'TASK_026 started: Roll out\n');
    await says(['task', 'Tell people', '--after', '1'], here());
    const started = (await data(['start', '27'], here())) as Record<string, unknown>;
    assert.equal(started['status'], 'active');
    assert.deepEqual(started, contextOf(folder()).active_tasks?.at(-1));
  });

  it('takes --after and --depends-on alike', async () => {
    const task = await data(['task', 'x', '--after', '25', '--depends-on', '1'], here());
    assert.ok(typeof task === 'object' && task !== null && 'depends_on' in task);
    assert.deepEqual(task.depends_on, ['TASK_025', 'TASK_001']);
  });

  it('fails, is reopened, is cancelled, is reopened, is completed, is reopened', async () => {
    assert.equal(await says(['fail', '25', 'No licence'], here()), 'TASK_025 failed: No licence\n');
    const refused = await fault(['complete', '25', 'x'], here());
    assert.deepEqual([refused.exit, refused.code], [5, 'taskClosed']);
    assert.equal(
      await says(['reopen', '25', 'Licence found'], here()),
      'TASK_025 reopened, pending: Implement Auth0 integration\n',
    );
    assert.equal(await says(['cancel', '25', 'No need'], here()), 'TASK_025 cancelled: No need\n');
    await says(['reopen', '25'], here());
    await says(['complete', '25', 'Live'], here());
    await says(['reopen', '25'], here());
    const [task] = contextOf(folder()).active_tasks ?? [];
    assert.deepEqual([task?.id, task?.['earlier_outcome']], ['TASK_025', 'Live']);
    const { tasks } = (await data(['status'], here())) as { tasks: Record<string, number> };
    assert.deepEqual([tasks['failed'], tasks['cancelled'], tasks['pending']], [0, 0, 1]);
  });

  it('answers with the task as it is then', async () => {
    const failed = (await data(['fail', '25', 'x'], here())) as Record<string, unknown>;
    assert.deepEqual(
      [failed['id'], failed['status'], failed['outcome']],
      ['TASK_025', 'failed', 'x'],
    );
    const reopened = (await data(['reopen', '25'], here())) as Record<string, unknown>;
    assert.equal(reopened['status'], 'pending');
    const cancelled = (await data(['cancel', '25', 'y'], here())) as Record<string, unknown>;
    assert.equal(cancelled['status'], 'cancelled');
  });

  it('is reworded, made to wait, made urgent, and moved', async () => {
    await says(['task', 'Roll out'], here());
    assert.equal(await says(['edit', 'TASK_026', 'Go live'], here()), 'TASK_026 Go live\n');
    assert.equal(
      await says(['depend', '26', '--on', '25'], here()),
      'TASK_026 waits for TASK_025\n',
    );
    const refused = await fault(['depend', '25', '--on', '26'], here());
    assert.deepEqual([refused.exit, refused.code], [5, 'dependencyCycle']);
    assert.match(refused.message, /TASK_025 → TASK_026 → TASK_025/);
    assert.equal(
      await says(['depend', '26', '--not-on', '25'], here()),
      'TASK_026 waits for none\n',
    );
    assert.equal(await says(['priority', '26', 'high'], here()), 'TASK_026 high: Go live\n');
    assert.equal(
      await says(['move', '26', '--to', '1'], here()),
      'TASK_026 serves OBJ_001: Go live\n',
    );
    assert.equal(
      await says(['move', '26', '--nowhere'], here()),
      'TASK_026 serves none: Go live\n',
    );
    const agent = await fault(['edit', 'AGENT_0001', 'x'], here());
    assert.equal(agent.code, 'notEditable');
  });

  it('is put before or after another one, and listed there', async () => {
    for (const words of ['Plan', 'Build', 'Test']) {
      await says(['task', words, '--objective', '1'], here());
    }
    assert.equal(
      await says(['move', '28', '--before', '26'], here()),
      'TASK_028 serves OBJ_001, before TASK_026: Test\n',
    );
    assert.equal(
      await says(['move', '25', '--after', 'task_026'], here()),
      'TASK_025 serves OBJ_001, after TASK_026: Implement Auth0 integration\n',
    );
    const listed = (await data(['list', 'tasks', '--objective', '1'], here())) as { id: string }[];
    assert.deepEqual(
      listed.map(({ id }) => id),
      ['TASK_028', 'TASK_026', 'TASK_025', 'TASK_027'],
    );
    assert.match(await says(['log'], here()), /TASK_025 put elsewhere in the order/);
    assert.equal((await fault(['move', '28', '--before', '99'], here())).code, 'taskNotFound');
    assert.equal((await fault(['move', '28', '--before', '26', '--nowhere'], here())).exit, 2);
    assert.equal((await fault(['move', '28'], here())).exit, 2);
  });

  it('is listed by its state, its objective, and not more than asked for', async () => {
    await says(['task', 'Roll out', '--objective', '1', '--after', '25'], here());
    await says(['task', 'Tell people'], here());
    const ids = async (...args: string[]): Promise<string[]> =>
      ((await data(['list', 'tasks', ...args], here())) as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(await ids('--status', 'ready'), ['TASK_027']);
    assert.deepEqual(await ids('--status', 'blocked'), ['TASK_026']);
    assert.deepEqual(await ids('--objective', '1'), ['TASK_026']);
    assert.deepEqual(await ids('--limit', '2'), ['TASK_025', 'TASK_026']);
    assert.deepEqual(await ids('--status', 'failed'), []);
    assert.equal(await says(['list', '--status', 'failed'], here()), 'No such tasks.\n');
    assert.match(
      await says(['list', '--status', 'blocked'], here()),
      /^TASK_026 {2}pending {2}Roll out \(waits for TASK_025\)\n$/,
    );
  });
});
