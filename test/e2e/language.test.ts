import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { giveRoom, indicator, rowAtRest } from './support/atlasWindow';
import { copyOfFixture } from './support/projects';
import { repoRoot } from './support/repoRoot';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';

interface Pseudo {
  readonly pseudoLanguage: string;
  readonly pseudoText: (text: string) => string;
}

/** What people wrote, in the files of the project: it is shown as it is. */
function peoplesWords(project: string): string[] {
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      strings.push(value.replaceAll(/\s+/gu, ' ').trim());
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(collect);
    }
  };
  const folder = path.join(project, '.atlas', 'orchestrator');
  const [file = ''] = fs.readdirSync(folder).filter((name) => name.endsWith('_context.json'));
  const { atlas, ...context } = JSON.parse(
    fs.readFileSync(path.join(folder, file), 'utf8'),
  ) as Record<string, unknown>;
  const { decisions_made: made, closed_tasks: closed } = atlas as Record<string, unknown>;
  collect([context, made, closed]);
  const knowledge = fs.readdirSync(path.join(project, '.atlas', 'knowledge'));
  return [...strings, ...knowledge]
    .filter((words) => words.length > 3)
    .sort((a, b) => b.length - a.length);
}

/** What is left of a text when everything is taken away that was translated, or that people wrote. */
function leftIn(text: string, words: readonly string[]): string {
  // What people wrote may stand inside of a sentence of ours.
  const ours = words.reduce((rest, each) => rest.replaceAll(each, ''), text);
  let left = ours;
  for (let before = ''; before !== left;) {
    before = left;
    left = left.replaceAll(/⟦[^⟦⟧]*⟧/gu, '');
  }
  return left.replaceAll(/\b[A-Z]+_\d+\b/gu, '').trim();
}

describe('the extension in a language that nobody speaks', () => {
  let workbench: Workbench;
  let pseudo: Pseudo;
  let words: string[];

  before(async () => {
    const module = pathToFileURL(path.join(repoRoot, 'scripts', 'lib', 'pseudoLanguage.mjs')).href;
    pseudo = (await import(module)) as Pseudo;
    const workspace = copyOfFixture('../../examples/storefront');
    words = peoplesWords(workspace);
    workbench = await openWorkbench({
      workspace,
      language: pseudo.pseudoLanguage,
      settings: { 'atlas.notifications': 'off' },
    });
  });

  after(async () => {
    await workbench.dispose();
  });

  const says = (text: string): string => pseudo.pseudoText(text);
  const nothingLeft = (texts: readonly string[]): void => {
    assert.ok(texts.length > 0);
    const hard = texts.map((text) => [text, leftIn(text, words)]);
    assert.deepEqual(
      hard.filter(([, left]) => /\p{L}{3,}/u.test(left ?? '')),
      [],
    );
  };

  it('has views, rows and an indicator in it', async () => {
    const views = ['Objectives', 'Agents', 'Decisions & Insights'].map(says);
    await workbench.openView(views[0] ?? '');
    for (const view of views) {
      await giveRoom(workbench, view, views);
      await until(`${view} has rows`, 30_000, async () => (await workbench.rows(view)).length > 2);
      nothingLeft(await workbench.rows(view));
    }
    await giveRoom(workbench, undefined, views);
    await settled(workbench);
    nothingLeft([(await indicator(workbench).innerText()).replaceAll(/\s+/gu, ' ')]);
    await workbench.screenshot('look-language');
  });

  it('has menus in it', async () => {
    const row = await rowAtRest(workbench, says('Objectives'), 'Move the export job');
    await row.click({ button: 'right' });
    const entries = workbench.page.locator('.monaco-menu .action-label');
    await entries.first().waitFor();
    nothingLeft((await entries.allInnerTexts()).filter((text) => text.trim() !== ''));
    await settled(workbench);
    await workbench.screenshot('look-language-menu');
    await workbench.page.keyboard.press('Escape');
  });

  it('has questions in it', async () => {
    for (const title of ['Find Item…', 'Sort Tasks…', 'Decide…', 'Add Task…', 'Set Priority…']) {
      await workbench.command(`Atlas: ${says(title)}`);
      const heading = workbench.page.locator('.quick-input-title:visible');
      await heading.getByText('⟦').waitFor();
      nothingLeft([await heading.innerText()]);
      nothingLeft(await workbench.picks());
      await workbench.screenshot(`look-language-${title.split(' ')[0]?.toLowerCase() ?? ''}`);
      await workbench.page.keyboard.press('Escape');
    }
  });
});

/** Views grow and menus appear over a moment, which no picture should show. */
async function settled({ page }: Workbench): Promise<void> {
  await page.waitForTimeout(500);
}
