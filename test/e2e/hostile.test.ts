import * as assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { HOSTILE, HOSTILE_LINE } from '../support/hostileWords';
import { asks, openPage, restOn, rowAtRest, rowSays } from './support/atlasWindow';
import { atlas } from './support/otherHands';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Theme, type Workbench } from './support/workbench';

const themes: Theme[] = ['Default Dark Modern', 'Default Light Modern'];

for (const theme of themes) {
  const name = theme.toLowerCase().replaceAll(' ', '-');

  describe(`what hostile words do in the theme ${theme}`, () => {
    const project = copyOfFixture('agent-project');
    let workbench: Workbench;

    const look = async (at: string): Promise<void> => {
      // Inputs and hovers fade in.
      await delay(400);
      await workbench.screenshot(`hostile-${name}-${at}`);
    };

    before(async () => {
      atlas(project, 'new', 'Shop');
      atlas(project, 'task', HOSTILE_LINE);
      atlas(project, 'spawn', HOSTILE, '--type', HOSTILE_LINE, '--plan', '--task', '1');
      atlas(project, 'decision', HOSTILE_LINE, '--option', HOSTILE_LINE, '--option', 'no');
      workbench = await openWorkbench({ workspace: project, theme });
      await workbench.openView('Objectives');
      await rowSays(workbench, 'Objectives', /Click me/);
      atlas(project, 'report', '--agent', '1', '--status', 'failure', '--summary', HOSTILE);
    });

    after(async () => {
      await workbench.dispose();
    });

    it('is nothing in rows, hovers and notices', async () => {
      await until('it is told', 30_000, async () =>
        (await workbench.notifications()).some((told) => told.includes('Click me')),
      );
      const { page } = workbench;
      assert.equal(
        await page.locator('.notification-toast .notification-list-item-message a').count(),
        0,
      );
      await rowSays(workbench, 'Agents', /reported failure · \[Click me\]/);
      assert.equal(await page.locator('.pane .label-name .codicon').count(), 0);
      const tooltip = page
        .locator('.monaco-hover', { hasText: 'Profile' })
        .or(page.locator('.monaco-hover', { hasText: 'Spawned' }))
        .first();
      await restOn(workbench, await rowAtRest(workbench, 'Agents', 'AGENT_0001'), tooltip);
      assert.equal(
        await page
          .locator('.monaco-hover a, .monaco-hover img, .monaco-hover .codicon-trash')
          .count(),
        0,
      );
      await look('1-hover');
    });

    it('is nothing where a person is asked', async () => {
      await workbench.command('Atlas: Decide…');
      await asks(workbench, 'Decide DEC_001');
      const widget = workbench.page.locator('.quick-input-widget');
      const acting = widget.locator(
        'a:visible:not(.label-name, .action-label), .codicon-trash:visible, .codicon-sync:visible',
      );
      await widget.getByText('$(trash)').first().waitFor();
      assert.equal(await acting.count(), 0);
      await look('2-decide');
      await workbench.page.keyboard.press('Enter');
      await asks(workbench, 'Why "');
      assert.equal(await acting.count(), 0);
      await look('3-why');
      await workbench.page.keyboard.press('Escape');
    });

    it('is nothing on a page, even when it is clicked at', async () => {
      await openPage(workbench, 'Agents', 'AGENT_0001', 'Report of AGENT_0001');
      const { page } = workbench;
      const frame = page.frameLocator('iframe.webview:visible').frameLocator('#active-frame');
      await frame.locator('body').getByText('Click me').last().click();
      // A terminal would open at once.
      await delay(2_000);
      await look('4-report');
      assert.equal(await page.locator('.part.panel .terminal-wrapper').count(), 0);
      assert.notEqual(await page.title(), 'owned');
      assert.notEqual(
        await frame.locator('body').evaluate((body) => body.ownerDocument.title),
        'owned',
      );
    });
  });
}
