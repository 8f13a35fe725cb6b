import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beginOrchestration, rowSays, spawnByHand } from './support/atlasWindow';
import { copyOfFixture } from './support/projects';
import { killTerminal } from './support/realAgent';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';

const STILL_RUNS = 'AGENT_0001 executor still runs, and has no terminal in this window';

describe('an agent that its terminal leaves running', () => {
  const project = copyOfFixture('agent-project');
  const local = path.join(project, '.atlas', 'orchestrator', 'local', 'agents');
  let workbench: Workbench;
  const told = async (): Promise<boolean> =>
    (await workbench.notifications()).some((words) => words.startsWith(STILL_RUNS));

  before(async () => {
    const waits = { program: 'node', args: ['-e', 'setInterval(() => undefined, 1000)'] };
    const settings = { 'atlas.agents.profiles': { waits } };
    fs.writeFileSync(path.join(project, '.vscode', 'settings.json'), JSON.stringify(settings));
    workbench = await openWorkbench({ workspace: project });
    await beginOrchestration(workbench, 'Shop');
    await spawnByHand(workbench, 'waits');
    await workbench.openView('Agents');
    await rowSays(workbench, 'Agents', /AGENT_0001 executor ?running/);
  });

  after(async () => {
    await workbench.dispose();
  });

  // VS Code forgets to end a program in the half second after a reload; detaching always leaves it there.
  it('is told of, and ended by the press of a button', async () => {
    await workbench.command('Terminal: Detach Session');
    await until('it is told', 30_000, told);
    await delay(500); // It comes in slowly.
    await workbench.screenshot('closed-terminal');
    assert.ok(fs.existsSync(path.join(local, 'AGENT_0001.json')), 'it runs on unasked');
    await workbench.press('End It');
    await rowSays(workbench, 'Agents', /AGENT_0001 executor ?(exited|ended) without/);
    await until('nothing of it is left', 10_000, () =>
      Promise.resolve(fs.readdirSync(local).length === 0),
    );
  });

  it('is the exception: one that ends with its terminal is not told of', async () => {
    await spawnByHand(workbench, 'waits');
    await rowSays(workbench, 'Agents', /AGENT_0002 executor ?running/);
    await killTerminal(workbench);
    await rowSays(workbench, 'Agents', /AGENT_0002 executor ?(exited|ended) without/);
    await delay(9_000);
    const words = await workbench.notifications();
    assert.ok(!words.some((each) => each.includes('still runs')), words.join('\n'));
  });
});
