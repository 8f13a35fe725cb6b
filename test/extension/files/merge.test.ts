import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { commitAll, git, makeRepository } from '../../node/support/repository';
import {
  cli,
  listenToFaults,
  orchestratorFile,
  readContext,
  readJournal,
  root,
  rows,
  run,
  until,
} from '../support/window';

const contextFile = (): string => orchestratorFile('project_alpha_context.json');
const journal = () => readJournal(orchestratorFile('project_alpha_journal.jsonl'));
const merges = () => journal().filter(({ type }) => type === 'branchesMerged');

async function tree(): Promise<string> {
  return JSON.stringify(await rows('objectives'));
}

function task(...args: string[]): string {
  const { stdout, stderr } = cli('task', ...args, '--json');
  const { data } = JSON.parse(stdout || stderr) as { data: { id: string } };
  return data.id;
}

describe('a git merge while the window is open', function () {
  this.timeout(40_000);
  const faults = listenToFaults();
  /** The id that two tasks got. */
  let same = '';

  before(async () => {
    await run('atlas.addObjective', { description: 'Before the branches' });
    assert.equal(cli('doctor', '--git').status, 0);
    makeRepository(root());
    commitAll(root(), 'Before the branches');
  });

  after(() => {
    faults.forget();
  });

  it('of two branches that both added a task of the same id shows both, with ids of their own', async () => {
    git(root(), 'switch', '--quiet', '--create', 'one');
    const first = task('Of branch one');
    task('Waits for branch one', '--after', first);
    commitAll(root(), 'one');
    await until('the window sees it', async () => (await tree()).includes('Of branch one'));

    git(root(), 'switch', '--quiet', 'main');
    git(root(), 'switch', '--quiet', '--create', 'two');
    await until('the window follows', async () => !(await tree()).includes('Of branch one'));
    const second = task('Of branch two');
    commitAll(root(), 'two');
    assert.equal(second, first);
    same = first;
    await until('the window sees it', async () => (await tree()).includes('Of branch two'));
    assert.deepEqual(merges(), []);

    // The context file is in conflict; the journal is merged line by line.
    assert.throws(() => git(root(), 'merge', '--no-edit', 'one'), /CONFLICT|exit|Command failed/);
    assert.match(fs.readFileSync(contextFile(), 'utf8'), /<<<<<<< /);
    await until('the window shows both', async () =>
      /Of branch one.*Of branch two|Of branch two.*Of branch one/.test(await tree()),
    );
    const words = await tree();
    const shown = words.match(/"(?:Of|Waits for) branch \w+","TASK_\d+/g) ?? [];
    assert.equal(shown.length, 3, words);
    assert.equal(new Set(shown.map((row) => row.slice(row.indexOf('TASK_')))).size, 3, words);
    // Git may still be at work: it is for the next act to settle it.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.deepEqual(merges(), []);
    assert.match(fs.readFileSync(contextFile(), 'utf8'), /<<<<<<< /);
  });

  it('writes down who is who with the next act, and the context file anew', async () => {
    await run('atlas.addTask', { description: 'After the merge' });
    assert.equal(merges().length, 1);
    const { active_tasks: tasks } = readContext(contextFile()) as unknown as {
      active_tasks: { id: string; description: string; depends_on?: string[] }[];
    };
    const idOf = (words: string): string | undefined =>
      tasks.find(({ description }) => description === words)?.id;
    assert.equal(new Set(tasks.map(({ id }) => id)).size, tasks.length);
    assert.ok([idOf('Of branch one'), idOf('Of branch two')].includes(same));
    assert.notEqual(idOf('Of branch one'), idOf('Of branch two'));
    const waiting = tasks.find(({ description }) => description === 'Waits for branch one');
    assert.ok(waiting);
    assert.deepEqual(waiting.depends_on, [idOf('Of branch one')]);
  });

  it('goes on from there: one event of the merge, and nothing to repair', async () => {
    commitAll(root(), 'Merge branch one');
    const next = await run<{ id: string }>('atlas.addTask', { description: 'Later' });
    assert.equal(readContext(contextFile()).active_tasks.at(-1)?.id, next.id);
    assert.equal(merges().length, 1);
    const { data } = JSON.parse(cli('doctor', '--json').stdout) as { data: { healthy: boolean } };
    assert.equal(data.healthy, true);
    const kept = fs.readdirSync(orchestratorFile('local', 'kept'));
    assert.ok(
      kept.some((name) => name.startsWith('project_alpha_context.conflict.')),
      kept.join(),
    );
    assert.deepEqual(faults.told, []);
  });
});
