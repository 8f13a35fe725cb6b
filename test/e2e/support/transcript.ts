import type { Frame, Page } from 'playwright-core';

/** Of a page in a window, which may be long. */
const MOST_CHARACTERS = 400;
const ANSWERS_WITHIN_MS = 2_000;

/** What stands where, by its selector. */
const PLACES: readonly (readonly [string, string])[] = [
  ['Tabs', '.tabs-container .tab'],
  ['Rows', '.pane-body .monaco-list-row'],
  ['Notices', '.notification-list-item-message'],
  ['Dialog', '.monaco-dialog-box'],
  ['Question', '.quick-input-widget:not([style*="display: none"])'],
  ['Menu', '.monaco-menu'],
  ['Status bar', '.part.statusbar .statusbar-item'],
];

/** What a window says, in words, for a log that nobody finds pictures beside. */
export async function transcript(page: Page): Promise<string> {
  const lines = await Promise.all([
    ...PLACES.map(async ([name, selector]) => {
      const texts = await page.locator(`${selector}:visible`).allInnerTexts();
      return texts.length > 0 ? `${name}: ${texts.map(oneLine).join(' | ')}` : '';
    }),
    page
      .evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? 'nothing')
      .then((focused) => `The keys go to: ${oneLine(focused)}`),
    ...page
      .frames()
      .filter((frame) => frame !== page.mainFrame())
      .map(frameSays),
  ]);
  return lines.filter((line) => line !== '').join('\n');
}

async function frameSays(frame: Frame): Promise<string> {
  const nothing = new Promise<string>((resolve) => {
    setTimeout(resolve, ANSWERS_WITHIN_MS, '(no answer)').unref();
  });
  const text = await Promise.race([
    frame.evaluate(() => document.body.innerText).catch(() => '(gone)'),
    nothing,
  ]);
  return `Frame ${frame.name() || '(without a name)'}: ${oneLine(text) || '(empty)'}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim().slice(0, MOST_CHARACTERS);
}
