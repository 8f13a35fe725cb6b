import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { asks, openPage, pageSays, rowSays } from './support/atlasWindow';
import { atlas } from './support/otherHands';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Theme, type Workbench } from './support/workbench';
import { stations } from '../support/stations';

interface Stored {
  active_tasks: unknown[];
  completed_tasks: { outcome: string }[];
  spawned_agents: {
    status: string;
    success_criteria?: string[];
    output_requirements?: string[];
    timebox_minutes?: number;
    verification?: { note?: string };
  }[];
}

const themes: Theme[] = ['Default Dark Modern', 'Default Light Modern', 'Default High Contrast'];

for (const theme of themes) {
  const name = theme.toLowerCase().replaceAll(' ', '-');

  describe(`a mission and its report by keyboard, in the theme ${theme}`, function () {
    stations(this);

    const project = copyOfFixture('agent-project');
    let workbench: Workbench;

    const stored = (): Stored => {
      const file = path.join(project, '.atlas', 'orchestrator', 'shop_context.json');
      return JSON.parse(fs.readFileSync(file, 'utf8')) as Stored;
    };
    /** Inputs and notices fade in: a picture of that shows nothing. */
    const look = async (at: string): Promise<void> => {
      await delay(400);
      await workbench.screenshot(`mission-${name}-${at}`);
    };
    const press = (...keys: string[]): Promise<void> =>
      keys.reduce(
        (before, key) => before.then(() => workbench.page.keyboard.press(key)),
        Promise.resolve(),
      );

    /** Types until the row that is meant has the focus, as a person would, and takes it. */
    const choose = async (words: string): Promise<void> => {
      await workbench.page.locator('.quick-input-widget input.input').fill(words);
      const focused = '.quick-input-widget .monaco-list-row.focused';
      await workbench.page.locator(focused, { hasText: words }).waitFor({ timeout: 10_000 });
      await press('Enter');
    };

    before(async () => {
      fs.writeFileSync(
        path.join(project, 'package.json'),
        JSON.stringify({ scripts: { test: 'node --version' } }),
      );
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
          cwd: project,
        });
      git('init', '-q');
      git('add', '.');
      git('commit', '-qm', 'Begin');
      atlas(project, 'new', 'Shop');
      atlas(project, 'objective', 'Customers sign in without passwords');
      atlas(project, 'task', 'Build the adapter', '--objective', '1');
      workbench = await openWorkbench({ workspace: project, theme });
      await workbench.openView('Objectives');
      await rowSays(workbench, 'Objectives', /Build the adapter/);
    });

    after(async () => {
      await workbench.dispose();
    });

    it('asks for the mission with what is usual for its kind, and refuses what cannot be checked', async () => {
      await workbench.command('Atlas: Spawn Agent…');
      await asks(workbench, '(1/7)');
      await choose('developer');
      await asks(workbench, '(2/7)');
      await workbench.quickInput('Build the sign-in adapter');
      await asks(workbench, '(3/7)');
      await look('1-task');
      await press('Enter');
      await asks(workbench, '(4/7)');
      await look('2-criteria');
      await workbench.page.keyboard.type('run: npm test && npm run lint');
      await asks(workbench, 'is for a shell');
      await look('3-criteria-refused');
      await press('Enter');
      await asks(workbench, 'cannot be used like this');
      await workbench.quickInput('');
      await asks(workbench, '(5/7)');
      // VS Code's own key for its Back button.
      const back = process.platform === 'darwin' ? 'Control+Minus' : 'Control+Alt+Minus';
      await press(back);
      await asks(workbench, '(4/7)');
      await press('ArrowDown', 'Enter');
      await asks(workbench, 'Go on with these (1)');
      // Going back loses neither what was taken in nor what was only typed.
      await workbench.page.keyboard.type('Reads w');
      await press(back);
      await asks(workbench, '(3/7)');
      await press('Enter');
      await asks(workbench, '(4/7)');
      const typed = workbench.page.locator('.quick-input-widget input.input');
      assert.equal(await typed.inputValue(), 'Reads w');
      await typed.fill('');
      await asks(workbench, 'Go on with these (1)');
      await workbench.quickInput('Reads well');
      await asks(workbench, 'Go on with these (2)');
      await look('4-criteria-chosen');
      await press('Enter');
      await asks(workbench, '(5/7)');
      await look('5-timebox');
      await press('Enter');
      await asks(workbench, '(6/7)');
      await choose('patient');
    });

    it('shows the whole mission before it is, and spawns it', async () => {
      await asks(workbench, '(7/7)');
      await pageSays(workbench, 'What has to come back');
      await look('6-preview');
      await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
      await asks(workbench, '(6/7)');
      // What was answered before is proposed again.
      await workbench.page
        .locator('.quick-input-widget .monaco-list-row.focused', { hasText: 'patient' })
        .waitFor({ timeout: 10_000 });
      await press('Enter');
      await asks(workbench, '(7/7)');
      await choose('launch it now');
      await rowSays(workbench, 'Agents', /AGENT_0001 developer ?running · 0\/60 min/);
      await until('the preview is gone', 10_000, async () => {
        return (await workbench.page.locator('.tab', { hasText: 'Mission of' }).count()) === 0;
      });
      await look('7-running');
      const [agent] = stored().spawned_agents;
      assert.deepEqual(agent?.success_criteria, ['run: npm test', 'Reads well']);
      assert.equal(agent.timebox_minutes, 60);
      assert.equal(agent.output_requirements?.length, 2);
    });

    it('counts what waits, and says what to do about it', async () => {
      fs.writeFileSync(path.join(project, 'go-on'), '');
      await rowSays(workbench, 'Agents', /AGENT_0001 developer ?reported success/);
      await workbench.page
        .locator('.activitybar .badge-content', { hasText: '1' })
        .first()
        .waitFor({ timeout: 30_000 });
      assert.deepEqual(await workbench.notifications(), []);
      // Needs an answer now: another agent asks, in the words of its own program.
      atlas(project, 'spawn', 'Look around', '--type', 'researcher');
      atlas(project, 'report', '--agent', '2', '--status', 'failure', '--summary', 'No access');
      await until('it is told', 30_000, async () =>
        (await workbench.notifications()).some((told) => told.includes('reported a failure')),
      );
      await look('8-notice');
      await workbench.press('Open Report');
      await pageSays(workbench, 'No access');
    });

    it('judges a report criterion by criterion, and rejects it with the reason', async () => {
      await workbench.openView('Agents');
      await openPage(workbench, 'Agents', 'AGENT_0001', 'Report of AGENT_0001');
      await workbench.command('Atlas: Verify Report…');
      await asks(workbench, 'AGENT_0001 developer');
      await look('9-which');
      await choose('AGENT_0001');
      await asks(workbench, 'Verify the Report of AGENT_0001');
      await look('10-verify');
      await choose('Reads well');
      await asks(workbench, 'It does not hold');
      await look('11-judge');
      await press('Enter');
      await asks(workbench, 'Verify the Report of AGENT_0001');
      await asks(workbench, 'holds');
      await look('12-judged');
      await choose('Reject');
      await asks(workbench, 'What is missing or wrong?');
      await workbench.quickInput('Not tested');
      await asks(workbench, 'Go On with This Agent');
      await look('13-rejected');
      await press('ArrowDown', 'Enter');
      await asks(workbench, '(1/6)');
      await choose('developer');
      await asks(workbench, '(2/6)');
      await look('14-another');
      await press('Escape');
      await rowSays(workbench, 'Agents', /AGENT_0001 developer ?report rejected/);
      assert.equal(stored().spawned_agents[0]?.verification?.note, 'Not tested');
    });

    it('accepts despite what is open, with the reason, and completes the task', async () => {
      atlas(project, 'report', '--agent', '1', '--summary', 'Tested');
      await rowSays(workbench, 'Agents', /AGENT_0001 developer ?reported success/);
      await workbench.command('Atlas: Verify Report…');
      await asks(workbench, 'AGENT_0001 developer');
      await choose('AGENT_0001');
      await asks(workbench, 'Verify the Report of AGENT_0001');
      await choose('Accept Despite');
      await asks(workbench, 'good enough');
      await workbench.quickInput('Run by hand');
      await asks(workbench, 'What came of it?');
      await look('15-complete');
      await press('Enter');
      await rowSays(workbench, 'Objectives', /TASK_001 · completed/);
      assert.equal(stored().completed_tasks[0]?.outcome, 'Tested');
      await look('16-done');
    });

    it('raises a decision and makes it', async () => {
      await workbench.command('Atlas: Raise Decision…');
      await workbench.quickInput('Which provider?');
      await asks(workbench, 'What is there to choose from?');
      await workbench.quickInput('Auth0');
      await asks(workbench, 'with these options (1)');
      await workbench.quickInput('Keycloak');
      await asks(workbench, 'with these options (2)');
      await look('17-options');
      await press('Enter');
      await workbench.command('Atlas: Decide…');
      await asks(workbench, 'Which provider?');
      await look('18-decide');
      await press('ArrowDown', 'Enter');
      await asks(workbench, 'Why "Keycloak"?');
      await workbench.quickInput('It runs here');
      await until('it is decided', 10_000, () =>
        Promise.resolve(JSON.stringify(stored()).includes('"choice":"Keycloak"')),
      );
    });
  });
}
