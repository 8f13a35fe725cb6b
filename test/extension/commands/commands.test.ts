import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { atlas, orchestratorFile, readContext, rows, run } from '../support/window';

const file = (): string => orchestratorFile('project_alpha_context.json');

describe('a window on the context of the process document', () => {
  it('is active because the folder has .atlas, and has written nothing', () => {
    assert.equal(atlas().isActive, true);
    const context = readContext(file());
    assert.equal(context.atlas, undefined);
    assert.equal(context.metrics['total_sessions'], 12);
    assert.deepEqual(fs.readdirSync(orchestratorFile()), ['project_alpha_context.json']);
  });

  it('shows what the context holds', async () => {
    const [welcome, ...objectives] = await rows('objectives');
    // Its last session was long ago.
    assert.match(welcome?.join(' ') ?? '', /^Welcome back See what happened since /);
    assert.deepEqual(objectives, [
      ['Migrate authentication to OAuth2', '0/0'],
      [
        'Tasks without an objective',
        '1/2',
        ['Research OAuth providers', 'TASK_001 · completed'],
        ['Implement Auth0 integration', 'TASK_025 · active'],
      ],
    ]);
    assert.deepEqual(await rows('agents'), [
      ['AGENT_0001 researcher', 'spawned · Research OAuth providers'],
    ]);
  });

  it('says where the orchestration stands without beginning a session', async () => {
    const status = await run('atlas.showStatus');
    assert.equal(status['project'], 'project_alpha');
    assert.equal(readContext(file()).metrics['total_sessions'], 12);
  });

  it('adds an objective and returns it; the session begins with it', async () => {
    const objective = await run('atlas.addObjective', { description: '  Cut costs  ' });
    assert.equal(objective['id'], 'OBJ_002');
    assert.equal(objective['description'], 'Cut costs');
    assert.equal(objective['status'], 'active');
    const context = readContext(file());
    assert.equal(context.metrics['total_sessions'], 13);
    assert.match(context.last_session, /^session_\d{8}_\d{6}$/);
    assert.equal(context.atlas?.previous_session?.id, 'session_20240115_143000');
  });

  it('adds tasks whose numbers continue, under their objective', async () => {
    const task = await run('atlas.addTask', { description: 'Count them', objective: 'OBJ_002' });
    assert.equal(task['id'], 'TASK_026');
    const [, costs] = await rows('objectives');
    assert.deepEqual(costs, ['Cut costs', '0/1', ['Count them', 'TASK_026 · ready']]);
  });

  it('completes a task with its outcome', async () => {
    const task = await run('atlas.completeTask', { task: 'TASK_025', outcome: 'It signs in' });
    assert.equal(task['outcome'], 'It signs in');
    const context = readContext(file());
    assert.deepEqual(
      context.active_tasks.map(({ id }) => id),
      ['TASK_026'],
    );
    assert.equal(context.metrics['total_tasks_completed'], 24);
  });

  it('records an insight', async () => {
    const insight = await run('atlas.recordInsight', { text: 'Tenants differ' });
    assert.deepEqual(insight, { text: 'Tenants differ', number: 3 });
    assert.equal(readContext(file()).key_insights.at(-1), 'Tenants differ');
  });

  it('saves, and says what it saved', async () => {
    const saved = await run('atlas.saveContext');
    assert.equal(saved['project'], 'project_alpha');
    assert.equal(saved['file'], file());
    assert.equal(saved['revision'], readContext(file()).atlas?.revision);
  });

  it('goes on with the session of this window when asked to resume it', async () => {
    const status = await run<{ session: Record<string, unknown> }>('atlas.resume');
    assert.equal(status.session['number'], 13);
    assert.equal(status.session['active'], true);
    assert.equal(readContext(file()).metrics['total_sessions'], 13);
  });

  it('refuses what it cannot do with a sentence, and changes nothing', async () => {
    const before = fs.readFileSync(file(), 'utf8');
    const refused: [string, object, RegExp][] = [
      ['atlas.addObjective', { description: '  ' }, /description: must not be empty/],
      ['atlas.addObjective', { words: 'x' }, /description/],
      ['atlas.addTask', { description: 'x', objective: 'OBJ_9' }, /There is no objective OBJ_009/],
      [
        'atlas.completeTask',
        { task: 'TASK_025', outcome: 'again' },
        /completed already: It signs in/,
      ],
      ['atlas.spawnAgent', { mission: 'x', profile: 'nobody' }, /no agent profile "nobody"/],
      ['atlas.spawnAgent', { mission: 'x', profile: 'custom' }, /"custom" names no program/],
      ['atlas.newOrchestration', { project: 'project_alpha' }, /exists already/],
      ['atlas.addObjective', { description: 'x', folder: 'elsewhere' }, /No open folder is called/],
    ];
    for (const [command, values, sentence] of refused) {
      await assert.rejects(run(command, values), (error: Error) => {
        assert.match(error.message, sentence);
        return true;
      });
    }
    assert.equal(fs.readFileSync(file(), 'utf8'), before);
  });
});
