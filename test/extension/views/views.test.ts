import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AtlasNode } from '../../../src/extension/host/atlasNode';
import { nodesOf } from '../support/treeNodes';
import {
  atlas,
  listenToNotices,
  orchestratorFile,
  readContext,
  root,
  rows,
  run,
  until,
  type Row,
} from '../support/window';

interface Item {
  readonly id: string;
  readonly [key: string]: unknown;
}

const context = () => readContext(orchestratorFile('project_alpha_context.json'));
const trees = () => atlas().exports.trees;

/** The row of the view "Objectives" that says this, wherever it hangs. */
async function rowSaying(words: string): Promise<Row | undefined> {
  const find = (all: readonly Row[]): Row | undefined =>
    all.find(([label]) => label === words) ??
    all.map(([, , ...below]) => find(below)).find((each) => each !== undefined);
  return find(await rows('objectives'));
}

async function says(words: string, description: string): Promise<void> {
  await until(
    `${words}: ${description}`,
    async () => (await rowSaying(words))?.[1] === description,
  );
}

describe('arranging tasks by commands with arguments', () => {
  before(async () => {
    for (const description of ['Plan the move', 'Move', 'Tell people']) {
      await run('atlas.addTask', { description });
    }
  });

  it('says what a task waits for, and refuses a circle', async () => {
    const task = await run<Item>('atlas.dependOn', { task: 'TASK_027', on: ['TASK_026'] });
    assert.deepEqual(task['depends_on'], ['TASK_026']);
    await says('Move', 'TASK_027 · waits for TASK_026');
    await assert.rejects(
      run('atlas.dependOn', { task: 'TASK_026', on: ['TASK_027'] }),
      /cannot wait for TASK_027, which waits for it: TASK_026 → TASK_027 → TASK_026/,
    );
  });

  it('says that a task waits in vain', async () => {
    await run('atlas.cancelTask', { task: 'TASK_026', reason: 'No need' });
    await says('Move', 'TASK_027 · blocked: TASK_026 was given up');
    const reopened = await run<Item>('atlas.reopenTask', { task: 'TASK_026' });
    assert.equal(reopened['status'], 'pending');
  });

  it('starts, fails, and sets any status', async () => {
    assert.equal((await run<Item>('atlas.startTask', { task: '26' }))['status'], 'active');
    const failed = await run<Item>('atlas.failTask', { task: '26', reason: 'Too hard' });
    assert.equal(failed['outcome'], 'Too hard');
    const statuses = [
      ['reopened', 'active'],
      ['completed', 'completed'],
      ['reopened', 'active'],
      ['cancelled', 'cancelled'],
      ['reopened', 'active'],
    ] as const;
    for (const [status, after] of statuses) {
      const task = await run<Item>('atlas.setStatus', { item: 'TASK_026', status, reason: 'x' });
      assert.equal(task['status'], after);
    }
    const objective = await run<Item>('atlas.setStatus', { item: 'OBJ_001', status: 'achieved' });
    assert.equal(objective['status'], 'achieved');
    await says('Migrate authentication to OAuth2', '0/0 · achieved');
    await run('atlas.setStatus', { item: 'OBJ_001', status: 'active' });
    await assert.rejects(
      run('atlas.setStatus', { item: 'OBJ_001', status: 'failed', reason: 'x' }),
      /"failed" is none of OBJ_001/,
    );
  });

  it('rewords, prioritises and moves', async () => {
    await run('atlas.editItem', { item: 'TASK_028', description: 'Tell everybody' });
    await run('atlas.prioritiseTask', { task: 'TASK_028', priority: 'high' });
    await says('Tell everybody', 'TASK_028 · ready · high');
    const moved = await run<Item>('atlas.moveTask', { task: 'TASK_028', objective: 'OBJ_001' });
    assert.equal(moved['objective'], 'OBJ_001');
    await says('Migrate authentication to OAuth2', '0/1');
  });

  it('opens, shows and copies items', async () => {
    assert.equal(await run('atlas.openItem', { item: '28' }), 'TASK_028');
    assert.equal(await run('atlas.findItem', { item: 'TASK_028' }), 'TASK_028');
    const text = await run<string>('atlas.copyAsMarkdown', { items: ['OBJ_001', 'TASK_028'] });
    assert.match(text, /^# OBJ_001 · Migrate authentication to OAuth2\n/);
    assert.match(text, /\n- TASK_028 \(pending\): Tell everybody\n/);
    assert.match(text, /\n# TASK_028 · Tell everybody\n/);
    const page = vscode.Uri.from({
      scheme: 'atlas',
      path: `/${path.basename(root())}/OBJ_001.md`,
      query: vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? '',
    });
    const shown = await vscode.workspace.openTextDocument(page);
    assert.match(shown.getText(), /\n- \[TASK_028\]\(TASK_028\.md\) \(pending\): Tell everybody\n/);
    await run('atlas.startTask', { task: 'TASK_028' });
    await until('the page is true', () => shown.getText().includes('(active): Tell everybody'));
  });
});

describe('the view Objectives', () => {
  afterEach(async () => {
    await run('atlas.clearFilter');
    await run('atlas.sortObjectives', { sort: 'id' });
  });

  it('is sorted by what needs somebody, or by what is urgent', async () => {
    await run('atlas.moveTask', { task: 'TASK_026', objective: 'OBJ_001' });
    await run('atlas.moveTask', { task: 'TASK_027', objective: 'OBJ_001' });
    await run('atlas.prioritiseTask', { task: 'TASK_027', priority: 'critical' });
    const ids = async (): Promise<string[]> => {
      const [, , ...tasks] = (await rowSaying('Migrate authentication to OAuth2')) ?? ['', ''];
      return tasks.map(([, words]) => words.slice(0, 8));
    };
    assert.deepEqual(await ids(), ['TASK_026', 'TASK_027', 'TASK_028']);
    await run('atlas.sortObjectives', { sort: 'priority' });
    assert.deepEqual(await ids(), ['TASK_027', 'TASK_028', 'TASK_026']);
    await run('atlas.sortObjectives', { sort: 'state' });
    assert.deepEqual(await ids(), ['TASK_026', 'TASK_028', 'TASK_027']);
  });

  it('is filtered by words, says so, and how to see all again', async () => {
    const all = (await rows('objectives')).length;
    await run('atlas.filterObjectives', { text: 'EVERYBODY' });
    const shown = await rows('objectives');
    assert.deepEqual(
      shown.map(([, , ...tasks]) => tasks.map(([label]) => label)),
      [['Tell everybody']],
    );
    assert.match(trees().message ?? '', /Only what has "EVERYBODY" is shown\. Clear Filter/);
    assert.equal(await trees().reveal(firstOrchestration(await children()), 'TASK_027'), false);
    await run('atlas.clearFilter');
    assert.equal((await rows('objectives')).length, all);
    assert.equal(trees().message, '');
  });

  it('hides what is completed', async () => {
    await run('atlas.hideCompleted');
    const text = JSON.stringify(await rows('objectives'));
    assert.doesNotMatch(text, /completed"/);
    assert.match(text, /Tell everybody/);
    assert.match(trees().message ?? '', /What is completed is hidden/);
    await run('atlas.showCompleted');
    assert.match(JSON.stringify(await rows('objectives')), /TASK_001 · completed/);
  });

  it('takes tasks that are dragged onto an objective, a task, and nothing', async () => {
    await run('atlas.addObjective', { description: 'Another' });
    const drop = async (what: string, onto: string | undefined): Promise<void> => {
      const { token } = new vscode.CancellationTokenSource();
      const dragged = new vscode.DataTransfer();
      const target = onto === undefined ? undefined : await node(onto);
      await trees().dragAndDrop.handleDrag?.([await node(what)], dragged, token);
      await trees().dragAndDrop.handleDrop?.(target, dragged, token);
    };
    const objectiveOf = (id: string): unknown =>
      (context().active_tasks as unknown as Item[]).find((task) => task.id === id)?.['objective'];
    await drop('TASK_028', 'OBJ_002');
    assert.equal(objectiveOf('TASK_028'), 'OBJ_002');
    await drop('TASK_028', 'TASK_027');
    assert.equal(objectiveOf('TASK_028'), 'OBJ_001');
    await drop('TASK_028', undefined);
    assert.equal(objectiveOf('TASK_028'), undefined);
    await drop('OBJ_002', 'TASK_027');
    assert.equal(objectiveOf('TASK_027'), 'OBJ_001');
  });

  it('puts tasks where they are dropped, moved by a row, or said to stand', async () => {
    await run('atlas.addObjective', { description: 'In order' });
    const ids = ['TASK_029', 'TASK_030', 'TASK_031', 'TASK_032'];
    for (const id of ids) await run('atlas.addTask', { description: id, objective: 'OBJ_003' });
    const stand = async (...numbers: number[]): Promise<void> => {
      const expected = numbers.map((number) => `TASK_0${number}`);
      await until(`they stand as ${numbers.join(' ')}`, async () => {
        const [, , ...below] = (await rowSaying('In order')) ?? ['', ''];
        return below.map(([label]) => label).join() === expected.join();
      });
    };
    const drop = async (onto: string, ...what: string[]): Promise<void> => {
      const { token } = new vscode.CancellationTokenSource();
      const dragged = new vscode.DataTransfer();
      const sources = await Promise.all(what.map(node));
      await trees().dragAndDrop.handleDrag?.(sources, dragged, token);
      await trees().dragAndDrop.handleDrop?.(await node(onto), dragged, token);
    };
    await stand(29, 30, 31, 32);
    await drop('TASK_030', 'TASK_032');
    await stand(29, 32, 30, 31);
    await drop('TASK_031', 'TASK_032', 'TASK_029');
    await stand(30, 31, 29, 32);
    const moved = await run<Item>('atlas.moveTask', { task: 'TASK_032', before: 'TASK_030' });
    assert.equal(moved.id, 'TASK_032');
    await stand(32, 30, 31, 29);
    await run('atlas.moveTaskUp', { task: '29' });
    await stand(32, 30, 29, 31);
    await run('atlas.moveTaskDown', { task: '32' });
    await stand(30, 32, 29, 31);
    // From the menu, with several rows selected.
    const rowsOf = [await node('TASK_029'), await node('TASK_032')];
    await vscode.commands.executeCommand('atlas.moveTaskUp', rowsOf[0], rowsOf);
    await stand(32, 29, 30, 31);
    await assert.rejects(run('atlas.moveTask', { task: '29', before: '99' }), /TASK_099/);
    await assert.rejects(run('atlas.moveTask', { task: '29', before: '1', after: '2' }), /one of/);
    await assert.rejects(run('atlas.moveTaskUp', {}), /task/);
  });

  it('offers to show the order by hand where the view is sorted otherwise', async () => {
    await run('atlas.sortObjectives', { sort: 'state' });
    const notices = listenToNotices();
    try {
      await vscode.commands.executeCommand('atlas.moveTaskDown', await node('TASK_029'));
    } finally {
      notices.forget();
      await run('atlas.sortObjectives', { sort: 'id' });
    }
    assert.deepEqual(
      notices.told.map(({ buttons }) => buttons),
      [['Show the Order by Hand']],
    );
  });

  it('shows the beginning of a long list, and more when asked', async () => {
    await run('atlas.addObjective', { description: 'Long' });
    for (let at = 0; at < 205; at += 1) {
      await run('atlas.addTask', { description: `Step ${at}`, objective: 'OBJ_004' });
    }
    // Not by `rows`, which asks for more until nothing is left.
    const shown = async (): Promise<string[]> => {
      const { objectives } = trees();
      const below = (await objectives.getChildren(await node('OBJ_004'))) ?? [];
      const items = below.map(async (each) => objectives.getTreeItem(each));
      return (await Promise.all(items)).map(({ label, description }) =>
        [label, description].map(String).join(' '),
      );
    };
    await until('more are there than are shown', async () => (await shown()).length === 201);
    await until('how many', async () => (await shown()).at(-1) === 'Show more… 5 further');
    assert.equal(await trees().reveal(firstOrchestration(await children()), 'TASK_236'), true);
    assert.equal((await shown()).length, 205);
  }).timeout(120_000);
});

async function children(): Promise<readonly AtlasNode[]> {
  return (await trees().objectives.getChildren()) ?? [];
}

function firstOrchestration(nodes: readonly AtlasNode[]): AtlasNode['orchestration'] {
  return nodes[0]?.orchestration ?? assert.fail('no row');
}

async function node(id: string): Promise<AtlasNode> {
  const found = (await nodesOf('objectives')).find(({ item }) =>
    item.kind === 'task'
      ? item.task.id === id
      : item.kind === 'objective' && item.objective?.id === id,
  );
  return found ?? assert.fail(`no row of ${id}`);
}
