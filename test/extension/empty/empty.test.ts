import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { addObjective } from '../../../src/core/operations/addObjective';
import { offeredServers } from '../support/offeredServers';
import { outside } from '../support/outside';
import { atlas, orchestratorFile, readContext, root, rows, run, until } from '../support/window';

describe('a folder without .atlas', () => {
  const before = (): string[] => fs.readdirSync(root()).filter((name) => name !== '.vscode');

  it('does not activate the extension by being opened', () => {
    assert.equal(atlas().isActive, false);
  });

  it('says that there is nothing, and writes nothing, when only looked at', async () => {
    const files = before();
    await assert.rejects(run('atlas.showStatus'), /There is no orchestration in/);
    await assert.rejects(
      run('atlas.addObjective', { description: 'x' }),
      /There is no orchestration/,
    );
    assert.deepEqual(await rows('objectives'), []);
    assert.deepEqual(await offeredServers(), []);
    assert.deepEqual(before(), files);
    assert.equal(fs.existsSync(path.join(root(), '.atlas')), false);
  });

  it('refuses a name that makes no file name', async () => {
    await assert.rejects(run('atlas.newOrchestration', { project: '???' }), /no letter or digit/);
    assert.equal(fs.existsSync(path.join(root(), '.atlas')), false);
  });

  it('begins an orchestration with its first session when asked', async () => {
    const context = await run('atlas.newOrchestration', { project: 'Payments migration' });
    assert.equal(context['project_name'], 'Payments migration');
    const offered = (await offeredServers()).map(({ label }) => label);
    assert.deepEqual(offered, ['Atlas: Payments migration']);
    const stored = readContext(orchestratorFile('payments_migration_context.json'));
    assert.equal(stored.metrics['total_sessions'], 1);
    assert.deepEqual(Object.keys(stored), [
      'project_name',
      'created_date',
      'last_session',
      'objectives',
      'completed_tasks',
      'active_tasks',
      'pending_decisions',
      'key_insights',
      'spawned_agents',
      'metrics',
      'atlas',
    ]);
    assert.equal(
      fs.readFileSync(path.join(root(), '.atlas', '.gitignore'), 'utf8'),
      'orchestrator/local/\n.*.tmp\n',
    );
  });

  it('goes on in the same session', async () => {
    assert.equal((await run('atlas.addObjective', { description: 'First' }))['id'], 'OBJ_001');
    const stored = readContext(orchestratorFile('payments_migration_context.json'));
    assert.equal(stored.metrics['total_sessions'], 1);
    assert.deepEqual(await rows('objectives'), [['First', '0/0']]);
  });

  it('is empty again when .atlas is deleted, and nothing brings it back', async () => {
    fs.rmSync(path.join(root(), '.atlas'), { recursive: true });
    await until('the tree is empty', async () => (await rows('objectives')).length === 0);
    await assert.rejects(
      run('atlas.addObjective', { description: 'x' }),
      /There is no orchestration/,
    );
    assert.equal(fs.existsSync(path.join(root(), '.atlas')), false);
  });

  it('hears at once what happens in an .atlas that was moved into place', async () => {
    const [atlasFolder, elsewhere] = ['.atlas', 'elsewhere'].map((name) => path.join(root(), name));
    assert.ok(atlasFolder && elsewhere);
    fs.mkdirSync(path.join(elsewhere, 'orchestrator'), { recursive: true });
    const context = { project_name: 'Moved', created_date: '2026-03-01', last_session: null };
    fs.writeFileSync(
      path.join(elsewhere, 'orchestrator', 'moved_context.json'),
      JSON.stringify(context),
    );
    fs.renameSync(elsewhere, atlasFolder);
    let waitedMs = 0;
    for (const name of ['One', 'Two', 'Three']) {
      await outside().run(addObjective, { description: name });
      const written = performance.now();
      await until(`${name} is drawn`, async () =>
        (await rows('objectives')).some(([label]) => label === name),
      );
      waitedMs += performance.now() - written;
    }
    // Looking by itself, the window would have needed five seconds for each.
    assert.ok(waitedMs < 9_000, `waited ${waitedMs} ms`);
  });
});
