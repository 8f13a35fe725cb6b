import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Agent } from '../../src/core/model/context';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { runnerOf } from '../../src/node/agentRun';
import { isAlive, identifyProcess } from '../../src/node/processIdentity';
import { AgentProgram } from './support/agentProgram';
import { Child } from './support/children';
import { contextOf, open } from './support/open';
import { useSample } from './support/temporaryFolder';
import { until } from './support/until';

if (process.platform !== 'win32') {
  describe('the process that runs an agent', function () {
    this.timeout(20_000);
    const folder = useSample();
    let program: AgentProgram;
    let runner: Child;
    let pid = 0;
    beforeEach(async () => {
      pid = 0;
      program = new AgentProgram(folder().root);
      await open(folder()).atlas.run(spawnAgent, { mission: 'Look' });
      const launch = JSON.stringify(program.launch('wait'));
      runner = new Child('runner', [folder().root, '48', launch]);
      await until('the program has started', () => program.hasStarted);
      ({ pid } = program.facts);
    });
    afterEach(() => {
      // Only a pid we were told of: 0 would be our own process group.
      if (pid > 0) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended, as it should.
        }
      }
    });
    const recorded = (): Agent | undefined => contextOf(folder()).spawned_agents?.at(-1);

    it('is known to everybody while it runs, and forgotten afterwards', async () => {
      assert.equal(runnerOf(folder(), 'AGENT_0048'), runner.process.pid);
      assert.equal(recorded()?.status, 'running');
      process.kill(pid, 'SIGTERM');
      await runner.end();
      assert.equal(runnerOf(folder(), 'AGENT_0048'), undefined);
      assert.deepEqual(fs.readdirSync(path.join(folder().localFolder, 'agents')), []);
    });

    it('is known to be gone when it was killed, though it left its record', async () => {
      await runner.kill();
      assert.equal(runnerOf(folder(), 'AGENT_0048'), undefined);
    });

    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      it(`passes ${signal} on to the program, and records its end`, async () => {
        runner.process.kill(signal);
        assert.equal(await runner.end(), 0);
        assert.deepEqual(
          [program.facts.signal, runner.heard.at(-1)],
          [signal, 'ended {"exitCode":40}'],
        );
        assert.deepEqual(
          [recorded()?.status, recorded()?.exit_code],
          ['exited_without_report', 40],
        );
      });
    }

    it('outlives an interrupt, which the terminal sends to the program as well', async () => {
      runner.process.kill('SIGINT');
      process.kill(pid, 'SIGTERM');
      assert.equal(await runner.end(), 0);
      assert.equal(recorded()?.exit_code, 40);
    });

    it('records the end also when it is told to end once more while it writes that', async () => {
      const lock = path.join(folder().localFolder, 'writer.lock');
      await runner.says('writes');
      fs.writeFileSync(lock, JSON.stringify({ ...identifyProcess(), token: 'of the test' }));
      const identity = identifyProcess(pid);
      runner.process.kill('SIGTERM');
      await until('the program has ended', () => isAlive(identity) === false);
      while (runner.heard.filter((word) => word === 'writes').length < 2) {
        await runner.more();
      }
      runner.process.kill('SIGTERM');
      runner.process.kill('SIGHUP');
      runner.tell('the signals');
      await runner.says('heard the signals');
      fs.rmSync(lock);
      assert.equal(await runner.end(), 0);
      assert.deepEqual([recorded()?.status, recorded()?.exit_code], ['exited_without_report', 40]);
    });
  });
}
