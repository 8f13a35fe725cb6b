import type { Locator } from 'playwright-core';
import { calm } from './calm';
import { until } from './until';
import type { Workbench } from './workbench';

/** The session indicator in the status bar. */
export function indicator(workbench: Workbench): Locator {
  return workbench.page.locator('.statusbar-item[id$="atlas.session"]');
}

export async function indicatorSays(workbench: Workbench, words: RegExp): Promise<void> {
  await until(`the session indicator says ${words.source}`, 30_000, async () => {
    return words.test((await indicator(workbench).innerText()).replaceAll(/\s+/gu, ' '));
  });
}

/** Waits until a row of a view says something. */
export async function rowSays(workbench: Workbench, view: string, words: RegExp): Promise<void> {
  await until(`a row of ${view} says ${words.source}`, 30_000, async () => {
    return (await workbench.rows(view)).some((row) => words.test(row));
  });
}

/** The row of a view that contains this text. */
export function row(workbench: Workbench, view: string, text: string): Locator {
  return workbench.view(view).locator('.monaco-list-row', { hasText: text }).first();
}

/** By then a view that was shown is drawn the second time (`SecondDrawing`: 0.7 s, and 0.3 s of `Batches`), in ms. */
const AT_REST_MS = 1_200;

/** So long a page takes at most to show once its row was pressed, in ms. */
const OPENED_WITHIN_MS = 15_000;

/** The same once the view is not being drawn: for whatever is done with the mouse. */
export async function rowAtRest(
  workbench: Workbench,
  view: string,
  text: string,
): Promise<Locator> {
  const found = row(workbench, view, text);
  await found.waitFor({ timeout: 30_000 });
  // Away from the rows: the tooltip of one would lie upon others.
  await workbench.page.mouse.move(0, 0);
  await calm(workbench.view(view).locator('.monaco-list-rows').first(), AT_REST_MS);
  return found;
}

/** Opens the page of a row, which says something. */
export async function openPage(
  workbench: Workbench,
  view: string,
  text: string,
  words: string,
): Promise<void> {
  await until(`the page of ${text} says "${words}"`, 30_000, async () => {
    await pressPlaceOf(workbench, await rowAtRest(workbench, view, text));
    return pageSays(workbench, words, OPENED_WITHIN_MS).then(
      () => true,
      () => false,
    );
  });
}

/**
 * Presses the place of a row, as a person does, and not its element, which may have become another row's by then.
 * A press is lost where the view is drawn while the button is down: whoever calls this presses again.
 */
async function pressPlaceOf({ page }: Workbench, on: Locator): Promise<void> {
  await on.scrollIntoViewIfNeeded();
  const box = await on.boundingBox();
  if (!box) throw new Error('The row to be pressed has no place: it is not shown any more.');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Rests the pointer on something until its tooltip shows; a tree that is drawn meanwhile takes it away. */
export async function restOn({ page }: Workbench, on: Locator, tooltip: Locator): Promise<void> {
  await until('the tooltip shows', 30_000, async () => {
    await page.mouse.move(0, 0);
    await on.hover();
    return tooltip.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  });
}

/** Presses one of the buttons that a row shows while the pointer is on it. */
export async function pressInline(
  workbench: Workbench,
  view: string,
  text: string,
  button: string,
): Promise<void> {
  const on = await rowAtRest(workbench, view, text);
  await on.hover();
  await on.locator(`.action-label[aria-label^="${button}"]`).click({ timeout: 30_000 });
}

/** Presses the button of a view's welcome. */
export async function pressWelcome(
  workbench: Workbench,
  view: string,
  button: string,
): Promise<void> {
  const buttons = workbench
    .view(view)
    .locator('.welcome-view-content .monaco-button', { hasText: button });
  await buttons.click({ timeout: 30_000 });
}

/** Begins an orchestration where there is none, by the button of the view. */
export async function beginOrchestration(workbench: Workbench, project: string): Promise<void> {
  await workbench.openView('Objectives');
  await pressWelcome(workbench, 'Objectives', 'New Orchestration');
  await workbench.quickInput(project);
  await indicatorSays(workbench, /Session 1/);
}

/**
 * Waits until a wizard asks what contains these words (its step, or its prompt), and the keys go to it. A page that
 * had the focus before the palette was opened may take it back then (microsoft/vscode#116897): a person clicks into
 * the question.
 */
export async function asks(workbench: Workbench, words: string): Promise<void> {
  const widget = workbench.page.locator('.quick-input-widget', { hasText: words }).first();
  await widget.waitFor({ timeout: 30_000 });
  const hasTheKeys = (withinMs: number): Promise<void> =>
    until(`the keys go to "${words}"`, withinMs, () =>
      widget.evaluate((element) => element.contains(document.activeElement)),
    );
  try {
    await hasTheKeys(3_000);
  } catch {
    await widget.locator('input.input').click();
    await hasTheKeys(10_000);
  }
}

/** Waits until the rendered page that is open says something. */
export async function pageSays(
  workbench: Workbench,
  words: string,
  withinMs = 30_000,
): Promise<void> {
  const pages = workbench.page.frameLocator('iframe.webview:visible').frameLocator('#active-frame');
  await pages.getByText(words).first().waitFor({ timeout: withinMs });
}

/** Gives one view of Atlas all the room, or each its own again: rows beyond the edge are not drawn. */
export async function giveRoom(
  workbench: Workbench,
  view?: string,
  views: readonly string[] = ['Objectives', 'Agents', 'Decisions & Insights'],
): Promise<void> {
  for (const other of views) {
    const header = workbench.view(other).locator('> .pane-header');
    const isOpen = (await header.getAttribute('aria-expanded')) === 'true';
    if (isOpen !== (view === undefined || view === other)) {
      await header.locator('.title').click();
    }
  }
}

/** Goes through Spawn Agent… with as few words as it allows, and chooses this profile. */
export async function spawnByHand(workbench: Workbench, profile: string): Promise<void> {
  await workbench.command('Atlas: Spawn Agent…');
  await asks(workbench, '(1/7)');
  await workbench.pick('executor');
  await asks(workbench, '(2/7)');
  await workbench.quickInput('Say where you are');
  await asks(workbench, '(3/7)');
  await workbench.pick('No task');
  await asks(workbench, '(4/7)');
  await workbench.quickInput('');
  await asks(workbench, '(5/7)');
  await workbench.pick('No timebox');
  await asks(workbench, '(6/7)');
  await workbench.pick(profile);
  await asks(workbench, '(7/7)');
  await workbench.pick('rocket  Spawn');
}
