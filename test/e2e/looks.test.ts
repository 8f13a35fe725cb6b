import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  giveRoom,
  indicator,
  indicatorSays,
  openPage,
  pageSays,
  restOn,
  row,
  rowAtRest,
  rowSays,
} from './support/atlasWindow';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Theme, type Workbench } from './support/workbench';

const themes: Theme[] = [
  'Default Dark Modern',
  'Default Light Modern',
  'Default High Contrast',
  'Default High Contrast Light',
];

for (const theme of themes) {
  const name = theme.toLowerCase().replaceAll(' ', '-');

  describe(`the views in the theme ${theme}`, () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench({
        workspace: copyOfFixture('../../examples/storefront'),
        theme,
      });
      await workbench.openView('Objectives');
    });

    after(async () => {
      await workbench.dispose();
    });

    it('show the example, with the page and the tooltip of its status', async () => {
      await giveRoom(workbench, 'Objectives');
      await rowSays(workbench, 'Objectives', /Welcome back ?See what happened since/);
      await rowSays(workbench, 'Objectives', /Settle who is on call .* ?TASK_015 · ready · high/);
      await rowSays(workbench, 'Objectives', /Rehearse the switch on staging ?TASK_008 · reported/);
      await workbench.screenshot(`look-${name}-objectives`);
      await giveRoom(workbench);
      await rowSays(workbench, 'Agents', /AGENT_0006 developer ?ended without a report/);
      await rowSays(workbench, 'Decisions & Insights', /Do we switch before .* ?DEC_004 · since/);
      await indicatorSays(workbench, /Session 6 ended · 0 running · 5 need you/);
      await until('what waits is offered', 30_000, async () =>
        (await workbench.notifications()).some((told) => told.includes('Waiting for you')),
      );
      await workbench.screenshot(`look-${name}`);
      await workbench.command('Notifications: Clear All Notifications');
      await workbench.command('Atlas: Show Status');
      await pageSays(workbench, 'Storefront sign-in');
      await indicator(workbench).hover();
      await workbench.page.locator('.monaco-hover', { hasText: 'Resume Orchestration' }).waitFor();
      await workbench.screenshot(`look-${name}-status`);
      await workbench.page.keyboard.press('Escape');
    });

    it('lead from page to page', async () => {
      await openPage(workbench, 'Objectives', 'Welcome back', 'Still waiting from before');
      const frame = workbench.page
        .frameLocator('iframe.webview:visible')
        .frameLocator('#active-frame');
      await frame.getByRole('link', { name: 'DEC_004' }).first().click();
      // The briefing has the words of the decision as well, but not its title.
      await pageSays(workbench, 'DEC_004 · Do we switch');
      await workbench.screenshot(`look-${name}-decision`);
      await until('it is offered once', 10_000, async () =>
        (await workbench.rows('Objectives')).every((each) => !each.includes('Welcome back')),
      );
    });

    it('show what a row stands for while the pointer rests on it', async () => {
      const hover = workbench.page.locator('.monaco-hover', { hasText: 'Timebox: 60 min' });
      await restOn(workbench, await rowAtRest(workbench, 'Agents', 'AGENT_0011'), hover);
      await workbench.screenshot(`look-${name}-row`);
    });

    it('are walked through by keyboard alone', async () => {
      for (const view of ['Objectives', 'Agents', 'Decisions & Insights']) {
        await workbench.openView(view);
        const tree = workbench.view(view).locator('.monaco-list');
        await workbench.page.keyboard.press('Home');
        const focused = tree.locator('.monaco-list-row.focused');
        await focused.waitFor();
        const first = await focused.getAttribute('aria-label');
        await workbench.page.keyboard.press('ArrowDown');
        await until(`${view}: the focus moves`, 10_000, async () => {
          const now = await focused.getAttribute('aria-label');
          return now !== null && now !== first;
        });
        await workbench.screenshot(`look-${name}-keys-${view.split(' ')[0]?.toLowerCase() ?? ''}`);
      }
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.press('ArrowUp');
      await workbench.page.keyboard.press('ArrowRight');
      await rowSays(workbench, 'Decisions & Insights', /Clearing the session store takes/);
      await workbench.screenshot(`look-${name}-insights`);
    });
  });
}

