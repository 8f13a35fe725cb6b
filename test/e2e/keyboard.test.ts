import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { giveRoom, rowSays } from './support/atlasWindow';
import { copyOfFixture } from './support/projects';
import { repoRoot } from './support/repoRoot';
import { until } from './support/until';
import { openWorkbench, type Theme, type Workbench } from './support/workbench';

const THEMES: readonly Theme[] = [
  'Default Dark Modern',
  'Default Light Modern',
  'Default High Contrast',
  'Default High Contrast Light',
];

/** The palette offers these only where there is something to choose, to show or to clear. */
const OFFERED_LATER = new Set(['Show Completed', 'Clear Filter', 'Choose Orchestration…']);

/** The titles of the commands that people find in the palette. */
function titles(): string[] {
  const read = (name: string): unknown =>
    JSON.parse(fs.readFileSync(path.join(repoRoot, name), 'utf8'));
  const { contributes } = read('package.json') as {
    contributes: {
      commands: { command: string; title: string }[];
      menus: { commandPalette: { command: string; when: string }[] };
    };
  };
  const words = read('package.nls.json') as Record<string, string | { message: string }>;
  const hidden = new Set(
    contributes.menus.commandPalette.filter(({ when }) => when === 'false').map((m) => m.command),
  );
  return contributes.commands
    .filter(({ command }) => !hidden.has(command))
    .map(({ title }) => {
      const word = words[title.slice(1, -1)] ?? title;
      return typeof word === 'string' ? word : word.message;
    })
    .filter((title) => !OFFERED_LATER.has(title));
}

/** Where a command answers. A question has a title, which is what the command is called. */
type Place = 'question' | 'tab' | 'notice' | 'status' | 'view';

/** Everything that is said in a place. */
async function saidIn(workbench: Workbench, place: Place): Promise<readonly string[]> {
  switch (place) {
    case 'notice':
      return workbench.notifications();
    case 'status':
      return [await workbench.statusBarText()];
    case 'question':
    case 'tab':
    case 'view': {
      const selector = { question: '.quick-input-title', tab: '.tab', view: '.pane-body .message' };
      return workbench.page.locator(`${selector[place]}:visible`).allInnerTexts();
    }
  }
}

/** Commands that answer at once. All others ask. */
const ANSWERS: Readonly<Partial<Record<string, readonly [Exclude<Place, 'question'>, RegExp]>>> = {
  'Resume Orchestration': ['tab', /Preview Briefing/],
  'Show Briefing': ['tab', /Preview Briefing/],
  'Show Status': ['tab', /Preview Status/],
  'Open Dashboard': ['tab', /Atlas Metrics/],
  'Save Context': ['status', /Saved .+storefront_sign_in_context\.json/],
  'Hide Completed': ['view', /What is completed is hidden/],
  'Check Report': ['notice', /No report has a criterion that a program can check/],
  'Open Worktree…': ['notice', /is not in a git repository/],
  'Remove Worktree…': ['notice', /is not in a git repository/],
  'Repair Files…': ['notice', /Nothing is damaged/],
};

const AFTER_THE_DASHBOARD = 'Export Metrics…';

const ALL = titles();
const PART = Math.ceil(ALL.length / THEMES.length);

