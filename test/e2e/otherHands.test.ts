import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commitAll, git, gitAt, makeRepository, put } from '../node/support/repository';
import { giveRoom, indicatorSays, pageSays, pressWelcome, rowSays } from './support/atlasWindow';
import { atlas, atlasWith } from './support/otherHands';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';
import { stations } from '../support/stations';

async function notified(workbench: Workbench, words: RegExp): Promise<void> {
  await until(`a notification says ${words.source}`, 30_000, async () =>
    (await workbench.notifications()).some((told) => words.test(told)),
  );
}

/** A notification slides in: for a picture only. */
async function comesToRest(): Promise<void> {
  await delay(500);
}

describe('a context of the older layout, by hand', () => {
  const project = copyOfFixture('older-layout');
  const orchestrator = path.join(project, '.atlas', 'orchestrator');
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: project });
  });

  after(async () => {
    await workbench.dispose();
  });

  it('is offered, and taken over by one button', async () => {
    const before = fs.readFileSync(path.join(orchestrator, 'context.json'));
    await workbench.openView('Objectives');
    await workbench.view('Objectives').getByText('A context of an older Atlas layout').waitFor();
    await workbench.screenshot('import-1-offered');
    await pressWelcome(workbench, 'Objectives', 'Import It');
    await rowSays(workbench, 'Objectives', /Migrate authentication to OAuth2/);
    await rowSays(workbench, 'Agents', /AGENT_0001/);
    await notified(workbench, /^Imported 12 items into Payments migration\.$/);
    await workbench.screenshot('import-2-taken-over');
    assert.deepEqual(fs.readFileSync(path.join(orchestrator, 'context.json')), before);
  });

  it('is kept up to date by the packaged extension when it is large, too', async () => {
    const file = path.join(orchestrator, 'payments_migration_context.json');
    atlasWith('A long insight. '.repeat(100_000), project, 'insight', '-');
    assert.ok(fs.statSync(file).size > 1_000_000);
    await workbench.command('Atlas: Add Objective…');
    await workbench.quickInput('Written by a thread');
    await rowSays(workbench, 'Objectives', /Written by a thread/);
    await until('the context file has it', 10_000, () =>
      Promise.resolve(fs.readFileSync(file, 'utf8').includes('Written by a thread')),
    );
  });
});

