import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { identifyProcess, isAlive, type ProcessIdentity } from '../../src/node/processIdentity';
import { runAgent, type RunEnd } from '../../src/node/agentRunner';
import { launchOf } from '../../src/node/launch/terminalLaunch';
import { endRun, familyOfRun } from '../../src/node/agentRun';
import { endFamily, familyOf } from '../../src/node/agentFamily';
import { recordLostAgents } from '../../src/node/lostAgents';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { listProcesses } from '../../src/node/processTree';
import { Child } from './support/children';
import { contextOf, open } from './support/open';
import { useSample } from './support/temporaryFolder';
import { until } from './support/until';

if (process.platform !== 'win32') {
  describe('everything that an agent starts', function () {
    this.timeout(40_000);
    const folder = useSample();
    const own = { node: process.execPath, script: 'no/script.cjs' };
    const pids = (): string => path.join(folder().root, 'pids');
    const family = (how: string) => ({
      program: process.execPath,
      args: [path.join(__dirname, 'support', 'scripts', 'family.js'), pids(), how],
    });
    beforeEach(async () => {
      await open(folder()).atlas.run(spawnAgent, { mission: 'Look' });
    });

    async function members(count: number): Promise<ProcessIdentity[]> {
      const read = (): string[] =>
        fs.existsSync(pids()) ? fs.readFileSync(pids(), 'utf8').trim().split('\n') : [];
      await until(`there are ${count} processes`, () => read().length === count);
      return read().map((pid) => identifyProcess(Number(pid)));
    }
    const living = (all: readonly ProcessIdentity[]): number =>
      all.filter((each) => isAlive(each) === true).length;

    for (const headless of [true, false]) {
      const words = headless ? 'without a person' : 'in a terminal';
      it(`goes when its launcher has gone before it, ${words}`, async () => {
        const run = runAgent(
          open(folder()).atlas,
          folder(),
          '48',
          launchOf(family('launch'), { headless }),
          { own },
        );
        const all = await members(4);
        assert.equal(living(all), 4);
        const { end } = await run;
        assert.deepEqual(end, { exitCode: 0 } satisfies RunEnd);
        assert.equal(living(all), 0);
      });
    }

    it('goes when its runner is told to end, also what does not listen', async () => {
      const launch = JSON.stringify(family('stay'));
      const runner = new Child('runner', [folder().root, '48', launch]);
      const all = await members(4);
      assert.equal(endRun(folder(), 'AGENT_0048'), true);
      assert.equal(await runner.end(), 0);
      assert.equal(living(all), 0);
      const agent = contextOf(folder()).spawned_agents?.at(-1);
      assert.deepEqual([agent?.status, agent?.exit_signal], ['exited_without_report', 'SIGTERM']);
      assert.equal(endRun(folder(), 'AGENT_0048'), false);
    });

    it('goes when its time is over, and what it left is said', async () => {
      const { atlas } = open(folder());
      // Long enough for all of them to be there before it is over, on a busy machine too.
      await atlas.run(spawnAgent, { mission: 'Look', timeboxMinutes: 10 / 60 });
      const launch = launchOf(family('stay'), { headless: true, graceMinutes: 1 / 60 });
      const run = runAgent(atlas, folder(), '49', launch, { own });
      const all = await members(4);
      const { agent } = await run;
      assert.equal(living(all), 0);
      assert.equal(agent.status, 'timed_out');
      assert.match(agent.failure ?? '', /^its timebox was over/);
      const seen = atlas.history().map(({ event }) => event.type);
      const told = seen.filter((type) => type.startsWith('agentTime'));
      assert.deepEqual(told, ['agentTimeboxed', 'agentTimeboxed', 'agentTimedOut']);
    });

    /** Kills just the runner, as the kernel does when memory is short. */
    async function killRunner(launch: object): Promise<ProcessIdentity[]> {
      const runner = new Child('runner', [folder().root, '48', JSON.stringify(launch)]);
      const all = await members(4);
      await until('its runner has noted them', () => {
        const noted = familyOfRun(folder(), 'AGENT_0048')?.processes ?? [];
        return all.every((each) => noted.some(({ pid }) => pid === each.pid));
      });
      await runner.kill();
      return all;
    }

    for (const headless of [true, false]) {
      const words = headless ? 'without a person' : 'in a terminal';
      it(`goes when its runner was killed and that is noticed, ${words}`, async () => {
        const all = await killRunner({ ...family('stay'), headless });
        assert.ok(living(all) > 0);
        await recordLostAgents(open(folder()).atlas, folder());
        assert.equal(living(all), 0);
        const agent = contextOf(folder()).spawned_agents?.at(-1);
        assert.equal(agent?.status, 'lost');
        assert.match(
          agent.failure ?? '',
          /^its runner was killed; 4 processes of it .* were ended$/,
        );
        await recordLostAgents(open(folder()).atlas, folder());
        const { atlas } = open(folder());
        const told = atlas.history().filter(({ event }) => event.type === 'agentLost');
        assert.equal(told.length, 1);
      });
    }

    it('goes, and its report stays, when its runner was killed after that', async () => {
      const all = await killRunner(family('stay'));
      await open(folder()).atlas.run(reportAgent, { agent: '48', summary: 'Found it' });
      await recordLostAgents(open(folder()).atlas, folder());
      assert.equal(living(all), 0);
      assert.equal(contextOf(folder()).spawned_agents?.at(-1)?.status, 'reported');
      assert.equal(familyOfRun(folder(), 'AGENT_0048'), undefined);
    });

    it('is known by number and start time: namesakes are left alone', async () => {
      const other = new Child('takeLease', [folder().root, 'session_1']);
      await other.says('taken');
      const { pid, start } = identifyProcess(other.process.pid);
      const noted = familyOfRun(folder(), 'AGENT_0048');
      assert.equal(noted, undefined);
      const { boot } = familyOf([], undefined);
      const later = [{ pid, start: `${start}0` }];
      const nothing = { found: 0, remain: 0 };
      assert.deepEqual(await endFamily({ boot, processes: later, session: pid }), nothing);
      const before = { boot: 'before', processes: [{ pid, start }] };
      assert.deepEqual(await endFamily(before), nothing);
      assert.equal(isAlive(identifyProcess(pid)), true);
      await other.kill();
    });

    it('is not ended by one of its own', async () => {
      const [parent] = listProcesses().filter(({ pid }) => pid === process.ppid);
      assert.ok(parent);
      assert.equal(await endFamily(familyOf([parent], undefined)), undefined);
    });

    it('is left alone by its timebox where nobody wants it ended', async () => {
      const { atlas } = open(folder());
      await atlas.run(spawnAgent, { mission: 'Look', timeboxMinutes: 1 / 60 });
      const runner = runAgent(atlas, folder(), '49', launchOf(family('launch')), { own });
      const { agent, end } = await runner;
      assert.deepEqual([agent.status, end.exitCode], ['exited_without_report', 0]);
      assert.ok(agent.timebox_warned && agent.timebox_over);
    });
  });
}
