import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  asks,
  indicator,
  indicatorSays,
  openPage,
  pageSays,
  pressInline,
  pressWelcome,
  rowSays,
} from './support/atlasWindow';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';
import { stations } from '../support/stations';

interface Stored {
  spawned_agents: { status: string; started: string }[];
  atlas: { session: { ended?: string; clean?: boolean } };
}

describe('the main job, by hand: palette, trees, terminal, reload, close, return', function () {
  stations(this);

  const project = copyOfFixture('agent-project');
  let workbench: Workbench;

  const orchestrator = path.join(project, '.atlas', 'orchestrator');
  const stored = (): Stored =>
    JSON.parse(fs.readFileSync(path.join(orchestrator, 'shop_context.json'), 'utf8')) as Stored;

  before(async () => {
    workbench = await openWorkbench({
      workspace: project,
      // Drawn as text, so that a test can read it.
      settings: { 'terminal.integrated.gpuAcceleration': 'off' },
    });
  });

  after(async () => {
    await workbench.dispose();
  });

  it('offers a new orchestration where there is none, having written nothing', async () => {
    await workbench.openView('Objectives');
    await workbench.view('Objectives').getByText('Atlas keeps the work').waitFor();
    await workbench.screenshot('journey-01-welcome');
    assert.equal(fs.existsSync(path.join(project, '.atlas')), false);
  });

  it('begins one', async () => {
    await pressWelcome(workbench, 'Objectives', 'New Orchestration');
    await workbench.quickInput('Shop');
    await indicatorSays(workbench, /Session 1 · 0 running/);
    await workbench.screenshot('journey-02-new');
  });

  it('adds an objective from the welcome, and a task from the row of the objective', async () => {
    await pressWelcome(workbench, 'Objectives', 'Add Objective');
    await workbench.quickInput('Customers sign in without passwords');
    await workbench.waitForRow('Customers sign in without passwords');
    await pressInline(workbench, 'Objectives', 'Customers sign in', 'Add Task');
    await workbench.quickInput('Compare three providers');
    await rowSays(workbench, 'Objectives', /Compare three providers ?TASK_001 · ready/);
    await workbench.screenshot('journey-03-task');
  });

  it('spawns an agent for the task, step by step with a way back', async () => {
    await pressInline(workbench, 'Objectives', 'Compare three providers', 'Spawn Agent');
    await asks(workbench, '(1/6)');
    await workbench.screenshot('journey-04-spawn-type');
    await workbench.pick('analyst');
    await asks(workbench, '(2/6)');
    const back = workbench.page.locator('.quick-input-widget .action-label[aria-label^="Back"]');
    await back.click();
    await asks(workbench, '(1/6)');
    await workbench.pick('researcher');
    await asks(workbench, '(2/6)');
    await workbench.quickInput('Compare three providers and recommend one');
    await asks(workbench, '(3/6)');
    await workbench.quickInput('A table with five criteria');
    await asks(workbench, 'Go on with these (1)');
    await workbench.screenshot('journey-05-spawn-criteria');
    await workbench.quickInput('');
    await asks(workbench, '(4/6)');
    await workbench.pick('30 minutes');
    await asks(workbench, '(5/6)');
    await workbench.screenshot('journey-06-spawn-profile');
    await workbench.pick('patient');
    await asks(workbench, '(6/6)');
    await workbench.pick('rocket  Spawn');
    await rowSays(workbench, 'Agents', /AGENT_0001 researcher ?running/);
    await rowSays(workbench, 'Objectives', /AGENT_0001 researcher ?running/);
    await indicatorSays(workbench, /Session 1 · 1 running/);
    await workbench.page.locator('.xterm-rows', { hasText: 'I was asked' }).first().waitFor();
    await workbench.screenshot('journey-07-running');
    const mission = fs.readFileSync(
      path.join(orchestrator, 'agents', 'AGENT_0001', 'mission.md'),
      'utf8',
    );
    assert.match(mission, /Compare three providers and recommend one/);
    assert.match(mission, /1\. A table with five criteria/);
    assert.match(mission, /30 minutes/);
  });

  it('keeps the agent running while the window reloads, and finds it again', async () => {
    const { started } = stored().spawned_agents[0] ?? {};
    await workbench.reload();
    await workbench.openView('Objectives');
    await rowSays(workbench, 'Objectives', /AGENT_0001 researcher ?running/);
    await pressInline(workbench, 'Agents', 'AGENT_0001', 'Show Terminal');
    await workbench.page.locator('.xterm-rows', { hasText: 'I was asked' }).first().waitFor();
    await workbench.screenshot('journey-08-reloaded');
    assert.equal(stored().spawned_agents[0]?.started, started);
  });

  it('shows the report when it comes, without being asked', async () => {
    fs.writeFileSync(path.join(project, 'go-on'), '');
    await rowSays(
      workbench,
      'Objectives',
      /AGENT_0001 researcher ?reported success · Done: Compare/,
    );
    await rowSays(workbench, 'Agents', /AGENT_0001 researcher ?reported success/);
    await indicatorSays(workbench, /0 running/);
    await workbench.screenshot('journey-09-reported');
  });

  it('opens the report as a page', async () => {
    await openPage(workbench, 'Agents', 'AGENT_0001', 'Report of AGENT_0001');
    await workbench.page.locator('.tab', { hasText: 'Preview report.md' }).waitFor();
    await workbench.screenshot('journey-10-report');
  });

  it('completes the task with what was reported', async () => {
    await pressInline(workbench, 'Objectives', 'Compare three providers', 'Complete Task');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await until('the report is proposed', 10_000, async () =>
      (await input.inputValue()).startsWith('Done: Compare'),
    );
    await workbench.screenshot('journey-11-complete');
    await input.press('Enter');
    await rowSays(workbench, 'Objectives', /TASK_001 · completed/);
  });

  it('shows the status by a click on the session indicator', async () => {
    await indicator(workbench).click();
    await workbench.page.locator('.tab', { hasText: 'status.md' }).waitFor();
    await pageSays(workbench, 'Session 1 is going on');
    await workbench.screenshot('journey-12-status');
  });

  it('saves when the window closes', async () => {
    await workbench.closeWindow({ withEditors: true });
    assert.equal(stored().atlas.session.clean, true);
    assert.ok(stored().atlas.session.ended);
  });

  it('has everything there on return, says since when, and resumes', async () => {
    await workbench.reopen();
    await workbench.openView('Objectives');
    await rowSays(workbench, 'Objectives', /Compare three providers ?TASK_001 · completed/);
    await rowSays(workbench, 'Agents', /AGENT_0001 researcher ?reported success/);
    await indicatorSays(workbench, /Session 1 ended/);
    await pageSays(workbench, 'Session 1 was the last one');
    await workbench.screenshot('journey-13-returned');
    await workbench.command('Atlas: Resume Orchestration');
    await indicatorSays(workbench, /Session 2/);
    await pageSays(workbench, 'Session 2 is going on');
    await workbench.screenshot('journey-14-resumed');
  });
});
