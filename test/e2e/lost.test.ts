import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from '../../src/node/processIdentity';
import { rowSays } from './support/atlasWindow';
import { atlas } from './support/otherHands';
import { copyOfFixture } from './support/projects';
import { repoRoot } from './support/repoRoot';
import { until } from './support/until';
import { openWorkbench, type Workbench } from './support/workbench';

describe('an agent whose runner was killed while no window was open', () => {
  const project = copyOfFixture('agent-project');
  const local = path.join(project, '.atlas', 'orchestrator', 'local', 'agents');
  let workbench: Workbench | undefined;

  after(async () => {
    await workbench?.dispose();
  });

  it('is found lost by the next window, which tells it once', async () => {
    atlas(project, 'new', 'Shop');
    const cli = path.join(repoRoot, 'dist', 'cli.cjs');
    const waits = 'setInterval(() => undefined, 1000)';
    const runner = spawn(
      process.execPath,
      [cli, 'spawn', 'Wait', '--cwd', project, '--', process.execPath, '-e', waits],
      { stdio: 'ignore' },
    );
    const record = path.join(local, 'AGENT_0001.json');
    const recorded = (): { pid?: number; program?: ProcessIdentity } =>
      fs.existsSync(record) ? (JSON.parse(fs.readFileSync(record, 'utf8')) as object) : {};
    await until('its program runs', 20_000, () =>
      Promise.resolve(recorded().program !== undefined),
    );
    const { pid, program } = recorded();
    assert.ok(pid !== undefined && program);
    process.kill(pid, 'SIGKILL');
    await until('it is gone', 20_000, () =>
      Promise.resolve(runner.exitCode !== null || runner.signalCode !== null),
    );
    assert.match(atlas(project, 'show', '1'), /^AGENT_0001 {2}running/);
    assert.equal(isAlive(program), true, 'its program outlives it');

    workbench = await openWorkbench({ workspace: project });
    const told = async (): Promise<number> => {
      const all = (await workbench?.notifications()) ?? [];
      return all.filter((words) => words.includes('AGENT_0001') && words.includes('lost')).length;
    };
    await workbench.openView('Agents');
    await rowSays(workbench, 'Agents', /AGENT_0001 developer ?lost/);
    await until('it is told', 30_000, async () => (await told()) > 0);
    await workbench.screenshot('lost');
    assert.equal(isAlive(program), false, 'nothing of it is left');
    assert.match(atlas(project, 'show', '1'), /1 process of it that was still there was ended/);
    // It would be told again within the next looks, which come every five seconds.
    await delay(6_000);
    assert.equal(await told(), 1);
    assert.equal(
      atlas(project, 'log')
        .split('\n')
        .filter((line) => line.includes(' lost')).length,
      1,
    );
    await workbench.reload();
    await workbench.openView('Agents');
    await rowSays(workbench, 'Agents', /AGENT_0001 developer ?lost/);
    await delay(3_000);
    assert.equal(await told(), 0);
  });
});
