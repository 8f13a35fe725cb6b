import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { signalAgent } from '../../../src/core/operations/signalAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { noteTimebox } from '../../../src/core/operations/timeboxAgent';
import { outside } from '../support/outside';
import {
  atlas,
  cli,
  listenToNotices,
  orchestratorFile,
  readContext,
  rows,
  run,
  until,
} from '../support/window';

interface Item {
  readonly id: string;
  readonly status?: string;
}

const context = () => readContext(orchestratorFile('agent_project_context.json'));
const state = (id: string) => context().spawned_agents.find((one) => one.id === id)?.status;
const badge = () => atlas().exports.trees.badge;

async function badgeSays(value: number, tooltip: string): Promise<void> {
  await until(`the badge says ${tooltip}`, () => badge()?.value === value);
  assert.equal(badge()?.tooltip, tooltip);
}

/** A moment in which a second notice of the same event would have come. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 1_500));

describe('what waits for a person', () => {
  const notices = listenToNotices();
  const told = () => notices.told.splice(0).map(({ message, buttons }) => [message, ...buttons]);
  const toldOne = async () => {
    await until('something is told', () => notices.told.length > 0);
    await pause();
    return told();
  };

  before(async () => {
    await run('atlas.newOrchestration', { project: 'agent project' });
    assert.equal(badge(), undefined);
  });

  after(() => {
    notices.forget();
  });

  it('is told once when an agent ends without a report, with the one thing to do', async () => {
    await run('atlas.spawnAgent', { mission: 'Say nothing', profile: 'silent' });
    const one = ['AGENT_0001 developer ended without a report.', 'Ask to Report…'];
    assert.deepEqual(await toldOne(), [one]);
    await badgeSays(1, 'Waiting for you: 1 ended without a report');
  });

  it('is told at once when an agent needs an answer, and in its words', async () => {
    const elsewhere = outside();
    await elsewhere.run(spawnAgent, { mission: 'Ask', type: 'researcher', timeboxMinutes: 30 });
    await elsewhere.run(startAgent, { agent: '2' });
    const about = 'May I run [this](command:workbench.action.quit)?';
    await elsewhere.run(signalAgent, { agent: '2', signal: 'needsInput', about });
    assert.deepEqual(await toldOne(), [
      [
        'AGENT_0002 researcher needs you: May I run [this] (command:workbench.action.quit)?',
        'Show Terminal',
      ],
    ]);
    await badgeSays(2, 'Waiting for you: 1 needing input, 1 ended without a report');
    const [first] = await rows('agents');
    assert.match(first?.join(' ') ?? '', /^AGENT_0002 researcher needs input: May I run/);
  });

  it('is not told of a pause, and of a timebox with a look at the terminal', async () => {
    const elsewhere = outside();
    await elsewhere.run(signalAgent, { agent: '2', signal: 'turnEnded' });
    await badgeSays(1, 'Waiting for you: 1 ended without a report');
    await elsewhere.run(signalAgent, { agent: '2', signal: 'working' });
    await until('its time is on its row', async () =>
      (await rows('agents')).some(([, words]) => words.startsWith('running · 0/30 min')),
    );
    assert.deepEqual(told(), []);
    // As the runner of an agent without a timebox of its own would.
    await elsewhere.run(spawnAgent, { mission: 'Take long' });
    await elsewhere.run(startAgent, { agent: '3' });
    await elsewhere.run(noteTimebox, { agent: '3', stage: 'over' });
    assert.deepEqual(await toldOne(), [
      ['AGENT_0003 developer is over its timebox, and still at work.', 'Show Terminal'],
    ]);
  });

  it('tells failures, and leaves success to the badge', async () => {
    const report = ['--status', 'failure', '--summary', 'No key'];
    assert.equal(cli('report', '--agent', 'AGENT_0003', ...report).status, 0);
    assert.deepEqual(await toldOne(), [
      ['AGENT_0003 developer reported a failure: No key', 'Open Report'],
    ]);
    assert.equal(cli('report', '--agent', 'AGENT_0002', '--summary', 'Found it').status, 0);
    await badgeSays(3, 'Waiting for you: 1 ended without a report, 1 with a failure, 1 to verify');
    await pause();
    assert.deepEqual(told(), []);
  });

  it('tells everything, or nothing, to people who wish so', async () => {
    const settings = vscode.workspace.getConfiguration('atlas');
    await settings.update('notifications', 'all', vscode.ConfigurationTarget.Global);
    assert.equal(cli('report', '--agent', 'AGENT_0002', '--summary', 'More').status, 0);
    assert.deepEqual(await toldOne(), [
      ['AGENT_0002 researcher has reported: More', 'Verify Report…'],
    ]);
    await settings.update('notifications', 'off', vscode.ConfigurationTarget.Global);
    await run('atlas.spawnAgent', { mission: 'Say nothing', profile: 'silent' });
    await until('it ended', () => state('AGENT_0004') === 'exited_without_report');
    await pause();
    assert.deepEqual(told(), []);
    await settings.update('notifications', undefined, vscode.ConfigurationTarget.Global);
  });
});

describe('the commands that answer', () => {
  it('verify a report, reject it, and count what is left', async () => {
    const accepted = await run<Item>('atlas.verifyReport', { agent: '2', accepted: true });
    assert.equal(accepted.status, 'verified');
    const note = 'There is a key in the vault';
    await run('atlas.verifyReport', { agent: 'AGENT_0003', accepted: false, note });
    await badgeSays(3, 'Waiting for you: 2 ended without a report, 1 rejected');
    assert.ok((await rows('agents')).some(([, words]) => words.startsWith('report rejected')));
  });

  it('do not accept what was not checked, unless somebody says why', async () => {
    const spawned = await run<Item>('atlas.spawnAgent', {
      mission: 'Build it',
      successCriteria: ['run: npm test'],
      planned: true,
    });
    assert.equal(spawned.status, 'planned');
    assert.equal(cli('report', '--agent', spawned.id, '--summary', 'Built').status, 0);
    await until('it reported', () => state(spawned.id) === 'reported');
    const agent = spawned.id;
    await assert.rejects(run('atlas.verifyReport', { agent, accepted: true }), /not checked/);
    const despite = { agent, accepted: true, despite: true, note: 'By hand' };
    assert.equal((await run<Item>('atlas.verifyReport', despite)).status, 'verified');
  });

  it('launch what was planned, and cancel what runs, its process too', async () => {
    const planned = { mission: 'Wait', profile: 'patient', planned: true };
    const { id } = await run<Item>('atlas.spawnAgent', planned);
    assert.equal((await run<Item>('atlas.launchAgent', { agent: id })).id, id);
    await until('it runs', () => state(id) === 'running');
    const cancelled = await run<Item>('atlas.cancelAgent', { agent: id, reason: 'Too late' });
    assert.equal(cancelled.status, 'cancelled');
    await until('its process has ended', () => {
      const agent = context().spawned_agents.find((one) => one.id === id);
      return (agent as { ended?: string } | undefined)?.ended !== undefined;
    });
    assert.equal(state(id), 'cancelled');
  });

  it('raise a decision and make it', async () => {
    const raised = await run<Item>('atlas.raiseDecision', {
      question: 'Which provider?',
      options: ['Auth0', 'Keycloak'],
    });
    await until('it is counted', () => badge()?.tooltip.endsWith('1 to decide') === true);
    const made = await run('atlas.decide', {
      decision: raised.id,
      choice: '2',
      rationale: 'It runs here',
    });
    assert.equal(made['choice'], 'Keycloak');
    await until('it is not counted', () => badge()?.tooltip.includes('decide') === false);
  });

  it('refuse what they are not given, with a sentence', async () => {
    const refused: [string, object, RegExp][] = [
      ['atlas.continueAgent', {}, /agent/],
      ['atlas.continueAgent', { agent: '1', purpose: 'fun' }, /purpose/],
      ['atlas.askToReport', { agent: '99' }, /no agent AGENT_0099/],
      ['atlas.cancelAgent', { agent: '2' }, /has reported already/],
      ['atlas.verifyReport', { agent: '1', accepted: true }, /has not reported yet/],
      ['atlas.decide', { decision: '9', choice: 'x', rationale: 'y' }, /no decision DEC_009/],
      ['atlas.launchAgent', { agent: '1' }, /started already/],
    ];
    for (const [command, values, sentence] of refused) {
      await assert.rejects(run(command, values), sentence);
    }
  });
});

describe('a long list of agents', () => {
  it('shows a page, and more when asked', async () => {
    const elsewhere = outside();
    for (let count = context().spawned_agents.length; count < 205; count += 1) {
      await elsewhere.run(spawnAgent, { mission: `Number ${count}`, planned: true });
    }
    await until('all are known', () => context().spawned_agents.length === 205);
    // Not by `rows`, which asks for more until nothing is left.
    const { agents } = atlas().exports.trees;
    const shown = async () => (await agents.getChildren()) ?? [];
    await until('a page is shown', async () => (await shown()).length === 201);
    const last = (await shown()).at(-1);
    assert.ok(last);
    const { label, description } = await agents.getTreeItem(last);
    assert.deepEqual([label, description], ['Show more…', '5 further']);
    await vscode.commands.executeCommand('atlas.showMore', last);
    assert.equal((await shown()).length, 205);
  }).timeout(60_000);
});
