import * as assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { giveRoom, rowSays } from './support/atlasWindow';
import { atlas } from './support/otherHands';
import { copyOfFixture } from './support/projects';
import { openWorkbench, type Workbench } from './support/workbench';

/** How late timers of a busy window come, in ms. The answer of an extension host that is not busy takes six. */
const LATE_MS = 15;

const DRAWINGS = 10;

/** While a window opens it is at its busiest, in ms. Without a second drawing most such windows stay wrong. */
const VERY_LATE_MS = 50;

const OPENED = 3;

/** By then a view that was shown is right again, in ms; see `SecondDrawing`. */
const SOON_MS = 2_000;

/**
 * VS Code asks for what is below several rows at once. Each waits for it with a timer of its own, and one whose timer
 * comes after the answer gets what belongs to another row (microsoft/vscode#243911).
 */
describe('the view Objectives in a window that is busy', () => {
  let workbench: Workbench;
  let project: string;
  let right: readonly string[];

  before(async () => {
    project = copyOfFixture('../../examples/storefront');
    workbench = await openWorkbench({ workspace: project });
    await workbench.openView('Objectives');
    await giveRoom(workbench, 'Objectives');
    await rowSays(workbench, 'Objectives', /Settle who is on call/);
    await delay(SOON_MS);
    right = await shown();
    assert.ok(right.some((each) => each.startsWith('3 AGENT')));
  });

  after(async () => {
    await workbench.dispose();
  });

  /** What is shown: each row's level, and who it is. */
  async function shown(): Promise<string[]> {
    const rows = await workbench
      .view('Objectives')
      .locator('.monaco-list-row')
      .evaluateAll((all) =>
        all.map((each) => {
          const words = each.textContent.replaceAll(/\s+/gu, ' ');
          const kind = /TASK_\d+|AGENT_\d+/u.exec(words)?.[0] ?? words;
          return `${each.getAttribute('aria-level') ?? ''} ${kind}`;
        }),
      );
    // It is offered in the first window only.
    return rows.filter((each) => !each.includes('Welcome back'));
  }

  it('has below each row what belongs there, however often it is drawn', async () => {
    await workbench.page.evaluate(lateTimers, LATE_MS);
    for (let drawn = 1; drawn <= DRAWINGS; drawn += 1) {
      atlas(project, 'edit', 'TASK_015', `Settle who is on call, ${drawn}`);
      await rowSays(workbench, 'Objectives', new RegExp(`on call, ${drawn}\\D`));
      assert.deepEqual(await shown(), right);
    }
  });

  it('has it soon after the window opened, when VS Code draws from what it kept', async () => {
    const { page } = workbench;
    await page.addInitScript(lateTimers, VERY_LATE_MS);
    for (let opened = 1; opened <= OPENED; opened += 1) {
      await workbench.reload();
      await rowSays(workbench, 'Objectives', /Settle who is on call/);
      await delay(SOON_MS);
      assert.deepEqual(await shown(), right);
    }
  });
});

/** Makes every second timer that is to come at once come later. It runs in the page, and sees nothing of this file. */
function lateTimers(late: number): void {
  const set = window.setTimeout.bind(window) as (act: () => void, ms?: number) => number;
  let soon = 0;
  window.setTimeout = ((act: () => void, ms?: number) => {
    soon += ms === 0 ? 1 : 0;
    return set(act, ms === 0 && soon % 2 === 0 ? late : ms);
  }) as typeof window.setTimeout;
}
