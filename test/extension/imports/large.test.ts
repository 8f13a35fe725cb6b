import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { TASKS, writeLargeContext } from '../support/large';
import {
  cli,
  orchestratorFile,
  readContext,
  readJournal,
  root,
  rows,
  run,
  until,
} from '../support/window';

const contextFile = (): string => orchestratorFile('payments_migration_context.json');
const journal = () => readJournal(orchestratorFile('payments_migration_journal.jsonl'));
const written = (words: string): boolean => fs.readFileSync(contextFile(), 'utf8').includes(words);

async function shows(words: string): Promise<void> {
  await until(`the tree shows ${words}`, async () =>
    JSON.stringify(await rows('objectives')).includes(words),
  );
}

describe('a window on 5,000 tasks', function () {
  this.timeout(60_000);
  let before = 0;

  it('takes them over from another orchestration, and shows them', async () => {
    before = readContext(contextFile()).active_tasks.length;
    writeLargeContext(path.join(root(), 'large_context.json'));
    const { added } = await run<{ added: { tasks: number } }>('atlas.importContext', {
      path: 'large_context.json',
    });
    assert.equal(added.tasks, TASKS);
    await shows(`Task number ${TASKS}.`);
    await until('the context file has them', () => written(`Task number ${TASKS}.`));
    assert.ok(fs.statSync(contextFile()).size > 1_000_000);
  });

  it('does not wait for the context file, which follows soon', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const began = Date.now();
    for (let n = 1; n <= 5; n += 1) {
      await run('atlas.addTask', { description: `Act ${n} of several` });
    }
    const acted = Date.now();
    assert.equal(written('of several'), false);
    assert.match(JSON.stringify(journal().at(-1)), /Act 5 of several/);
    await until('the context file has them all', () => written('Act 5 of several'));
    const current = Date.now();
    delay.disable();
    console.log(
      `5 acts: ${acted - began} ms; context file current after ${current - acted} ms; ` +
        `longest pause ${Math.round(delay.max / 1e6)} ms`,
    );
    assert.equal(readContext(contextFile()).active_tasks.length, before + TASKS + 5);
  });

  it('keeps an edit by hand, and what the command line adds', async () => {
    const text = fs.readFileSync(contextFile(), 'utf8');
    fs.writeFileSync(contextFile(), text.replace('Task number 17.', 'Task number 17, edited.'));
    await shows('Task number 17, edited.');
    assert.equal(cli('task', 'Of the command line').status, 0);
    await shows('Of the command line');
    assert.equal(journal().filter(({ type }) => type === 'contextEdited').length, 1);
  });

  it('closes right after an act that the context file does not have yet', async () => {
    await run('atlas.addTask', { description: 'The last act' });
    assert.equal(written('The last act'), false);
  });
});
