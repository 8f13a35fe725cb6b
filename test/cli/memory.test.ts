import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contextOf } from '../node/support/open';
import { filesBelow, useSample } from '../node/support/temporaryFolder';
import { atlas, data, says, useBundle, type Around } from './support/atlas';

interface Entry {
  readonly seq: number;
  readonly time: string;
  readonly actor: string;
  readonly type: string;
  readonly words: string;
}

describe('atlas log', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  const log = async (...args: string[]): Promise<Entry[]> =>
    (await data(['log', ...args], here())) as Entry[];

  it('tells what happened in its order, and who did it', async () => {
    await says(['objective', 'Pay faster'], here());
    await says(['task', 'Measure', '--objective', '2'], {
      ...here(),
      env: { ATLAS_AGENT_ID: 'AGENT_0001' },
    });
    const entries = await log();
    assert.deepEqual(
      entries.map(({ seq }) => seq),
      entries.map((_, at) => at + 1),
    );
    assert.deepEqual(
      entries.slice(-2).map(({ actor, type, words }) => [actor, type, words]),
      [
        ['cli', 'objectiveAdded', 'OBJ_002 added: Pay faster'],
        ['AGENT_0001', 'taskAdded', 'TASK_026 added: Measure'],
      ],
    );
    assert.match(
      await says(['log', '--limit', '1'], here()),
      /^\d{4}-\d\d-\d\d \d\d:\d\d {2}AGENT_0001 {2}TASK_026 added: Measure\n$/,
    );
  });

  it('tells what is about an item, of a type, in a session, from a moment on', async () => {
    await says(['resume'], here());
    const { last_session: session } = contextOf(folder());
    await says(['task', 'Measure', '--objective', '1'], here());
    await says(['start', '26'], here());
    const words = async (...args: string[]): Promise<string[]> =>
      (await log(...args)).map((entry) => entry.words);
    const ofTask = ['TASK_026 added: Measure', 'TASK_026 started'];
    assert.deepEqual(await words('--item', '26'), ofTask);
    assert.deepEqual(await words('--item', 'obj_1', '--type', 'taskAdded'), ofTask.slice(0, 1));
    assert.deepEqual(await words('--type', 'taskStarted'), ofTask.slice(1));
    assert.deepEqual((await words('--session', session ?? '')).slice(-2), ofTask);
    assert.deepEqual(await words('--session', 'monday'), []);
    assert.deepEqual((await words('--since', '1h')).slice(-2), ofTask);
    assert.deepEqual(await words('--since', '2999-01-01'), []);
    assert.equal(
      await says(['log', '--since', '2999-01-01'], here()),
      'Nothing of that kind happened.\n',
    );
  });

  it('shows a person the last twenty and says so, a program everything', async () => {
    for (let count = 0; count < 22; count += 1) {
      await says(['insight', `number ${count}`], here());
    }
    const { stdout, stderr } = await atlas(['log'], here());
    assert.equal(stdout.trimEnd().split('\n').length, 20);
    assert.match(stderr, /^The last 20 of 2\d; see more with --limit\.\n$/);
    assert.ok((await log()).length > 22);
    assert.equal((await log('--limit', '3')).length, 3);
  });
});

describe('what atlas shows of the past and the present', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });

  it('show has all that belongs to a task', async () => {
    await says(['spawn', 'Integrate', '--task', '25'], here());
    assert.equal(
      await says(['show', '25'], here()),
      [
        'TASK_025  active',
        'Implement Auth0 integration',
        '',
        'Agents:',
        'AGENT_0048  spawned  Integrate',
        '',
      ].join('\n'),
    );
    assert.deepEqual(await data(['show', 'task_25'], here()), {
      kind: 'task',
      id: 'TASK_025',
      description: 'Implement Auth0 integration',
      status: 'active',
      waits_for: [],
      agents: [{ id: 'AGENT_0048', status: 'spawned', text: 'Integrate' }],
      decisions: [],
    });
  });

  it('show has words whole, and keys of others', async () => {
    await says(['task', `${'long '.repeat(60)}\nsecond line`], here());
    const words = await says(['show', '26'], here());
    assert.match(words, /^TASK_026 {2}pending\n(long ){59}long ?\nsecond line\n\nCreated /);
    assert.match(await says(['show', 'obj_1'], here()), /^OBJ_001 {2}active\nMigrate /);
    assert.match(await says(['show', 'agent_1'], here()), /^AGENT_0001 {2}spawned {2}researcher\n/);
  });

  it('list has sessions, the one that goes on as active', async () => {
    await says(['resume'], here());
    const sessions = (await data(['list', 'sessions'], here())) as Record<string, unknown>[];
    assert.deepEqual(
      sessions.map((session) => [session['id'], session['status']]),
      [
        ['session_20240115_143000', 'ended'],
        [contextOf(folder()).last_session, 'active'],
      ],
    );
    assert.match(
      await says(['list', 'sessions', '--status', 'active'], here()),
      /^session_\d{8}_\d{6} {2}active {2}\d{4}-/,
    );
  });

  it('save marks the moment, and leaves the context file up to date', async () => {
    await says(['insight', 'x'], here());
    assert.match(
      await says(['save'], here()),
      /^Saved "project_alpha" with everything up to event \d+\.\n$/,
    );
    assert.ok(contextOf(folder()).atlas?.saved);
    const saved = (await data(['save'], here())) as Record<string, unknown>;
    assert.deepEqual(Object.keys(saved), ['project', 'revision', 'saved']);
  });

  it('export is one Markdown report, on standard output or in a file', async () => {
    const text = await says(['export'], here());
    assert.match(text, /^# project_alpha\n/);
    assert.match(text, /Outcome: Selected Auth0/);
    const file = path.join(folder().root, 'report.md');
    assert.equal(await says(['export', '--output', 'report.md'], here()), `Wrote ${file}\n`);
    const undated = (page: string): string => page.replace(/Exported: .*/, '').trimEnd();
    assert.equal(undated(fs.readFileSync(file, 'utf8')), undated(text));
    assert.deepEqual(await data(['export', '--output', 'report.md'], here()), { file });
    const { text: again } = (await data(['export'], here())) as { text: string };
    assert.equal(undated(again), undated(text));
  });

  it('changes nothing', async () => {
    await says(['insight', 'x'], here());
    const before = filesBelow(folder().root);
    for (const args of [['log'], ['show', '25'], ['list', 'sessions'], ['export']]) {
      await says(args, here());
    }
    assert.deepEqual(filesBelow(folder().root), before);
  });
});
