import { setTimeout as delay } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import * as assert from 'node:assert/strict';
import { asks, giveRoom, openPage } from './support/atlasWindow';
import { copyOfFixture } from './support/projects';
import { openWorkbench, type Workbench } from './support/workbench';

/** So late a page takes the focus that VS Code gives it back, on a machine that is busy; in ms. */
const LATE_MS = 80;

/** By then the page has taken it, if it does; in ms. */
const SETTLED_MS = 600;

describe('a question beside a page that takes the focus late', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: copyOfFixture('../../examples/storefront') });
    await workbench.openView('Objectives');
    await giveRoom(workbench, 'Objectives');
    await openPage(workbench, 'Objectives', 'Welcome back', 'Still waiting from before');
    for (const frame of workbench.page.frames()) {
      if (frame !== workbench.page.mainFrame()) await frame.evaluate(takeTheFocusLate, LATE_MS);
    }
  });

  after(async () => {
    await workbench.dispose();
  });

  async function question(words: string): Promise<Locator> {
    const widget = workbench.page.locator('.quick-input-widget:visible', { hasText: words });
    await widget.waitFor({ timeout: 30_000 });
    return widget;
  }

  async function keepsTheKeys(words: string): Promise<void> {
    const widget = await question(words);
    await delay(SETTLED_MS);
    const focused = await widget.evaluate((element) => element.contains(document.activeElement));
    assert.ok(focused, `The keys went to the page from the question "${words}".`);
  }

  it('keeps the keys from one step of a wizard to the next, and back', async () => {
    const { keyboard } = workbench.page;
    await workbench.command('Atlas: Spawn Agent…');
    // The palette is not ours: what the page takes from the first question, a person takes back.
    await question('(1/7)');
    await delay(SETTLED_MS);
    await asks(workbench, '(1/7)');
    await keyboard.press('Enter');
    await keepsTheKeys('(2/7)');
    await keyboard.type('Say where you are');
    await keyboard.press('Enter');
    await keepsTheKeys('(3/7)');
    await keyboard.press('Enter');
    await keepsTheKeys('(4/7)');
    await workbench.page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await keepsTheKeys('(3/7)');
    await keyboard.press('Escape');
  });
});

/** In the document of a page: VS Code says there that it gives the focus back. */
function takeTheFocusLate(late: number): void {
  const focus = window.focus.bind(window);
  window.focus = () => {
    setTimeout(focus, late);
  };
}
