import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import {
  listenToFaults,
  orchestratorFile,
  readContext,
  readJournal,
  rows,
  run,
  until,
  type StoredContext,
} from '../support/window';

const file = (): string => orchestratorFile('project_alpha_context.json');
const journal = () => readJournal(orchestratorFile('project_alpha_journal.jsonl'));
const edits = () => journal().filter(({ type }) => type === 'contextEdited');
const text = (): string => fs.readFileSync(file(), 'utf8');

async function shows(words: string): Promise<void> {
  await until(`the tree shows ${words}`, async () =>
    JSON.stringify(await rows('objectives')).includes(words),
  );
}

/** Long enough for the window to have looked, and to have written what it would write. */
async function theWindowHasLooked(): Promise<void> {
  const now = new Date();
  fs.utimesSync(orchestratorFile('project_alpha_journal.jsonl'), now, now);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

function taskOf(context: StoredContext, id: string): { id: string; description?: string } {
  const found = context.active_tasks.find((task) => task.id === id);
  assert.ok(found, id);
  return found;
}

describe('an edit of the context file by a person or a script', () => {
  before(async () => {
    // The first act begins the journal, which takes over what was there.
    await run('atlas.addObjective', { description: 'Sign in without passwords' });
  });

  it('is shown, becomes one event that says what changed, and is not written over', async () => {
    const context = readContext(file());
    taskOf(context, 'TASK_025').description = 'Implement Auth0 integration, by hand';
    context.active_tasks.push({ id: 'TASK_030', description: 'Written by a script' } as {
      id: string;
    });
    // As nobody but a person would write it.
    const saved = `${JSON.stringify(context, undefined, 7)}\n\n`;
    fs.writeFileSync(file(), saved);

    await shows('Written by a script');
    await shows('Implement Auth0 integration, by hand');
    await until('the journal has it', () => edits().length > 0);
    await theWindowHasLooked();
    assert.equal(text(), saved);
    assert.deepEqual(
      edits().map(({ data }) => data),
      [
        {
          changes: [
            {
              op: 'set',
              kind: 'task',
              id: 'TASK_025',
              path: ['description'],
              was: 'Implement Auth0 integration',
              value: 'Implement Auth0 integration, by hand',
            },
            {
              op: 'add',
              list: 'active_tasks',
              item: { id: 'TASK_030', description: 'Written by a script' },
            },
          ],
        },
      ],
    );
  });

  it('is kept by the next act, whose ids go on after its own', async () => {
    const task = await run('atlas.addTask', { description: 'By the window' });
    assert.equal(task['id'], 'TASK_031');
    const after = readContext(file());
    assert.deepEqual(
      after.active_tasks.map(({ id }) => id),
      ['TASK_025', 'TASK_030', 'TASK_031'],
    );
    assert.equal(taskOf(after, 'TASK_025').description, 'Implement Auth0 integration, by hand');
    assert.equal(edits().length, 1);
  });

  it('is kept together with what was done while its editor was open', async () => {
    const context = readContext(file());
    await run('atlas.addTask', { description: 'Meanwhile' });
    taskOf(context, 'TASK_030').description = 'Written by a slow script';
    fs.writeFileSync(file(), JSON.stringify(context, undefined, 2));
    await shows('Written by a slow script');
    await shows('Meanwhile');
    await until('the journal has it', () => edits().length === 2);
    await run('atlas.recordInsight', { text: 'Editors are slow' });
    const after = readContext(file());
    assert.equal(taskOf(after, 'TASK_030').description, 'Written by a slow script');
    assert.equal(taskOf(after, 'TASK_032').description, 'Meanwhile');
  });

  it('in an editor of this window is kept too, and the editor follows the next act', async () => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file()));
    await vscode.window.showTextDocument(document);
    const at = document.getText().indexOf('Written by a slow script');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(at), 'Still ');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await document.save());
    await shows('Still Written by a slow script');
    await theWindowHasLooked();
    assert.equal(document.isDirty, false);
    assert.equal(text(), document.getText());
    await run('atlas.recordInsight', { text: 'Editors follow' });
    await until('the editor shows what was learnt', () =>
      document.getText().includes('Editors follow'),
    );
    assert.equal(document.isDirty, false);
    assert.match(document.getText(), /Still Written by a slow script/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});

describe('a context file that cannot be read for a while', () => {
  let whole = '';

  beforeEach(() => {
    whole = text();
  });

  afterEach(() => {
    fs.writeFileSync(file(), whole);
  });

  it('leaves the last good state on screen, tells it once with a link, and is not written over', async () => {
    const faults = listenToFaults('Open File');
    try {
      const before = [await rows('objectives'), await rows('agents')];
      const events = journal().length;
      const broken = whole.replace('"active_tasks":', '"active_tasks"');
      const line = whole.slice(0, whole.indexOf('"active_tasks"')).split('\n').length;
      fs.writeFileSync(file(), broken);
      await until('it is told', () => faults.told.length > 0);
      for (const more of [' ', '  ', '   ']) {
        fs.writeFileSync(file(), broken + more);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      await theWindowHasLooked();
      const [notice, ...others] = faults.told;
      assert.deepEqual(others, []);
      assert.match(notice?.message ?? '', /project_alpha_context\.json is not valid JSON at line/);
      assert.deepEqual(notice?.buttons, ['Open File', 'Repair Files…']);
      assert.deepEqual([await rows('objectives'), await rows('agents')], before);
      assert.equal(text(), `${broken}   `);

      await until('the file is open, at the place', () => {
        const editor = vscode.window.activeTextEditor;
        const shown = (editor?.selection.active.line ?? -10) + 1;
        return editor?.document.uri.fsPath === file() && shown === line;
      });
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');

      await assert.rejects(run('atlas.addTask', { description: 'Not now' }), /not valid JSON/);
      assert.equal(text(), `${broken}   `);
      assert.equal(journal().length, events);

      fs.writeFileSync(file(), whole);
      await until('it can be read again', () =>
        run('atlas.showStatus').then(
          () => true,
          () => false,
        ),
      );
      await theWindowHasLooked();
      assert.equal(faults.told.length, 1);
      assert.equal(text(), whole);
      assert.equal(journal().length, events);
    } finally {
      faults.forget();
    }
  });

  it('is not told of at all when the next save mends it', async () => {
    const faults = listenToFaults();
    try {
      fs.writeFileSync(file(), whole.slice(0, -20));
      await until('it cannot be read', () =>
        run('atlas.showStatus').then(
          () => false,
          () => true,
        ),
      );
      fs.writeFileSync(file(), whole);
      await theWindowHasLooked();
      assert.deepEqual(faults.told, []);
    } finally {
      faults.forget();
    }
  });

  it('is told of again when it breaks again later', async () => {
    const faults = listenToFaults();
    try {
      fs.writeFileSync(file(), '{}');
      await until('it is told', () => faults.told.length === 1);
      assert.match(faults.told[0]?.message ?? '', /project_alpha_context\.json, line 1: /);
      fs.writeFileSync(file(), whole);
      await theWindowHasLooked();
      assert.equal((await run<{ project: string }>('atlas.showStatus')).project, 'project_alpha');
    } finally {
      faults.forget();
    }
  });
});
