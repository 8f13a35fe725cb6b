import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { addObjective } from '../../src/core/operations/addObjective';
import { addTask } from '../../src/core/operations/addTask';
import { completeTask } from '../../src/core/operations/completeTask';
import { endSession } from '../../src/core/operations/endSession';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { createOrchestration } from '../../src/node/createOrchestration';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { isAtlasError } from '../core/support/atlasError';
import { sampleText } from '../core/support/sample';
import { refuseReplacing } from './support/fileSystemFaults';
import { contextFileOf, contextOf, open, textOf } from './support/open';
import { filesBelow, useSample, useTemporaryFolder } from './support/temporaryFolder';

describe('ContextStore', () => {
  const folder = useSample();

  it('changes nothing in the file but the one thing that was added, and its own bookkeeping', async () => {
    await open(folder()).atlas.run(addObjective, { description: 'Pay faster' });
    const lines = textOf(folder()).split('\n');
    const added = lines.findIndex((line) => line.includes('OBJ_002')) - 1;
    const [objective] = [lines.splice(added, 6).join('\n')];
    assert.match(
      objective,
      /^ {4}\{\n {6}"id": "OBJ_002",\n {6}"description": "Pay faster",\n {6}"status": "active",\n/,
    );
    const bookkeeping = lines.splice(lines.indexOf('  "atlas": {'), 8).join('\n');
    assert.match(
      bookkeeping,
      /^ {2}"atlas": \{\n {4}"schema_version": 2,\n {4}"revision": 2,\n {4}"updated": "[^"]+",\n {4}"head": "[0-9A-Z]{26}",\n {4}"journal_bytes": \d+,\n {4}"checksum": "[0-9a-f]{8}"\n {2}\}$/,
    );
    const commas = (text: string): string => text.replaceAll(/,$/gm, '');
    assert.equal(commas(lines.join('\n')), commas(sampleText()));
  });

  it('keeps every key of others when it writes, in its place', async () => {
    const text =
      '{\n  "$schema": "x",\n  "objectives": [],\n  "__proto__": 1,\n  "project_name": "p",\n  "team": {\n    "a": null\n  }\n}\n';
    fs.writeFileSync(contextFileOf(folder()), text);
    await open(folder()).atlas.run(recordInsight, { text: 'x' });
    const keys = Object.keys(contextOf(folder()));
    assert.deepEqual(keys, [
      '$schema',
      'objectives',
      '__proto__',
      'project_name',
      'team',
      'key_insights',
      'atlas',
    ]);
  });

  it('has the change on disk when the operation returns', async () => {
    const { atlas } = open(folder());
    const promise = atlas.run(recordInsight, { text: 'Tokens expire' });
    const { number } = await promise;
    assert.equal(contextOf(folder()).key_insights?.[number - 1], 'Tokens expire');
  });

  it('decides on the file as it is, not as it was last seen', async () => {
    const [one, other] = [open(folder()), open(folder())];
    await one.atlas.run(addTask, { description: 'first' });
    const task = await other.atlas.run(addTask, { description: 'second' });
    assert.equal(task.id, 'TASK_027');
  });

  it('counts the events, the taking over of what was there being the first', async () => {
    const { atlas } = open(folder());
    for (const text of ['a', 'b', 'c']) {
      await atlas.run(recordInsight, { text });
    }
    assert.equal(contextOf(folder()).atlas?.revision, 4);
  });

  it('does not write when nothing happens', async () => {
    await open(folder()).atlas.run(endSession, {});
    assert.equal(textOf(folder()), sampleText());
  });

  it('does not write when an operation is refused', async () => {
    const refused = open(folder()).atlas.run(completeTask, { task: '9', outcome: 'x' });
    await assert.rejects(refused, isAtlasError('taskNotFound'));
    assert.equal(textOf(folder()), sampleText());
  });

  it('writes at once when nothing can be awaited', () => {
    const { number } = open(folder()).atlas.runNow(recordInsight, { text: 'now' });
    assert.equal(contextOf(folder()).key_insights?.[number - 1], 'now');
  });

  it('leaves no lock and no temporary file behind', async () => {
    await open(folder()).atlas.run(recordInsight, { text: 'x' });
    const files = Object.keys(filesBelow(folder().root));
    // What is kept on this machine: the replaced file in sight, and a copy from before the journal.
    const local = files.filter((name) => name.startsWith('.atlas/orchestrator/local/'));
    assert.deepEqual(
      local.map((name) => name.split('/')[3]),
      ['displaced', 'kept'],
    );
    assert.deepEqual(
      files.filter((name) => !local.includes(name)),
      [
        '.atlas/.gitignore',
        '.atlas/orchestrator/project_alpha_context.json',
        '.atlas/orchestrator/project_alpha_journal.jsonl',
      ],
    );
  });

  it('has done what is in the journal, also where the context file cannot be replaced just now', async () => {
    const { atlas } = open(folder());
    await atlas.run(recordInsight, { text: 'one' });
    const before = textOf(folder());
    const allow = refuseReplacing(contextFileOf(folder()));
    try {
      assert.equal((await atlas.run(recordInsight, { text: 'two' })).number, 4);
    } finally {
      allow();
    }
    assert.equal(textOf(folder()), before);
    assert.equal(open(folder()).store.state.context?.key_insights?.at(-1), 'two');
    await atlas.run(recordInsight, { text: 'three' });
    assert.deepEqual(contextOf(folder()).key_insights?.slice(2), ['one', 'two', 'three']);
  });

  it('keeps its local files out of git, unless somebody decided otherwise', async () => {
    const ignore = path.join(folder().atlasFolder, '.gitignore');
    const { atlas } = open(folder());
    await atlas.run(recordInsight, { text: 'x' });
    assert.equal(fs.readFileSync(ignore, 'utf8'), 'orchestrator/local/\n.*.tmp\n');
    fs.writeFileSync(ignore, '# mine\n');
    await atlas.run(recordInsight, { text: 'y' });
    assert.equal(fs.readFileSync(ignore, 'utf8'), '# mine\n');
  });
});

describe('an orchestration', () => {
  const root = useTemporaryFolder();
  const folder = (): OrchestrationFolder => new OrchestrationFolder(root());

  it("is created with its project's name in its file's name", async () => {
    const context = await createOrchestration(folder(), 'Payments Migration (EU)');
    assert.deepEqual(folder().projects(), ['payments_migration_eu']);
    assert.deepEqual(contextOf(folder(), 'payments_migration_eu'), context);
  });

  it('is not created twice', async () => {
    await createOrchestration(folder(), 'Payments');
    const before = filesBelow(root());
    const refused = isAtlasError('alreadyExists', {
      file: '.atlas/orchestrator/payments_context.json',
    });
    await assert.rejects(createOrchestration(folder(), 'payments!'), refused);
    assert.deepEqual(filesBelow(root()), before);
  });

  it('is created once when two do it at the same moment', async () => {
    const results = await Promise.allSettled([
      createOrchestration(folder(), 'One'),
      createOrchestration(folder(), 'One'),
    ]);
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal(contextOf(folder(), 'one').metrics?.total_sessions, 1);
  });

  it('is not created by a name without a letter, and nothing is made', async () => {
    await assert.rejects(
      createOrchestration(folder(), ' \u{1F680} '),
      isAtlasError('projectNameUnusable'),
    );
    assert.deepEqual(fs.readdirSync(root()), []);
  });

  it('that is not there is not begun by any other act, and nothing is made', async () => {
    const { atlas } = open(folder());
    await assert.rejects(
      atlas.run(addObjective, { description: 'x' }),
      isAtlasError('noOrchestration'),
    );
    assert.throws(
      () => atlas.runNow(addObjective, { description: 'x' }),
      isAtlasError('noOrchestration'),
    );
    assert.deepEqual(fs.readdirSync(root()), []);
  });

  it('is created where a file stands in the way, only in words', async () => {
    fs.writeFileSync(path.join(root(), '.atlas'), 'a file');
    const refused = isAtlasError('contextUnwritable', {
      detail: 'a file stands where a folder should be',
    });
    await assert.rejects(createOrchestration(folder(), 'Payments'), refused);
    assert.equal(fs.readFileSync(path.join(root(), '.atlas'), 'utf8'), 'a file');
  });
});

describe('two orchestrations in one folder', () => {
  const folder = useSample();
  beforeEach(() => createOrchestration(folder(), 'Beta'));

  it('need to be told apart', async () => {
    const severalProjects = isAtlasError('severalProjects', { projects: 'beta, project_alpha' });
    const { store, atlas } = open(folder());
    assert.equal(store.state.problem?.code, 'severalProjects');
    await assert.rejects(atlas.run(recordInsight, { text: 'x' }), severalProjects);
  });

  it('are chosen by name or by file name', () => {
    for (const name of ['project_alpha', 'Project Alpha', 'PROJECT-ALPHA']) {
      assert.equal(open(folder(), name).store.state.context?.project_name, 'project_alpha', name);
    }
  });

  it('are written one without the other', async () => {
    await open(folder(), 'beta').atlas.run(recordInsight, { text: 'x' });
    assert.equal(textOf(folder()), sampleText());
    assert.deepEqual(contextOf(folder(), 'beta').key_insights, ['x']);
  });

  it('are not joined by a third one that is not there', async () => {
    const { store, atlas } = open(folder(), 'gamma');
    assert.equal(store.state.problem?.code, 'projectNotFound');
    await assert.rejects(atlas.run(recordInsight, { text: 'x' }), isAtlasError('noOrchestration'));
    assert.deepEqual(folder().projects(), ['beta', 'project_alpha']);
  });

  it('can be changed over to the other one while they are open', async () => {
    const { store } = open(folder(), 'beta');
    let told = 0;
    store.onDidChange(() => (told += 1));
    await store.choose('project_alpha');
    assert.deepEqual([store.state.context?.project_name, told], ['project_alpha', 1]);
  });

  it('share nothing when one of them is damaged', async () => {
    fs.writeFileSync(contextFileOf(folder()), '{');
    await open(folder(), 'beta').atlas.run(recordInsight, { text: 'x' });
    assert.equal(textOf(folder()), '{');
  });
});
