import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { rowSays } from './support/atlasWindow';
import { atlas } from './support/otherHands';
import { photograph } from './support/pictures';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';

/** Goes as far as the last key before a planned agent is launched. */
async function aim(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input.input');
  await input.fill('>Atlas: Start Agent');
  await widget
    .locator('.monaco-list-row', { hasText: 'Start Agent' })
    .first()
    .click({ timeout: 60_000 });
  await widget.locator('.monaco-list-row.focused', { hasText: 'AGENT_0001' }).waitFor();
}

// The desktop opens no second window on a folder that is open: it brings the first one forward.
if (process.env['VSCODE_TEST_HOST'] !== 'electron') {
  describe('two windows that launch the same planned agent at once', () => {
    const project = copyOfFixture('agent-project');
    let workbench: Workbench;
    let second: Page | undefined;

    before(async () => {
      const counts = 'require("fs").appendFileSync("ran", "x"); setTimeout(() => undefined, 3000)';
      const profile = { program: process.execPath, args: ['-e', counts] };
      const settings = { 'atlas.agents.profiles': { counts: profile } };
      fs.writeFileSync(path.join(project, '.vscode', 'settings.json'), JSON.stringify(settings));
      atlas(project, 'new', 'Shop');
      atlas(project, 'spawn', 'Count', '--plan', '--profile', 'counts');
      workbench = await openWorkbench({
        workspace: project,
        // Drawn as text, so that a test can read it.
        settings: { 'terminal.integrated.gpuAcceleration': 'off' },
      });
      await workbench.openView('Agents');
      await rowSays(workbench, 'Agents', /AGENT_0001 developer ?planned/);
    });

    after(async () => {
      const closed = second?.waitForEvent('close');
      await second?.close({ runBeforeUnload: true });
      await closed;
      await workbench.dispose();
    });

    it('start it once', async () => {
      second = await workbench.page.context().newPage();
      await second.goto(workbench.page.url());
      await second
        .locator('.activitybar .action-label[aria-label^="Atlas"]')
        .click({ timeout: 60_000 });
      await second.locator('.monaco-list-row', { hasText: 'AGENT_0001' }).first().waitFor();
      const pages = [workbench.page, second];
      for (const page of pages) await aim(page);
      await Promise.all(pages.map((page) => page.keyboard.press('Enter')));

      await rowSays(workbench, 'Agents', /AGENT_0001 developer ?ended without a report/);
      // Both windows have opened a terminal, and one of them says why it does nothing.
      await until('the other one is refused', 30_000, async () => {
        const screens = await Promise.all(
          pages.map((page) => page.locator('.xterm-rows').allInnerTexts()),
        );
        return screens.flat().some((screen) => /started\s+already/.test(screen));
      });
      await photograph(second, 'two-launches-second');
      await workbench.screenshot('two-launches-first');
      assert.equal(fs.readFileSync(path.join(project, 'ran'), 'utf8'), 'x');
      const journal = path.join(project, '.atlas', 'orchestrator', 'shop_journal.jsonl');
      const starts = fs.readFileSync(journal, 'utf8').match(/"agentStarted"/g) ?? [];
      assert.equal(starts.length, 1);
    });
  });
}
