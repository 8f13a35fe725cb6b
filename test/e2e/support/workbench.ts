import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import type { Session } from '../../../scripts/lib/workbenchSession.mjs';
import { calm } from './calm';
import { photograph, watchForFailures, type Window } from './pictures';
import { repoRoot } from './repoRoot';
import { until } from './until';

/** The first two are the names VS Code had for "Dark Modern" and "Light Modern"; old and new versions know them. */
export type Theme =
  | 'Default Dark Modern'
  | 'Default Light Modern'
  | 'Default High Contrast'
  | 'Default High Contrast Light';

export interface OpenOptions {
  /** Absolute path of a folder or a .code-workspace file. The tests may change it, so give a copy. */
  workspace: string;
  theme?: Theme;
  /** False: restricted mode. */
  trust?: boolean;
  /** User settings. */
  settings?: Record<string, unknown>;
  /** Added to the environment of the extension host and its terminals. */
  env?: Record<string, string>;
  /** The display language, where it is not English. */
  language?: string;
}

/**
 * VS Code writes down which terminals there are half a second after the last change (`TerminalService._saveState`
 * is debounced). A window that is reloaded sooner forgets them, which no person is quick enough to see. In ms.
 */
const LAYOUT_KEPT_AFTER_MS = 1_500;

/**
 * In a browser VS Code writes down every five seconds how its editors are, because it can wait for nothing
 * while its window closes (`BrowserStorageService`). In ms.
 */
const EDITORS_KEPT_AFTER_MS = 7_000;

/** So long after its last drawing a list to choose from is there, in ms. */
const LISTED_AFTER_MS = 100;

/** Starts a VS Code of its own, with the packaged extension installed, and opens its window on the workspace. */
export async function openWorkbench(options: OpenOptions): Promise<Workbench> {
  const module = pathToFileURL(join(repoRoot, 'scripts', 'lib', 'workbenchSession.mjs')).href;
  const { startSession } = (await import(
    module
  )) as typeof import('../../../scripts/lib/workbenchSession.mjs');
  const isFile = options.workspace.endsWith('.code-workspace');
  const session = await startSession({
    workspace: isFile ? { workspaceFile: options.workspace } : { folder: options.workspace },
    settings: {
      'workbench.colorTheme': options.theme ?? 'Default Dark Modern',
      ...options.settings,
    },
    trust: options.trust ?? true,
    env: options.env ?? {},
    ...(options.language === undefined ? {} : { language: options.language }),
  });
  const workbench = new Workbench(session);
  try {
    await workbench.reopen();
    return workbench;
  } catch (error) {
    await workbench.dispose();
    throw error;
  }
}

/** A window of VS Code in the hands of a test: what a person could do, and what they would see. */
export class Workbench {
  readonly #session: Session;
  readonly #window: Window = { page: undefined };
  readonly #forget: () => Promise<void>;

  constructor(session: Session) {
    this.#session = session;
    this.#forget = watchForFailures(this.#window);
  }

  /** For what the methods below do not cover. Changes with `reopen`. */
  get page(): Page {
    const { page } = this.#window;
    if (page === undefined) throw new Error('The window is closed.');
    return page;
  }

  /**
   * Runs a command through the palette, by its full title there ("Atlas: Add Objective…"). Tries again when the
   * palette does not know it: the palette is a snapshot, and extensions are read a little after the window opens.
   */
  async command(title: string): Promise<void> {
    await until(`the palette offers "${title}"`, 90_000, () =>
      this.#chooseInPalette(title, this.#quickInputRow(title)),
    );
  }

  /** Answers the input box that is open. */
  async quickInput(text: string): Promise<void> {
    const input = this.#quickInput.locator('input.input');
    await input.waitFor({ timeout: 30_000 });
    await input.fill(text);
    await input.press('Enter');
  }

  /** Chooses (in a list with check boxes: toggles) an entry of the quick pick that is open. */
  async pick(label: string): Promise<void> {
    const row = this.#quickInputRow(label);
    await row.waitFor({ timeout: 30_000 });
    await this.#listed();
    await row.click({ timeout: 30_000 });
  }

  /** The labels of the quick pick that is open, as far as they are scrolled into view. */
  async picks(): Promise<string[]> {
    await this.#quickInput.locator('.monaco-list-row').first().waitFor({ timeout: 30_000 });
    return texts(
      this.#quickInput.locator('.monaco-list-row .quick-input-list-row:first-child .label-name'),
    );
  }

