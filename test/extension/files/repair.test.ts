import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
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

interface Repair {
  done: string[];
  kept: string[];
}

const contextFile = (): string => orchestratorFile('project_alpha_context.json');
const journalFile = (): string => orchestratorFile('project_alpha_journal.jsonl');

async function refused(): Promise<string> {
  try {
    await run('atlas.showStatus');
    return '';
  } catch (error) {
    return String(error);
  }
}

/** Cuts the journal off after some of its lines. */
function cutOff(lines: (all: number) => number): string {
  const whole = fs.readFileSync(journalFile(), 'utf8');
  const all = whole.split('\n').slice(0, -1);
  fs.writeFileSync(journalFile(), `${all.slice(0, lines(all.length)).join('\n')}\n`);
  return whole;
}

describe('a journal that was damaged while the window was open', () => {
  before(async () => {
    await run('atlas.addTask', { description: 'Before the damage' });
    await run('atlas.recordInsight', { text: 'Disks fail' });
  });

  it('says so and refuses to act, with the last good state on screen', async () => {
    const faults = listenToFaults();
    try {
      const trees = await rows('objectives');
      const context = fs.readFileSync(contextFile(), 'utf8');
      cutOff((all) => all - 1);
      const cut = fs.readFileSync(journalFile(), 'utf8');
      await until('it is told', () => faults.told.length > 0);
      assert.match(
        faults.told[0]?.message ?? '',
        /project_alpha_journal\.jsonl lacks events that .*project_alpha_context\.json was written after/,
      );
      assert.deepEqual(faults.told[0]?.buttons, ['Repair Files…']);
      await assert.rejects(run('atlas.addTask', { description: 'Not now' }), /lacks events that/);
      assert.deepEqual(await rows('objectives'), trees);
      assert.equal(fs.readFileSync(contextFile(), 'utf8'), context);
      assert.equal(fs.readFileSync(journalFile(), 'utf8'), cut);
      assert.equal(faults.told.length, 1);
    } finally {
      faults.forget();
    }
  });

  it('is mended by Repair Files, which keeps the damaged file', async () => {
    const trees = await rows('objectives');
    const cut = fs.readFileSync(journalFile(), 'utf8');
    const { done, kept } = await run<Repair>('atlas.repairFiles', {});
    assert.equal(done.length, 1, done.join(' '));
    const journals = kept.filter((file) => file.includes('project_alpha_journal.damaged.'));
    assert.equal(journals.length, 1, kept.join(' '));
    assert.match(journals[0] ?? '', /^\.atlas\/orchestrator\/local\/kept\//);
    assert.equal(fs.readFileSync(path.join(root(), journals[0] ?? ''), 'utf8'), cut);
    assert.deepEqual(await rows('objectives'), trees);
    assert.equal(await refused(), '');
    assert.equal((await run('atlas.addTask', { description: 'After' }))['description'], 'After');
    assert.ok(readContext(contextFile()).key_insights.includes('Disks fail'));
    assert.equal(
      readJournal(journalFile()).filter(({ type }) => type === 'journalMended').length,
      1,
    );
    assert.equal(cli('doctor').status, 0);
  });

  it('with a line that is not as it was written is mended as well', async () => {
    const whole = fs.readFileSync(journalFile(), 'utf8');
    const at = whole.lastIndexOf('After');
    fs.writeFileSync(journalFile(), `${whole.slice(0, at)}Alter${whole.slice(at + 5)}`);
    await until('acts are refused', async () => (await refused()) !== '');
    await assert.rejects(
      run('atlas.addTask', { description: 'x' }),
      /project_alpha_journal\.jsonl/,
    );
    const { kept } = await run<Repair>('atlas.repairFiles', {});
    assert.ok(kept.length > 0);
    assert.match(JSON.stringify(await rows('objectives')), /"After"/);
    assert.equal(await refused(), '');
  });

  it('and is nothing to repair afterwards', async () => {
    assert.deepEqual(await run<Repair>('atlas.repairFiles', {}), { done: [], kept: [] });
  });

  it('gives a context back that was deleted', async () => {
    const trees = await rows('objectives');
    fs.rmSync(contextFile());
    await until('the window wrote it anew', () => fs.existsSync(contextFile()));
    assert.deepEqual(await rows('objectives'), trees);
  });
});
