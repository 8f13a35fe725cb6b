import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Agent } from '../../src/core/model/context';
import type { TerminalProfile } from '../../src/core/model/profile';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { runAgent, shellExitCode, type RunEnd } from '../../src/node/agentRunner';
import { runnerOf } from '../../src/node/agentRun';
import { launchOf } from '../../src/node/launch/terminalLaunch';
import { isAtlasError } from '../core/support/atlasError';
import { AgentProgram } from './support/agentProgram';
import { contextOf, open } from './support/open';
import { useSample } from './support/temporaryFolder';

describe('the runner of an agent', () => {
  const folder = useSample();
  let program: AgentProgram;
  beforeEach(async () => {
    program = new AgentProgram(folder().root);
    await open(folder()).atlas.run(spawnAgent, { mission: 'Look at "it"' });
  });
  const own = { node: process.execPath, script: 'no/script.cjs' };
  const run = (profile: TerminalProfile): Promise<{ agent: Agent; end: RunEnd }> =>
    runAgent(open(folder()).atlas, folder(), '48', launchOf(profile), { own });
  const recorded = (): Agent | undefined => contextOf(folder()).spawned_agents?.at(-1);

  it('passes on every argument as it is, and none of them to a shell', async () => {
    const args = [
      'two words',
      '',
      '"quoted"',
      "it's",
      'new\nline',
      '$(touch x)',
      '`id`',
      '$HOME',
      '*',
      'a\\b',
      '\u{1F916} ü',
      '--',
      '-x',
    ];
    await run(program.launch(0, ...args));
    assert.deepEqual(program.facts.args, args);
  });

  it('fills the placeholders, with the mission word for word', async () => {
    await run(
      program.launch(0, '{mission}', '{missionFile}', '{prompt}', '{agent}:{root}', '{other}'),
    );
    const file = path.join(folder().root, '.atlas/orchestrator/agents/AGENT_0048/mission.md');
    const [mission, missionFile, prompt, ...rest] = program.facts.args;
    assert.deepEqual([mission, missionFile], ['Look at "it"', file]);
    assert.match(prompt ?? '', /^Read \.atlas\/orchestrator\/agents\/AGENT_0048\/mission\.md and /);
    assert.deepEqual(rest, [`AGENT_0048:${folder().root}`, '{other}']);
    assert.ok(fs.existsSync(file));
  });

  it('starts the program in the workspace folder, and tells it who it is', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      ATLAS_LAUNCH: 'of the runner',
      ATLAS_BIN: '/the/bin',
      OF_THE_USER: 'kept',
      PWD: '/somewhere/else',
    });
    try {
      await run(program.launch(0));
    } finally {
      process.env = before;
    }
    const { cwd, env } = program.facts;
    assert.equal(cwd, folder().root);
    assert.equal(env['PWD'], process.platform === 'win32' ? '/somewhere/else' : folder().root);
    assert.deepEqual(
      [
        env['ATLAS_ROOT'],
        env['ATLAS_AGENT_ID'],
        env['ATLAS_SESSION'],
        env['OF_THE_USER'],
        env['ATLAS_LAUNCH'],
      ],
      [folder().root, 'AGENT_0048', 'session_20240115_143000', 'kept', undefined],
    );
    assert.equal(env['PATH'], ['/the/bin', before['PATH']].join(path.delimiter));
  });

  it('records the start before the program can do anything, and the end with its exit code', async () => {
    const { agent, end } = await run(program.launch(7));
    assert.deepEqual([end, shellExitCode(end)], [{ exitCode: 7 }, 7]);
    assert.deepEqual(agent, recorded());
    assert.deepEqual([agent.status, agent.exit_code], ['exited_without_report', 7]);
    assert.ok(agent.started && agent.ended && agent.started <= agent.ended);
  });

  it('does not take an end for a report, even a good one', async () => {
    const { agent } = await run(program.launch(0));
    assert.deepEqual(
      [agent.status, agent.exit_code, agent.report],
      ['exited_without_report', 0, undefined],
    );
  });

  it('leaves a report a report when the program ends', async () => {
    await open(folder()).atlas.run(reportAgent, { agent: '48', summary: 'Found it' });
    const { agent } = await run(program.launch(1));
    assert.deepEqual(
      [agent.status, agent.report?.summary, agent.exit_code],
      ['reported', 'Found it', 1],
    );
  });

  if (process.platform !== 'win32') {
    it('records the signal that ended the program', async () => {
      const { agent, end } = await run(program.launch('SIGKILL'));
      assert.deepEqual([end, shellExitCode(end)], [{ signal: 'SIGKILL' }, 137]);
      assert.deepEqual([agent.exit_signal, 'exit_code' in agent], ['SIGKILL', false]);
    });

    it('says so when the program may not be run', async () => {
      const { agent, end } = await run({ program: path.join(folder().root, '.atlas'), args: [] });
      assert.equal(shellExitCode(end), 127);
      assert.match(agent.failure ?? '', /\.atlas may not be run$/);
    });

    it('says so when the arguments are more than the system takes', async () => {
      const { agent } = await run(program.launch(0, 'x'.repeat(200_000)));
      assert.deepEqual([agent.status, program.hasStarted], ['failed', false]);
      assert.match(agent.failure ?? '', /too long.*\{missionFile\}/);
    });
  }

  it('says so when the program is not there', async () => {
    const { agent, end } = await run({ program: 'no-such-program', args: [] });
    assert.deepEqual([agent.status, agent.failure], ['failed', 'no-such-program was not found']);
    assert.deepEqual([recorded(), shellExitCode(end)], [agent, 127]);
  });

  it('says so when a mission cannot be an argument', async () => {
    const { agent } = await run(program.launch(0, 'one\0two'));
    assert.deepEqual(
      [agent.status, program.hasStarted, runnerOf(folder(), 'AGENT_0048')],
      ['failed', false, undefined],
    );
    assert.ok(agent.failure);
  });

  it('records that it failed when it cannot write down what it is about to run', async () => {
    fs.mkdirSync(folder().localFolder, { recursive: true });
    fs.writeFileSync(path.join(folder().localFolder, 'agents'), 'a file');
    const { agent } = await run(program.launch(0));
    assert.deepEqual([agent.status, program.hasStarted], ['failed', false]);
    assert.ok(agent.failure);
  });

  it('does not start an agent a second time', async () => {
    await run(program.launch(3));
    const before = recorded();
    const other = new AgentProgram(path.join(folder().root, '.atlas'));
    await assert.rejects(
      run(other.launch(0)),
      isAtlasError('agentAlreadyStarted', { id: 'AGENT_0048', started: before?.started }),
    );
    assert.deepEqual([recorded(), other.hasStarted], [before, false]);
  });

  it('does not start an agent that is not there', async () => {
    const launch = launchOf(program.launch(0));
    const starting = runAgent(open(folder()).atlas, folder(), '99', launch, { own });
    await assert.rejects(starting, isAtlasError('agentNotFound', { id: 'AGENT_0099' }));
    assert.equal(program.hasStarted, false);
  });

  it('leaves no handler of signals behind', async () => {
    const count = (): number[] =>
      ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));
    const before = count();
    await run(program.launch(0));
    assert.deepEqual(count(), before);
  });
});