THEMES.forEach((theme, index) => {
  const name = theme.toLowerCase().replaceAll(' ', '-');

  describe(`by the keyboard alone, in the theme ${theme}`, function () {
    this.timeout(300_000);
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench({
        workspace: copyOfFixture('../../examples/storefront'),
        theme,
        settings: { 'atlas.notifications': 'off' },
      });
      await workbench.openView('Objectives');
      await rowSays(workbench, 'Objectives', /Compare OAuth2 providers/);
    });

    after(async () => {
      await workbench.dispose();
    });

    it('opens a menu on every kind of row, and walks through it', async () => {
      const { page } = workbench;
      const menu = page.locator('.monaco-menu:visible');
      const withMenu: string[] = [];
      for (const view of ['Objectives', 'Agents', 'Decisions & Insights']) {
        await giveRoom(workbench, view);
        await workbench.openView(view);
        await page.keyboard.press('Home');
        const focused = workbench.view(view).locator('.monaco-list-row.focused');
        const kinds = new Set<string>();
        for (let last = ''; ;) {
          const row = (await focused.getAttribute('aria-label')) ?? '';
          const id = (await focused.getAttribute('id')) ?? '';
          if (id === last) break;
          last = id;
          const icon =
            (await focused.locator('.custom-view-tree-node-item-icon').getAttribute('class')) ?? '';
          if (!kinds.has(icon)) {
            kinds.add(icon);
            await page.keyboard.press('Shift+F10');
            if (
              await menu.waitFor({ timeout: 1_500 }).then(
                () => true,
                () => false,
              )
            ) {
              withMenu.push(`${view}: ${row}`);
              await walk(workbench);
            }
          }
          await page.keyboard.press('ArrowDown');
        }
      }
      await giveRoom(workbench);
      for (const kind of [/Compare OAuth2/, /Customers sign in/, /AGENT_0010/, /May support/]) {
        assert.ok(
          withMenu.some((row) => kind.test(row)),
          `${kind.source}:\n${withMenu.join('\n')}`,
        );
      }
    });

    for (const title of ALL.slice(index * PART, (index + 1) * PART)) {
      const [place, answer] = ANSWERS[title] ?? [
        'question' as const,
        new RegExp(`^${title.replace('…', '')}( \\(\\d|$)`, 'u'),
      ];
      it(`${title} answers with a ${place}`, async () => {
        // A page that has just been opened takes the focus when it is there, and with it any question.
        await workbench.page.waitForTimeout(title === AFTER_THE_DASHBOARD ? 3_000 : 0);
        const { keyboard } = workbench.page;
        const says = async (): Promise<boolean> =>
          (await saidIn(workbench, place)).some((words) => answer.test(words));
        const wasThere = await says();
        const input = workbench.page.locator('.quick-input-widget:visible input.input');
        await until(`the palette offers ${title}`, 60_000, async () => {
          await keyboard.press('F1');
          await input.fill(`>Atlas: ${title}`, { timeout: 10_000 });
          const first = workbench.page.locator('.quick-input-widget .monaco-list-row.focused');
          const label = await first.getAttribute('aria-label', { timeout: 3_000 }).catch(() => '');
          if (label?.startsWith(`Atlas: ${title}`)) return true;
          await keyboard.press('Escape');
          return false;
        });
        await keyboard.press('Enter');
        await until(`it does: ${answer.source}`, 20_000, says);
        // What an earlier command has left there would be no answer of this one.
        assert.ok(!wasThere, `${answer.source} was there before`);
        await workbench.page.waitForTimeout(300); // What grows has grown in the picture.
        const told = await workbench.notifications();
        assert.deepEqual(
          told.filter((words) => /error|not found|undefined|\bnull\b/iu.test(words)),
          [],
        );
        const file = title.replaceAll(/[^A-Za-z]+/gu, '-').toLowerCase();
        await workbench.screenshot(`keys-${name}-${file}`);
        await keyboard.press('Escape');
        await keyboard.press('Escape');
        await until('nothing is asked any more', 10_000, async () => {
          if ((await input.count()) === 0) return true;
          await keyboard.press('Escape');
          return false;
        });
      });
    }
  });
});

/** Every entry of the menu that is open gets the focus; then it is closed, and the row has it again. */
async function walk({ page }: Workbench): Promise<void> {
  const entries = page.locator(
    '.monaco-menu:visible .action-item:not(.disabled) .action-menu-item',
  );
  const wanted = (await entries.allInnerTexts()).map((text) => text.trim()).filter(Boolean);
  const focused = page.locator('.monaco-menu:visible .action-item.focused .action-menu-item');
  const seen = new Set<string>();
  for (let step = 0; step < 2 * wanted.length && seen.size < wanted.length; step += 1) {
    await page.keyboard.press('ArrowDown');
    seen.add((await focused.innerText()).trim());
  }
  assert.deepEqual([...seen].sort(), [...new Set(wanted)].sort());
  await page.keyboard.press('Escape');
  await page.locator('.monaco-menu:visible').waitFor({ state: 'detached' });
}
