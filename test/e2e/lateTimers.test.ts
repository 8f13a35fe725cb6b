import * as assert from 'node:assert/strict';
import { giveRoom, rowSays } from './support/atlasWindow';
import { atlas } from './support/otherHands';
import { copyOfFixture } from './support/projects';
import { openWorkbench, type Workbench } from './support/workbench';

/** How late timers of a busy window come, in ms. The answer of an extension host that is not busy takes six. */
const LATE_MS = 15;

const DRAWINGS = 10;

/**
 * VS Code asks for what is below several rows at once. Each waits for it with a timer of its own, and one whose timer
 * comes after the answer gets what belongs to another row (microsoft/vscode#243911).
 */
describe('the view Objectives in a window that is busy', () => {
  let workbench: Workbench;
  let project: string;

  before(async () => {
    project = copyOfFixture('../../examples/storefront');
    workbench = await openWorkbench({ workspace: project });
    await workbench.openView('Objectives');
    await giveRoom(workbench, 'Objectives');
    await rowSays(workbench, 'Objectives', /Settle who is on call/);
  });

  after(async () => {
    await workbench.dispose();
  });

  it('has below each row what belongs there, however often it is drawn', async () => {
    await workbench.page.evaluate((late) => {
      const atOnce = window.setTimeout.bind(window) as (act: () => void, ms?: number) => number;
      let soon = 0;
      window.setTimeout = ((act: () => void, ms?: number) => {
        soon += ms === 0 ? 1 : 0;
        return atOnce(act, ms === 0 && soon % 2 === 0 ? late : ms);
      }) as typeof window.setTimeout;
    }, LATE_MS);
    const rows = workbench.view('Objectives').locator('.monaco-list-row');
    const shown = async (): Promise<string[]> =>
      rows.evaluateAll((all) =>
        all.map((each) => {
          const words = each.textContent.replaceAll(/\s+/gu, ' ');
          const kind = /TASK_\d+|AGENT_\d+/u.exec(words)?.[0] ?? words;
          return `${each.getAttribute('aria-level') ?? ''} ${kind}`;
        }),
      );
    const before = await shown();
    assert.ok(before.some((each) => each.startsWith('3 AGENT')));
    for (let drawn = 1; drawn <= DRAWINGS; drawn += 1) {
      atlas(project, 'edit', 'TASK_015', `Settle who is on call, ${drawn}`);
      await rowSays(workbench, 'Objectives', new RegExp(`on call, ${drawn}\\D`));
      assert.deepEqual(await shown(), before);
    }
  });
});
