import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { indicator, indicatorSays, pageSays, row, rowSays } from './support/atlasWindow';
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
      await rowSays(workbench, 'Objectives', /Implement the sign-in adapter ?TASK_003 · active/);
      await rowSays(workbench, 'Agents', /AGENT_0004 developer ?ended without a report/);
      await indicatorSays(workbench, /Session 4 ended · 0 running · 1 without report/);
      await until('what waits is offered', 30_000, async () =>
        (await workbench.notifications()).some((told) => told.includes('Waiting for you: 1')),
      );
      await workbench.command('Atlas: Show Status');
      await pageSays(workbench, 'Storefront sign-in');
      await indicator(workbench).hover();
      await workbench.page.locator('.monaco-hover', { hasText: 'Resume Orchestration' }).waitFor();
      await workbench.screenshot(`look-${name}`);
    });

    it('show what a row stands for while the pointer rests on it', async () => {
      await row(workbench, 'Agents', 'AGENT_0003').hover();
      const hover = workbench.page.locator('.monaco-hover', { hasText: 'Timebox: 90 min' });
      await hover.waitFor();
      await workbench.screenshot(`look-${name}-row`);
    });
  });
}

describe('the views where there is little to show', () => {
  let workbench: Workbench;

  afterEach(async () => {
    await workbench.dispose();
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
