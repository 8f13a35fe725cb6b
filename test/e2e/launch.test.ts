import { indicatorSays, pressWelcome, rowSays, spawnByHand } from './support/atlasWindow';
import { copyOfFixture } from './support/projects';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';

describe('launching by hand', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: copyOfFixture('bare-project') });
    await workbench.openView('Objectives');
    await pressWelcome(workbench, 'Objectives', 'New Orchestration');
    await workbench.quickInput('Bare');
    await indicatorSays(workbench, /Session 1/);
  });

  after(async () => {
    await workbench.dispose();
  });

  // The agent is a script for a POSIX shell; what it shows does not depend on the system.
  if (process.platform !== 'win32') {
    it('an agent without Node on its PATH reports with the atlas command', async () => {
      await spawnByHand(workbench, 'shell');
      await rowSays(workbench, 'Agents', /reported success · Reported without Node as AGENT_0001/);
      await workbench.screenshot('launch-without-node');
    });
  }

  it("VS Code's chat gets the mission", async () => {
    await spawnByHand(workbench, 'chat');
    const input = workbench.page.locator('.interactive-input-part');
    await until('the mission is in the chat', 60_000, async () =>
      /AGENT_000\d:/.test(await input.first().innerText()),
    );
    await rowSays(workbench, 'Agents', /AGENT_000\d executor ?spawned/);
    await workbench.screenshot('launch-chat');
  });
});
