import * as assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { axeViolations, cutOff, dashboardFrame, unfold } from './support/dashboardFrame';
import { atlas } from './support/otherHands';
import { busyProject } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Theme, type Workbench } from './support/workbench';

const themes: Theme[] = [
  'Default Dark Modern',
  'Default Light Modern',
  'Default High Contrast',
  'Default High Contrast Light',
];

/** Makes the side bar so wide, in px. */
async function widenSideBar({ page }: Workbench, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('There is no side bar.');
  await page.mouse.move(box.x + box.width, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + width, box.y + 300, { steps: 5 });
  await page.mouse.up();
}

for (const theme of themes) {
  const name = theme.toLowerCase().replaceAll(' ', '-');

  describe(`the dashboard in the theme ${theme}`, () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench({ workspace: busyProject(), theme });
      await workbench.openView('Metrics');
    });

    after(async () => {
      await workbench.dispose();
    });

    it('has a view that everybody can read, 280 px wide', async () => {
      await widenSideBar(workbench, 280);
      for (const other of ['Objectives', 'Agents']) {
        await workbench.view(other).locator('.pane-header').click();
      }
      await workbench.page.setViewportSize({ width: 1000, height: 3000 });
      const frame = await dashboardFrame(workbench, 'view');
      await frame.locator('.cards .card').nth(8).waitFor();
      await workbench.screenshot(`dashboard-${name}-view`);
      assert.deepEqual(await cutOff(frame), []);
      assert.deepEqual(await axeViolations(frame), []);
    });

    it('has a tab that everybody can read, 1600 px wide, with all that it shows on demand', async () => {
      await workbench.command('View: Toggle Primary Side Bar Visibility');
      await workbench.page.setViewportSize({ width: 1660, height: 1500 });
      // Last: it takes the focus, a moment after it was asked for.
      await workbench.command('Atlas: Open Dashboard');
      const frame = await dashboardFrame(workbench, 'tab');
      await frame.locator('.timeline .chart svg').waitFor();
      await workbench.screenshot(`dashboard-${name}-tab`);
      assert.deepEqual(await cutOff(frame), []);
      await unfold(frame);
      await frame.locator('.cards .table').first().waitFor();
      assert.deepEqual(await axeViolations(frame), []);
      await workbench.page.setViewportSize({ width: 1660, height: 3200 });
      await workbench.screenshot(`dashboard-${name}-tab-unfolded`);
      assert.deepEqual(await cutOff(frame), []);
    });
  });
}

describe('the dashboard', () => {
  let workbench: Workbench;
  let workspace: string;

  before(async () => {
    workspace = busyProject();
    workbench = await openWorkbench({ workspace });
    await workbench.command('Atlas: Open Dashboard');
  });

  after(async () => {
    await workbench.dispose();
  });

  const focused = (frame: Frame): Promise<string> =>
    frame.evaluate(() => (document.activeElement?.textContent ?? '').replaceAll(/\s+/g, ' '));

  it('says what there is no data for, and shows what was measured', async () => {
    const frame = await dashboardFrame(workbench, 'tab');
    assert.equal(await frame.locator('.cards .card').count(), 9);
    const quality = frame.locator('.card', { hasText: 'Decision quality' });
    assert.match(await quality.innerText(), /83\.3%/);
    assert.match(await frame.locator('.advice').innerText(), /5 reports wait to be verified/);
  });

  it('follows what others do', async () => {
    const frame = await dashboardFrame(workbench, 'tab');
    const queue = frame.locator('.queue');
    await queue.getByText('Decisions: 2,').waitFor();
    atlas(workspace, 'decide', '14', 'A week', '--because', 'As long as a basket');
    await queue.getByText('Decisions: 1,').waitFor();
    assert.equal(await queue.getByText('How long does a session last?').count(), 0);
  });

  it('is walked through, and used, by the keyboard alone', async () => {
    const frame = await dashboardFrame(workbench, 'tab');
    await frame.locator('h1').click();
    const stops: string[] = [];
    const all = await frame.locator('button, summary, select, [tabindex="0"]').count();
    for (let at = 0; at < all; at += 1) {
      await workbench.page.keyboard.press('Tab');
      stops.push(await focused(frame));
    }
    assert.ok(stops.includes('Verify AGENT_0037…'), stops.join('\n'));
    assert.ok(stops.includes('Details: Decision quality'), stops.join('\n'));
    assert.ok(stops.at(-1)?.startsWith('Decide…'), stops.join('\n'));

    const summary = frame.locator('summary', { hasText: 'Decision quality' });
    await summary.focus();
    await workbench.page.keyboard.press('Enter');
    const evidence = frame.locator('.card', { hasText: 'Decision quality' }).locator('.items');
    // What speaks against it comes first.
    await evidence.getByText('DEC_007').waitFor();
    await workbench.page.keyboard.press('Tab');
    assert.equal(await focused(frame), 'DEC_007');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.tab', { hasText: 'DEC_007' }).first().waitFor();
    await workbench.page.locator('.tab', { hasText: 'Atlas Metrics' }).click();
  });

  it('comes back with the window, as it was', async () => {
    await dashboardFrame(workbench, 'tab');
    await workbench.reload({ withEditors: true });
    const frame = await dashboardFrame(workbench, 'tab');
    await frame.locator('.card', { hasText: 'Decision quality' }).locator('.items').waitFor();
    await workbench.screenshot('dashboard-after-reload');
  });

  it('begins with its advice: one press leads to the command that helps', async () => {
    const frame = await dashboardFrame(workbench, 'tab');
    await frame.getByRole('button', { name: 'Verify AGENT_0037…' }).click();
    await until('the report is asked about', 30_000, async () => {
      const widget = workbench.page.locator('.quick-input-widget:not([style*="display: none"])');
      return (await widget.innerText().catch(() => '')).includes('AGENT_0037');
    });
    await workbench.page.keyboard.press('Escape');
  });
});
