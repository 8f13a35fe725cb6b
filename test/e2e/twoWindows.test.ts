import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { indicatorSays, rowSays } from './support/atlasWindow';
import { atlas } from './support/otherHands';
import { photograph } from './support/pictures';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';

interface Stored {
  metrics: { total_sessions: number };
  atlas: { session: { ended?: string } };
}

// The desktop opens no second window on a folder that is open: it brings the first one forward.
if (process.env['VSCODE_TEST_HOST'] !== 'electron') {
  describe('two windows on one folder', () => {
    const project = copyOfFixture('process-document');
    let workbench: Workbench;

    const stored = (): Stored => {
      const file = path.join(project, '.atlas', 'orchestrator', 'project_alpha_context.json');
      return JSON.parse(fs.readFileSync(file, 'utf8')) as Stored;
    };

    before(async () => {
      workbench = await openWorkbench({ workspace: project });
      await workbench.openView('Objectives');
      await rowSays(workbench, 'Objectives', /Migrate authentication/);
    });

    after(async () => {
      await workbench.dispose();
    });

    it('see what the other did, and share the session that is going on', async () => {
      await workbench.command('Atlas: Add Objective…');
      await workbench.quickInput('From the first window');
      await indicatorSays(workbench, /Session 13 ·/);

      const second = await workbench.page.context().newPage();
      await second.goto(workbench.page.url());
      await second
        .locator('.activitybar .action-label[aria-label^="Atlas"]')
        .click({ timeout: 60_000 });
      const rows = second.locator('.pane .monaco-list-row');
      await rows.filter({ hasText: 'From the first window' }).waitFor({ timeout: 60_000 });

      await workbench.command('Atlas: Add Objective…');
      await workbench.quickInput('While the second looks on');
      await rows.filter({ hasText: 'While the second looks on' }).waitFor({ timeout: 30_000 });

      await second.keyboard.press('F1');
      const input = second.locator('.quick-input-widget input.input');
      await input.fill('>Atlas: Record Insight');
      await second
        .locator('.quick-input-widget .monaco-list-row', { hasText: 'Record Insight' })
        .click();
      await second.locator('.quick-input-widget', { hasText: 'What was learnt' }).waitFor();
      await input.fill('Two can work at once');
      await input.press('Enter');
      await until('the insight is kept', 30_000, () =>
        Promise.resolve(JSON.stringify(stored()).includes('Two can work at once')),
      );
      assert.equal(stored().metrics.total_sessions, 13);

      // What needs a person is told once, wherever they look; the badge is in both.
      atlas(project, 'report', '--agent', '1', '--status', 'failure', '--summary', 'No access');
      const pages = [workbench.page, second];
      for (const page of pages) {
        await page
          .locator('.activitybar .action-item', { has: page.locator('[aria-label^="Atlas"]') })
          .locator('.badge-content', { hasText: '1' })
          .waitFor({ timeout: 30_000 });
      }
      await delay(2_000);
      const toasts = pages.map((page) =>
        page.locator('.notification-toast', { hasText: 'reported a failure' }).count(),
      );
      const counts = await Promise.all(toasts);
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        1,
      );
      await photograph(second, 'two-windows-second');

      await second.close({ runBeforeUnload: true });
      await workbench.command('Atlas: Save Context');
      await workbench.screenshot('two-windows');
      assert.equal(stored().atlas.session.ended, undefined);
    });
  });
}
