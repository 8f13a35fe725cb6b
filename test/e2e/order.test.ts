import * as assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { asks, giveRoom, row, rowAtRest, rowSays } from './support/atlasWindow';
import { stations } from '../support/stations';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';

/** The tasks of the objective that is about the switch. */
const SWITCH = /TASK_0(?:07|08|09|10|15)/;

describe('the tasks of an objective', function () {
  stations(this);

  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: copyOfFixture('../../examples/storefront') });
    await workbench.openView('Objectives');
    await giveRoom(workbench, 'Objectives');
    await rowSays(workbench, 'Objectives', /Settle who is on call/);
    await order('07 08 09 10 15');
  });

  after(async () => {
    await workbench.dispose();
  });

  async function orderNow(): Promise<string> {
    const ids = (await workbench.rows('Objectives')).flatMap((each) => SWITCH.exec(each) ?? []);
    return ids.map((id) => id.slice(-2)).join(' ');
  }

  async function order(numbers: string): Promise<void> {
    await until(`the order is ${numbers}`, 15_000, async () => (await orderNow()) === numbers);
  }

  async function drag(task: string, onto: string): Promise<void> {
    const dragged = await rowAtRest(workbench, 'Objectives', task);
    await dragged.dragTo(row(workbench, 'Objectives', onto));
  }

  it('take the place of the one they are dropped onto', async () => {
    await drag('TASK_015', 'TASK_008');
    await order('07 15 08 09 10');
    await drag('TASK_007', 'TASK_009');
    await order('15 08 09 07 10');
    await workbench.screenshot('order-dropped');
  });

  it('are moved up and down with keys alone, the row that has the focus', async () => {
    const { keyboard } = workbench.page;
    await workbench.openView('Objectives');
    const focused = await focusOn(workbench, 'Objectives', /TASK_010/);
    await keyboard.press('Alt+ArrowUp');
    await order('15 08 09 10 07');
    await keyboard.press('Alt+ArrowUp');
    await order('15 08 10 09 07');
    assert.match(await focused.innerText(), /TASK_010/);
    await keyboard.press('Alt+ArrowDown');
    await order('15 08 09 10 07');
    await keyboard.press('ArrowDown');
    await keyboard.press('Alt+ArrowUp');
    await order('15 08 09 07 10');
    await workbench.screenshot('order-keys');
  });

  it('are moved where the view is sorted otherwise only when somebody wants to see it', async () => {
    await workbench.command('Atlas: Sort Tasks…');
    await workbench.pick('By state: what needs you first, then what can be started');
    await order('08 15 09 10 07');
    await drag('TASK_009', 'TASK_015');
    await workbench.press('Show the Order by Hand');
    await order('09 15 08 07 10');
  });
});

describe('the menu of a decision that was made', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: copyOfFixture('../../examples/storefront') });
    await workbench.openView('Decisions & Insights');
    await giveRoom(workbench, 'Decisions & Insights');
  });

  after(async () => {
    await workbench.dispose();
  });

  it('asks how it turned out, and its row says so', async () => {
    await rowSays(workbench, 'Decisions & Insights', /Decided/);
    await workbench.openView('Decisions & Insights');
    await focusOn(workbench, 'Decisions & Insights', /^Decided/);
    await workbench.page.keyboard.press('ArrowRight');
    const made = await rowAtRest(workbench, 'Decisions & Insights', 'DEC_002');
    await made.click({ button: 'right' });
    const entry = workbench.page.locator('.monaco-menu .action-label', {
      hasText: 'Judge Decision…',
    });
    await entry.waitFor();
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await asks(workbench, 'Judge DEC_002');
    await workbench.screenshot('judge-decision');
    await workbench.pick('thumbsdown  Bad: another choice would have been better');
    await asks(workbench, 'What showed that it was bad?');
    await workbench.quickInput('The job was forgotten');
    await rowSays(workbench, 'Decisions & Insights', /DEC_002 .*turned out bad/);
    await workbench.screenshot('judge-decision-row');
  });
});

/** Walks down the rows of a view that has the focus, as a person does who has no mouse. */
async function focusOn(workbench: Workbench, view: string, words: RegExp): Promise<Locator> {
  const { keyboard } = workbench.page;
  await keyboard.press('Home');
  const focused = workbench.view(view).locator('.monaco-list-row.focused');
  await until(`the focus is on ${words.source}`, 20_000, async () => {
    if (words.test(await focused.innerText())) return true;
    await keyboard.press('ArrowDown');
    return false;
  });
  return focused;
}
