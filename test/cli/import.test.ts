import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { REPOSITORY, SAMPLE_FOLDER } from '../core/support/sample';
import { contextOf } from '../node/support/open';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { filesBelow, useTemporaryFolder } from '../node/support/temporaryFolder';
import { atlas, data, fault, says, useBundle, type Around } from './support/atlas';

const OLDER = path.join(REPOSITORY, 'test/fixtures/older-layout');

describe('atlas import', function () {
  this.timeout(30_000);
  useBundle();
  const root = useTemporaryFolder();
  const here = (): Around => ({ cwd: root() });
  const older = (): void => fs.cpSync(OLDER, root(), { recursive: true });
  const context = (project = 'payments_migration') =>
    contextOf(new OrchestrationFolder(root()), project);

  it("takes over the folder's own older layout, and leaves it as it is", async () => {
    older();
    const before = filesBelow(root());
    assert.equal(
      await says(['import'], here()),
      [
        'Started the orchestration "Payments migration" from P20261122150911.',
        '2  objectives',
        '2  tasks',
        '2  agents',
        '3  insights',
        '3  snapshots',
        '',
      ].join('\n'),
    );
    const after = filesBelow(root());
    for (const [name, text] of Object.entries(before)) {
      assert.equal(after[name], text, name);
    }
    assert.equal(context().project_name, 'Payments migration');
    assert.deepEqual(
      context().objectives?.map(({ id }) => id),
      ['OBJ_001', 'OBJ_002'],
    );
  });

  it('adds nothing the second time', async () => {
    older();
    await says(['import'], here());
    const before = filesBelow(root());
    assert.equal(
      await says(['import'], here()),
      'Nothing new in P20261122150911: all of it is in "Payments migration" already.\n',
    );
    assert.deepEqual(filesBelow(root()), before);
  });

  it('keeps categories of insights, and snapshots as history', async () => {
    older();
    await says(['import'], here());
    const insights = (await data(['list', 'insights'], here())) as Record<string, unknown>[];
    assert.deepEqual(
      insights.map((insight) => insight['category']),
      ['technical', 'critical', 'general'],
    );
    const log = (await data(['log', '--type', 'snapshotImported'], here())) as unknown[];
    assert.equal(log.length, 3);
  });

  it('takes over another orchestration, a folder or a file, under new ids', async () => {
    await says(['new', 'Ours'], here());
    await says(['objective', 'Pay faster'], here());
    const words = await says(['import', SAMPLE_FOLDER], here());
    assert.match(words, /^Imported into "Ours" from project_alpha\.\n/);
    assert.match(words, /OBJ_001 +is OBJ_002 here/);
    const file = path.join(SAMPLE_FOLDER, '.atlas/orchestrator/project_alpha_context.json');
    const again = (await data(['import', file], here())) as Record<string, unknown>;
    assert.deepEqual([again['changed'], again['created']], [false, false]);
    assert.equal(context('ours').key_insights?.length, 2);
  });

  it('names the new orchestration by --project', async () => {
    await says(['import', OLDER, '--project', 'Beta'], here());
    assert.equal(context('beta').project_name, 'Payments migration');
  });

  it('says where a file is wrong with exit code 6, and makes nothing', async () => {
    const file = path.join(root(), 'context.json');
    fs.writeFileSync(file, '{\n "objectives": [1\n}');
    const told = await fault(['import', 'context.json'], here());
    assert.deepEqual([told.exit, told.code], [6, 'importUnreadable']);
    assert.match(told.message, /^context\.json could not be imported: line 3, column 1: /);
    fs.writeFileSync(file, '{"project_id": "p", "objectives": [1]}');
    assert.match(
      (await fault(['import', 'context.json'], here())).message,
      /objectives\[0\]: expected object/,
    );
    fs.writeFileSync(file, '{"project_name": "p", "atlas": {"schema_version": 99, "revision": 1}}');
    assert.equal((await fault(['import', 'context.json'], here())).code, 'contextNewer');
    assert.deepEqual(fs.readdirSync(root()), ['context.json']);
  });

  it('refuses where several orchestrations are here and none is named', async () => {
    await says(['new', 'Alpha'], here());
    await says(['new', 'Beta'], here());
    assert.equal((await fault(['import', OLDER], here())).code, 'severalProjects');
    assert.equal((await atlas(['import', OLDER, '--project', 'alpha'], here())).code, 0);
  });
});