describe('what other hands did, by hand: the briefing, an unreadable file, a repair', function () {
  stations(this);

  const project = copyOfFixture('storefront');
  const contextFile = path.join(project, '.atlas/orchestrator/storefront_sign_in_context.json');
  const journalFile = path.join(project, '.atlas/orchestrator/storefront_sign_in_journal.jsonl');
  let workbench: Workbench;

  before(async () => {
    whileNobodyLooked(project);
    workbench = await openWorkbench({
      workspace: project,
      settings: { 'files.autoSave': 'off' }, // In a browser VS Code saves by itself.
    });
    await workbench.openView('Objectives');
    await giveRoom(workbench, 'Objectives');
  });

  after(async () => {
    await workbench.dispose();
  });

  it('tells it when resumed', async () => {
    await rowSays(workbench, 'Objectives', /Write the runbook/);
    await workbench.command('Atlas: Resume Orchestration');
    await pageSays(workbench, 'Session 5 is going on');
    await pageSays(workbench, 'Waiting for your decision');
    await pageSays(workbench, 'Rename the switch');
    await indicatorSays(workbench, /Session 5 ·/);
    await workbench.screenshot('briefing-dark');
    const page = workbench.page
      .frameLocator('iframe.webview:visible')
      .frameLocator('#active-frame')
      .locator('body');
    await page.getByText('What to do next').scrollIntoViewIfNeeded();
    await workbench.screenshot('briefing-dark-end');
    await page.getByText('You were last here').scrollIntoViewIfNeeded();
  });

  it('tells it in a light theme as well', async () => {
    const settings = path.join(project, '.vscode', 'settings.json');
    const now = JSON.parse(fs.readFileSync(settings, 'utf8')) as object;
    fs.writeFileSync(
      settings,
      JSON.stringify({ ...now, 'workbench.colorTheme': 'Default Light Modern' }),
    );
    await workbench.page.locator('.monaco-workbench.vs').waitFor({ timeout: 30_000 });
    await workbench.screenshot('briefing-light');
  });

  it('keeps the last good state while a file cannot be read, and says so once', async () => {
    const whole = fs.readFileSync(contextFile, 'utf8');
    const sentence = /storefront_sign_in_context\.json is not valid JSON at line \d+/;
    fs.writeFileSync(contextFile, whole.replace('"active_tasks": [', '"active_tasks": '));
    await notified(workbench, sentence);
    await workbench.view('Objectives').getByText('is not valid JSON at line').waitFor();
    await rowSays(workbench, 'Objectives', /Implement the sign-in adapter/);
    await comesToRest();
    await workbench.screenshot('unreadable-1-told');
    await workbench.press('Open File');
    await workbench.page.locator('.editor-container .squiggly-error').first().waitFor();
    await workbench.screenshot('unreadable-2-opened');
    fs.writeFileSync(contextFile, whole);
    await workbench
      .view('Objectives')
      .getByText('is not valid JSON')
      .waitFor({ state: 'detached' });
    await workbench.screenshot('unreadable-3-mended');
  });

  it('underlines a value of the wrong kind in the context file, and says what is expected', async () => {
    const { page } = workbench;
    const { keyboard } = page;
    await page.locator('.monaco-editor .view-lines').first().click();
    await keyboard.press('Control+Home');
    for (const key of ['ArrowDown', 'End', 'ArrowLeft']) await keyboard.press(key);
    for (const _ of '"Storefront sign-in"') await keyboard.press('Shift+ArrowLeft');
    await keyboard.type('5');
    const squiggle = page.locator('.editor-container .squiggly-warning').first();
    await squiggle.waitFor();
    await squiggle.hover({ force: true });
    await page.locator('.monaco-hover', { hasText: 'Expected "string"' }).waitFor();
    await workbench.screenshot('schema-squiggle');
    await workbench.command('File: Revert File');
    await squiggle.waitFor({ state: 'detached' });
    await workbench.command('View: Close All Editors');
  });

  it('offers to repair a journal that was cut off, and keeps the damaged file', async () => {
    const lines = fs.readFileSync(journalFile, 'utf8').split('\n');
    fs.writeFileSync(journalFile, `${lines.slice(0, -3).join('\n')}\n`);
    await notified(workbench, /storefront_sign_in_journal\.jsonl lacks events/);
    await comesToRest();
    await workbench.screenshot('repair-1-told');
    await workbench.press('Repair Files…');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Repair the files of this orchestration?').waitFor();
    await workbench.screenshot('repair-2-asked');
    await dialog.locator('.monaco-button', { hasText: 'Repair' }).click();
    await notified(workbench, /whole events kept/);
    await workbench.view('Objectives').getByText('lacks events').waitFor({ state: 'detached' });
    await rowSays(workbench, 'Objectives', /TASK_003 · completed/);
    await comesToRest();
    await workbench.screenshot('repair-3-done');
    await workbench.press('Show Kept File');
    await workbench.page
      .locator('.explorer-folders-view .monaco-list-row', { hasText: '_journal.damaged.' })
      .waitFor();
    await workbench.screenshot('repair-4-kept');
    const kept = fs.readdirSync(path.join(path.dirname(contextFile), 'local', 'kept'));
    assert.ok(kept.some((name) => name.startsWith('storefront_sign_in_journal.damaged.')));
  });
});

/** A day of agents and colleagues, after the person closed the window. */
function whileNobodyLooked(project: string): void {
  makeRepository(project);
  commitAll(project, 'Sign-in as it was');
  atlas(
    project,
    'complete',
    'TASK_003',
    'The adapter refreshes mobile sessions, behind the switch',
  );
  atlas(project, 'fail', 'TASK_004', 'The export vendor has no machine accounts before January');
  const spawn = (mission: string, type: string, task: string): string => {
    const args = ['spawn', mission, '--type', type, '--task', task, '--json'];
    return (JSON.parse(atlas(project, ...args)) as { data: { id: string } }).data.id;
  };
  const runbook = spawn('Write the runbook for the switch, with a way back', 'advisor', 'TASK_006');
  atlas(
    project,
    ...['report', '--agent', runbook, '--summary', 'The runbook has twelve steps and a way back.'],
    ...['--evidence', 'docs/runbook.md'],
  );
  const review = spawn('Review the adapter for token leaks', 'reviewer', 'TASK_005');
  atlas(
    project,
    ...['report', '--agent', review, '--status', 'escalated'],
    ...['--summary', 'Refresh tokens are logged at debug level: somebody has to decide.'],
  );
  atlas(
    project,
    ...['decision', 'Do we switch before or after the holidays?', '--task', 'TASK_007'],
    ...['--option', 'Before, on a Tuesday', '--option', 'After, in the second week of January'],
  );
  atlas(project, 'insight', 'Debug logs are shipped to a third party', '--category', 'critical');
  const now = (): string => new Date().toISOString();
  put(project, 'docs/runbook.md', '# The switch\n');
  git(project, 'add', '--all');
  gitAt(now(), project, 'commit', '--quiet', '--message=Write the runbook for the switch');
  git(project, 'switch', '--quiet', '--create', 'rename-switch');
  put(project, 'src/switch.js', 'export const useOAuth = false;\n');
  git(project, 'add', '--all');
  gitAt(now(), project, 'commit', '--quiet', '--message=Rename the switch to useOAuth');
  git(project, 'switch', '--quiet', 'main');
}
