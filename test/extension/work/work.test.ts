import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { AGENT_STATES } from '../../../src/core/model/agentStates';
import { agentContextValue } from '../../../src/extension/trees/contextValue';
import {
  atlas,
  orchestratorFile,
  readContext,
  root,
  rows,
  run,
  until,
  viewItems,
} from '../support/window';

interface Item {
  id: string;
  mission: string;
}

const context = () => readContext(orchestratorFile('agent_project_context.json'));
const agent = (id: string) => context().spawned_agents.find((one) => one.id === id);

/** How many agents wait for their turn when the window closes. */
const WAITING = 3;

type CreateTerminal = (options: vscode.TerminalOptions) => vscode.Terminal;

/** Opens terminals in which nothing of Atlas runs. */
function stubTerminal(create: CreateTerminal): CreateTerminal {
  return ({ name }) =>
    create({
      ...(name === undefined ? {} : { name }),
      shellPath: process.execPath,
      shellArgs: ['-e', 'setInterval(() => undefined, 1000)'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
}

/** Rows that this day does not come to. */
const ELSEWHERE = [
  ...['folder', 'task+pending', 'task+cancelled'],
  ...['decision+pending', 'decision+made', 'decision+made+judged', 'answer+choice'],
  ...['option', 'insight', 'pattern'],
];

describe('the main job, from an empty folder to a report that came back', () => {
  it('begins an orchestration with an objective and a task', async () => {
    await run('atlas.newOrchestration', { project: 'agent project' });
    await run('atlas.addObjective', { description: 'Sign in without passwords' });
    const task = await run('atlas.addTask', {
      description: 'Compare providers',
      objective: 'OBJ_001',
    });
    assert.equal(task['id'], 'TASK_001');
  });

  it('spawns an agent whose real process reports back, and shows it', async () => {
    const spawned = await run<Item>('atlas.spawnAgent', {
      type: 'researcher',
      mission: 'Compare "three" providers; cost < $(whoami) & `time`',
      task: 'TASK_001',
      successCriteria: ['A table', 'A recommendation'],
      timeboxMinutes: 30,
    });
    assert.equal(spawned.id, 'AGENT_0001');
    const mission = fs.readFileSync(orchestratorFile('agents', 'AGENT_0001', 'mission.md'), 'utf8');
    assert.match(mission, /2\. A recommendation/);
    assert.match(mission, /30 minutes/);
    assert.match(mission, /atlas report --agent AGENT_0001/);

    await until('the agent reported', () => agent('AGENT_0001')?.status === 'reported');
    const saw = JSON.parse(fs.readFileSync(path.join(root(), 'agent-saw.json'), 'utf8')) as Record<
      string,
      string
    >;
    assert.equal(saw['asked'], 'Compare "three" providers; cost < $(whoami) & `time`');
    assert.equal(saw['root'], root());
    assert.equal(saw['agent'], 'AGENT_0001');
    assert.equal(saw['session'], context().last_session);

    await until('the trees show the report', async () => {
      const [objective] = await rows('objectives');
      return JSON.stringify(objective).includes('reported success');
    });
    assert.deepEqual(await rows('objectives'), [
      [
        'Sign in without passwords',
        '0/1',
        [
          'Compare providers',
          'TASK_001 · reported, to be verified',
          ['AGENT_0001 researcher', `reported success · Done: ${saw['asked'] ?? ''}`],
        ],
      ],
    ]);
    assert.match(
      fs.readFileSync(orchestratorFile('agents', 'AGENT_0001', 'report.md'), 'utf8'),
      /Done: Compare/,
    );
  });

  it('knows an agent that is running, and finds its terminal', async () => {
    await run('atlas.spawnAgent', { mission: 'Take your time', profile: 'patient' });
    await until('it runs', () => agent('AGENT_0002')?.status === 'running');
    await until('the tree says so', async () =>
      (await rows('agents')).some(
        ([label, words]) => label.startsWith('AGENT_0002') && words.startsWith('running'),
      ),
    );
    assert.equal(await run<boolean>('atlas.showTerminal', { agent: 'AGENT_0002' }), true);
    assert.equal(vscode.window.activeTerminal?.name, 'AGENT_0002 developer');
    fs.writeFileSync(path.join(root(), 'go-on'), '');
    await until('it reported', () => agent('AGENT_0002')?.status === 'reported');
  });

  it('never takes an end for a success', async () => {
    await run('atlas.spawnAgent', { mission: 'Say nothing', profile: 'silent' });
    await until('it ended', () => agent('AGENT_0003')?.status === 'exited_without_report');
  });

  it('says before it writes anything that a program is missing', async () => {
    const before = context().spawned_agents.length;
    await assert.rejects(
      run('atlas.spawnAgent', { mission: 'x', profile: 'missing' }),
      /no-such-program-anywhere.*not found/,
    );
    await assert.rejects(
      run('atlas.spawnAgent', { mission: 'x', profile: 'unfinished' }),
      /names no program/,
    );
    assert.equal(context().spawned_agents.length, before);
  });

  it('writes a mission into the chat, or sends it where a model is there', async () => {
    const spawned = await run<Item>('atlas.spawnAgent', {
      mission: 'Talk it over',
      profile: 'chat',
    });
    assert.equal(agent(spawned.id)?.status, 'spawned');
  });

  it('puts the atlas command on the PATH of ordinary terminals', async () => {
    const script =
      "require('child_process').execFile(process.platform === 'win32' ? 'atlas.cmd' : 'atlas', ['status', '--json'], " +
      "{ shell: process.platform === 'win32' }, (_error, out) => require('fs').writeFileSync('said.json', out))";
    const terminal = vscode.window.createTerminal({
      shellPath: process.execPath,
      shellArgs: ['-e', script],
      cwd: root(),
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
    const said = path.join(root(), 'said.json');
    await until('the command answered', () => fs.existsSync(said) && fs.statSync(said).size > 0);
    terminal.dispose();
    assert.match(fs.readFileSync(said, 'utf8'), /^\{"ok":true,"data":\{"project":"agent project"/);
  });

  it('completes the task', async () => {
    await run('atlas.completeTask', { task: 'TASK_001', outcome: 'The second one' });
    assert.deepEqual(await rows('objectives'), [
      [
        'Sign in without passwords',
        '1/1',
        [
          'Compare providers',
          'TASK_001 · completed',
          [
            'AGENT_0001 researcher',
            'reported success · Done: Compare "three" providers; cost < $(whoami) & `time`',
          ],
        ],
      ],
    ]);
  });

  it('has more agents to start than it can before it is closed', async () => {
    const before = context().spawned_agents.length;
    const window = vscode.window as { createTerminal: unknown };
    // Their runners do not begin, as on a machine that is busy; the others have to wait for their turn.
    window.createTerminal = stubTerminal(vscode.window.createTerminal.bind(vscode.window));
    const count = availableParallelism() + WAITING;
    for (let each = 0; each < count; each += 1) {
      void run('atlas.spawnAgent', { mission: 'Wait for your turn', type: 'waiter' });
    }
    await until('all are spawned', () => context().spawned_agents.length === before + count);
    assert.deepEqual(
      new Set(
        context()
          .spawned_agents.slice(before)
          .map(({ status }) => status),
      ),
      new Set(['spawned']),
    );
  });

  it('gives every kind of row the menus that were written for it', async () => {
    const found = new Set([...(await viewItems('objectives')), ...(await viewItems('agents'))]);
    const { menus } = (
      atlas().packageJSON as { contributes: { menus: Record<string, { when: string }[]> } }
    ).contributes;
    const tests = (menus['view/item/context'] ?? []).map(
      ({ when }) => /^viewItem =~ \/(.+)\/$/.exec(when)?.[1] ?? '',
    );
    const now = new Date().toISOString();
    const rejected = { accepted: false, verified: now };
    const possible = AGENT_STATES.flatMap((state) =>
      [{}, { verification: rejected }, { branch: 'atlas/agent-1' }].map((more) => {
        const one = { id: 'AGENT_1', type: '', mission: '', status: state, ...more };
        return agentContextValue({ kind: 'agent', agent: one, state, settled: false }, now);
      }),
    );
    const unused = tests.filter(
      (test) => ![...found, ...possible, ...ELSEWHERE].some((item) => new RegExp(test).test(item)),
    );
    assert.deepEqual(unused, []);
    assert.deepEqual(
      [...found].filter(
        (item) =>
          !/^(objective(\+closed)?|task\+\w+|agent\+\w+(\+(unstarted|settled|rejected|late|branch))*)$/.test(
            item,
          ),
      ),
      [],
    );
  });
});