describe('the view Objectives, sorted and filtered', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: copyOfFixture('../../examples/storefront') });
    await workbench.openView('Objectives');
    await giveRoom(workbench, 'Objectives');
    await rowSays(workbench, 'Objectives', /Settle who is on call/);
  });

  after(async () => {
    await workbench.dispose();
  });

  it('says what is left out, and keeps it when the window is opened again', async () => {
    await workbench.command('Atlas: Hide Completed');
    await workbench.command('Atlas: Filter Objectives…');
    await workbench.quickInput('switch');
    const message = workbench.view('Objectives').getByText('has "switch" is shown');
    await message.waitFor();
    await workbench.command('Atlas: Sort Tasks…');
    await workbench.pick('By priority: the most urgent first');
    await until('it is sorted', 10_000, async () => {
      const rows = await workbench.rows('Objectives');
      const at = (words: string): number => rows.findIndex((each) => each.includes(words));
      return at('TASK_015') >= 0 && at('TASK_015') < at('TASK_008');
    });
    await workbench.screenshot('look-filtered');
    await workbench.reload();
    await workbench.openView('Objectives');
    await message.waitFor();
    await rowSays(workbench, 'Objectives', /TASK_015 · ready · high/);
    assert.ok((await workbench.rows('Objectives')).every((each) => !each.includes('completed')));
    await workbench.command('Atlas: Clear Filter');
    await rowSays(workbench, 'Objectives', /TASK_001 · completed/);
  });

  it('finds any item by a part of its words', async () => {
    await workbench.command('Atlas: Find Item…');
    await workbench.page.locator('.quick-input-widget input.input').fill('session store');
    await until('it is found', 10_000, async () =>
      (await workbench.picks()).some((each) => each.includes('Clearing the session store')),
    );
    await workbench.screenshot('look-find');
    await workbench.page.keyboard.press('Enter');
    await workbench
      .view('Decisions & Insights')
      .locator('.monaco-list-row.selected', { hasText: 'Clearing the session store' })
      .waitFor();
  });

  it('takes a task that is dragged onto another objective', async () => {
    await workbench.command('Atlas: Filter Objectives…');
    await workbench.quickInput('switch');
    await giveRoom(workbench, 'Objectives');
    await workbench.view('Objectives').getByText('has "switch" is shown').waitFor();
    await row(workbench, 'Objectives', 'Write down what the switch').scrollIntoViewIfNeeded();
    const task = await rowAtRest(workbench, 'Objectives', 'Write down what the switch');
    const runbook = row(workbench, 'Objectives', 'Write the runbook for the');
    await task.dragTo(runbook, { steps: 20 });
    await until('it is there', 10_000, async () =>
      (await workbench.rows('Objectives')).every((each) => !each.includes('without an objective')),
    );
  });
});

describe('the views where there is little to show', () => {
  let workbench: Workbench;

  afterEach(async () => {
    await workbench.dispose();
  });

  it('lead somebody new through five steps with pictures', async () => {
    workbench = await openWorkbench({ workspace: copyOfFixture('empty') });
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.pick('Get Started with Atlas');
    const steps = workbench.page.locator('.getting-started-step');
    await steps.first().waitFor({ timeout: 30_000 });
    assert.equal(await steps.count(), 5);
    for (const title of ['Say what is to be achieved', 'Judge what came back']) {
      await steps.filter({ hasText: title }).first().click();
      await workbench.page.waitForTimeout(1_500);
      await workbench.screenshot(`look-walkthrough-${title.split(' ')[0]?.toLowerCase() ?? ''}`);
    }
  });

  it('show the orchestration in restricted mode, and offer nothing that writes', async () => {
    const workspace = copyOfFixture('../../examples/storefront');
    workbench = await openWorkbench({ workspace, trust: false });
    await workbench.openView('Objectives');
    await rowSays(workbench, 'Objectives', /Implement the sign-in adapter/);
    await workbench.screenshot('look-restricted');
    const toolbar = workbench
      .view('Objectives')
      .locator('.pane-header .action-label[aria-label^="Add Objective"]');
    assert.equal(await toolbar.and(workbench.page.locator(':not(.disabled)')).count(), 0);
  });

  it('say what is wrong with a file that cannot be read, and leave it as it is', async () => {
    const workspace = copyOfFixture('process-document');
    const file = path.join(workspace, '.atlas', 'orchestrator', 'project_alpha_context.json');
    fs.writeFileSync(
      file,
      fs.readFileSync(file, 'utf8').replace('"objectives": [', '"objectives": '),
    );
    const broken = fs.readFileSync(file, 'utf8');
    workbench = await openWorkbench({ workspace });
    await workbench.openView('Objectives');
    const welcome = workbench.view('Objectives').getByText('cannot be read');
    await welcome.waitFor();
    await workbench
      .view('Objectives')
      .locator('.monaco-button', { hasText: 'Show What Is Wrong' })
      .click();
    const sentence = /project_alpha_context\.json is not valid JSON at line \d+/;
    await until('the fault is told', 30_000, async () =>
      (await workbench.notifications()).some((told) => sentence.test(told)),
    );
    await workbench.screenshot('look-damaged');
    await workbench.press('Open File');
    await workbench.page.locator('.tab', { hasText: 'project_alpha_context.json' }).waitFor();
    assert.equal(fs.readFileSync(file, 'utf8'), broken);
  });
});