  /** Shows a view, wherever it is, and moves the focus there. */
  async openView(name: string): Promise<void> {
    const title = `Focus on ${name} View`;
    await until(`the palette offers "${title}"`, 90_000, () =>
      this.#chooseInPalette(
        title, // Its row begins with the name of the view's container.
        this.#quickInput.locator(`.monaco-list-row[aria-label*=${quoted(title)}]`).first(),
      ),
    );
    await this.view(name).waitFor({ timeout: 30_000 });
  }

  /** The view of this name in the side bar or panel. */
  view(name: string): Locator {
    return this.page.locator('.pane', {
      has: this.page.locator(`> .pane-header[aria-label^=${quoted(`${name} Section`)}]`),
    });
  }

  /** The texts of a view's rows, label and description, as far as they are scrolled into view. */
  async rows(viewName: string): Promise<string[]> {
    return texts(this.view(viewName).locator('.monaco-list-row'));
  }

  /** Waits for a row of a tree or list whose text contains `text`. */
  async waitForRow(text: string, timeout = 30_000): Promise<Locator> {
    const row = this.page.locator('.pane .monaco-list-row', { hasText: text }).first();
    await row.waitFor({ timeout });
    return row;
  }

  /** The texts of the status bar, left to right, icons left out. */
  async statusBarText(): Promise<string> {
    return (await texts(this.page.locator('.part.statusbar .statusbar-item')))
      .filter((text) => text !== '')
      .join(' | ');
  }

  /** The texts of the notifications on screen. */
  async notifications(): Promise<string[]> {
    return texts(this.page.locator('.notification-toast .notification-list-item-message'));
  }

  /** Presses a button of the modal dialog or of a notification. */
  async press(button: string): Promise<void> {
    const buttons = this.page.locator(
      '.monaco-dialog-box .monaco-button, .notification-toast .monaco-button',
    );
    await buttons.filter({ hasText: button }).first().click({ timeout: 30_000 });
  }

  /** Takes a picture into out/artifacts/screenshots and returns its path. */
  async screenshot(name: string): Promise<string> {
    return photograph(this.page, name);
  }

  /** "Reload Window". @param withEditors as they are now: that takes some seconds longer */
  async reload({ withEditors = false } = {}): Promise<void> {
    await delay(withEditors ? EDITORS_KEPT_AFTER_MS : LAYOUT_KEPT_AFTER_MS);
    await this.#session.reload(this.page);
    await this.#ready();
  }

  /**
   * Returns when the extension host has ended and `deactivate` has run. The VS Code stays; see `reopen`.
   * @param withEditors as they are now: that takes some seconds longer
   */
  async closeWindow({ withEditors = false } = {}): Promise<void> {
    if (withEditors) {
      await delay(EDITORS_KEPT_AFTER_MS);
    }
    const { page } = this;
    this.#window.page = undefined;
    await this.#session.close(page);
  }

  /** Opens the window again after `closeWindow`, as the same user. */
  async reopen(): Promise<void> {
    this.#window.page = await this.#session.open();
    try {
      await this.#ready();
    } catch (error) {
      await photograph(this.page, 'failed-to-open');
      throw error;
    }
  }

  /** Ends this VS Code and removes what it left on disk, except the workspace. */
  async dispose(): Promise<void> {
    try {
      await this.#forget();
    } finally {
      this.#window.page = undefined;
      await this.#session.dispose();
    }
  }

  async #ready(): Promise<void> {
    await this.page
      .locator('.monaco-workbench .part.statusbar .statusbar-item')
      .first()
      .waitFor({ timeout: 120_000 });
  }

  /**
   * Runs a command in the palette, or says that this attempt came too early: the command is not known yet, the list
   * moved under the click, or something that the window brings back took the focus, which closes the palette.
   */
  async #chooseInPalette(title: string, row: Locator): Promise<boolean> {
    try {
      await this.page.keyboard.press('F1');
      await this.#quickInput.locator('input.input').fill(`>${title}`, { timeout: 10_000 });
      await row.waitFor({ timeout: 3_000 });
      await this.#listed();
      await row.click({ timeout: 3_000 });
      return true;
    } catch {
      await this.page.keyboard.press('Escape');
      return false;
    }
  }

  async #listed(): Promise<void> {
    await calm(this.#quickInput.locator('.monaco-list-rows').first(), LISTED_AFTER_MS);
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:not([style*="display: none"])');
  }

  /** A row is named by its label, followed by its description and key binding. */
  #quickInputRow(label: string): Locator {
    const rows = this.#quickInput.locator('.monaco-list-row');
    const named = `[aria-label=${quoted(label)}], [aria-label^=${quoted(`${label}, `)}]`;
    return rows.and(this.page.locator(named)).first();
  }
}

async function texts(elements: Locator): Promise<string[]> {
  const all = await elements.allInnerTexts();
  return all.map((text) => text.replaceAll(/\s+/gu, ' ').trim());
}

/** A string in a CSS selector. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
