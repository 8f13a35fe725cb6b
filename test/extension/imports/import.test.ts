import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import {
  atlas,
  orchestratorFile,
  readContext,
  readJournal,
  root,
  rows,
  run,
} from '../support/window';

interface Imported {
  project: string;
  created: boolean;
  changed: boolean;
  added: Record<string, number>;
}

const originals = (): Map<string, string> =>
  new Map(
    ['context.json', ...fs.readdirSync(orchestratorFile())]
      .filter((name) => /^(context|state_.*)\.json$/.test(name))
      .map((name) => [name, fs.readFileSync(orchestratorFile(name), 'latin1')]),
  );

describe('a folder with a context of the older layout', () => {
  const before = originals();

  it('offers to import it, having written nothing', async () => {
    assert.equal(atlas().isActive, true);
    assert.deepEqual(await rows('objectives'), []);
    assert.deepEqual(fs.readdirSync(orchestratorFile()).sort(), [...before.keys()].sort());
    assert.deepEqual(fs.readdirSync(path.join(root(), '.atlas')), ['orchestrator']);
    await assert.rejects(run('atlas.showStatus'), /There is no orchestration in/);
  });

  it('takes it over, all of it, and shows it', async () => {
    const imported = await run<Imported>('atlas.importContext', {});
    assert.equal(imported.project, 'Payments migration');
    assert.equal(imported.created, true);
    assert.deepEqual(imported.added, {
      objectives: 2,
      tasks: 2,
      agents: 2,
      decisions: 0,
      insights: 3,
      snapshots: 3,
    });
    const trees = JSON.stringify([await rows('objectives'), await rows('agents')]);
    assert.match(trees, /Migrate authentication to OAuth2/);
    assert.match(trees, /Keep downtime under five minutes/);
    assert.match(trees, /AGENT_0001 .*Compare Auth0, Keycloak and Ory/);
    const context = readContext(orchestratorFile('payments_migration_context.json'));
    assert.equal(context.key_insights.length, 3);
    const types = readJournal(orchestratorFile('payments_migration_journal.jsonl')).map(
      ({ type }) => type,
    );
    assert.equal(types.filter((type) => type === 'snapshotImported').length, 3);
    const { session } = await run<{ session: { number: number; active: boolean } }>(
      'atlas.showStatus',
    );
    assert.deepEqual([session.number, session.active], [1, true]);
  });

  it('leaves the originals as they are, byte for byte', () => {
    assert.deepEqual(originals(), before);
  });

  it('adds nothing the second time', async () => {
    const journal = orchestratorFile('payments_migration_journal.jsonl');
    const events = readJournal(journal);
    const again = await run<Imported>('atlas.importContext', {});
    assert.equal(again.changed, false);
    assert.equal(again.created, false);
    assert.deepEqual(new Set(Object.values(again.added)), new Set([0]));
    assert.deepEqual(readJournal(journal), events);
  });

  it('takes over another file, named from the workspace folder', async () => {
    const other = { project_name: 'Other', key_insights: ['Learnt elsewhere'] };
    fs.writeFileSync(path.join(root(), 'other_context.json'), JSON.stringify(other));
    const imported = await run<Imported>('atlas.importContext', { path: 'other_context.json' });
    assert.equal(imported.added['insights'], 1);
    assert.equal((await run<{ insights: number }>('atlas.showStatus')).insights, 4);
    await assert.rejects(
      run('atlas.importContext', { path: 'nowhere.json' }),
      /There is no context to import at .*nowhere\.json/,
    );
  });

  it('asks a person who imports once more for a file', async () => {
    const window = vscode.window as { showOpenDialog: unknown };
    const before = window.showOpenDialog;
    let asked = 0;
    window.showOpenDialog = () => {
      asked += 1;
      return Promise.resolve(undefined);
    };
    try {
      await vscode.commands.executeCommand('atlas.importContext');
    } finally {
      window.showOpenDialog = before;
    }
    assert.equal(asked, 1);
  });
});
