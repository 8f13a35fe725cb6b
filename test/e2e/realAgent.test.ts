import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { agentsProcesses } from '../support/agentsProcesses';
import {
  beginOrchestration,
  openPage,
  pressInline,
  rowSays,
  spawnByHand,
} from './support/atlasWindow';
import type { Client } from './support/modelProtocols';
import { killTerminal, RealAgent } from './support/realAgent';
import { until } from './support/until';
import { openWorkbench, type Theme, type Workbench } from './support/workbench';
import { stations } from '../support/stations';

/** Each with what stands on its screen while it waits for its model. */
const looks: readonly (readonly [Client, Theme, string])[] = [
  ['claude', 'Default Dark Modern', 'mission.md'],
  ['gemini', 'Default Light Modern', 'Thinking'],
];

for (const [client, theme, atWork] of looks) {
  describe(`${client} as it is, in a real window in the theme ${theme}`, function () {
    // The program is installed where it is not there yet.
    this.timeout(900_000);
    stations(this);

    let agent: RealAgent;
    let workbench: Workbench;

    before(async () => {
      agent = await RealAgent.prepare(client, 'Found what there is');
      workbench = await openWorkbench({
        workspace: agent.project,
        theme,
        // Drawn as text, so that a test can read it.
        settings: { 'terminal.integrated.gpuAcceleration': 'off' },
      });
      await beginOrchestration(workbench, 'Shop');
    });

    after(async () => {
      await workbench.dispose();
      await agent.dispose();
    });

    it('is spawned by hand, and works in its terminal', async () => {
      await spawnByHand(workbench, 'real');
      await rowSays(workbench, 'Agents', /AGENT_0001 executor ?running/);
      await until('it has asked its model', 60_000, () => Promise.resolve(agent.hasAsked));
      await screenSays(workbench, atWork);
      await workbench.screenshot(`real-${client}-1-running`);
    });

    it('is found again when the window was reloaded, on the screen it had', async () => {
      const { started } = agent.stored() ?? {};
      const processes = agent.processes();
      await workbench.reload();
      await workbench.openView('Agents');
      await rowSays(workbench, 'Agents', /AGENT_0001 executor ?running/);
      await pressInline(workbench, 'Agents', 'AGENT_0001', 'Show Terminal');
      await screenSays(workbench, atWork);
      await workbench.screenshot(`real-${client}-2-reloaded`);
      const { started: still, runs } = agent.stored() ?? {};
      assert.deepEqual([still, runs], [started, 1]);
      assert.deepEqual(agent.processes(), processes);
      const there = agentsProcesses(agent.project).map(({ pid }) => pid);
      assert.deepEqual(
        processes.filter((pid) => !there.includes(pid)),
        [],
      );
    });

    it('reports, and its report is opened', async () => {
      agent.letGo();
      await rowSays(workbench, 'Agents', /reported success · Found what there is/);
      await openPage(workbench, 'Agents', 'AGENT_0001', 'Report of AGENT_0001');
      await workbench.screenshot(`real-${client}-3-reported`);
    });

    it('ends with its terminal, and leaves nothing behind', async () => {
      await killTerminal(workbench);
      await until('nothing of it is left', 30_000, () =>
        Promise.resolve(agentsProcesses(agent.project).length === 0),
      );
      const left = path.join(agent.project, '.atlas', 'orchestrator', 'local', 'agents');
      assert.deepEqual(fs.readdirSync(left), []);
    });
  });
}

/** What was drawn in the terminal that is shown. A line may be broken anywhere. */
async function screenSays(workbench: Workbench, words: string): Promise<void> {
  await until(`the terminal shows ${words}`, 60_000, async () => {
    const screens = await workbench.page.locator('.xterm-rows').allInnerTexts();
    return screens.some((screen) => screen.replaceAll(/\s+/gu, '').includes(words));
  });
}
