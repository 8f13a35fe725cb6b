import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { Client } from '@modelcontextprotocol/client';
import { addTask } from '../../src/core/operations/addTask';
import { decide } from '../../src/core/operations/decide';
import { startAgent } from '../../src/core/operations/agentProcess';
import { verifyReport } from '../../src/core/operations/verifyReport';
import { contextFileOf, contextOf, open } from '../node/support/open';
import { useSample, useTemporaryFolder } from '../node/support/temporaryFolder';
import { createOrchestration } from '../../src/node/createOrchestration';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { acts, agentAtWork, agentNow } from './support/agents';
import { call, data, fault, says, useClients } from './support/clients';

const REPORT = { status: 'partial', summary: 'Half of it', evidence: ['a test'] };

describe('The tools of MCP, called twice', function () {
  this.timeout(30_000);
  const folder = useSample();
  const clients = useClients();
  let client: Client;
  let id: string;
  const here = (): Promise<Client> => clients.overStdio({ root: folder().root, agent: id });
  const reportText = (): string =>
    fs.readFileSync(folder().document(`agents/${id}/report.md`), 'utf8');

  beforeEach(async () => {
    ({ id } = await agentAtWork(folder()));
    client = await here();
  });

  it('report the same once, also by two processes at the same moment', async () => {
    const other = await here();
    const before = acts(folder()).length;
    const told = await Promise.all(
      [client, other, client, other].map((each) => data(each, 'report', REPORT)),
    );
    assert.deepEqual(told.map((each) => each.data['again']).sort(), [false, true, true, true]);
    assert.deepEqual(acts(folder(), before), [`${id} agentReported`]);
    assert.equal(reportText().match(/Half of it/g)?.length, 1);
    await data(client, 'report', { ...REPORT, summary: 'All of it' });
    assert.equal(agentNow(folder(), id)?.report?.summary, 'All of it');
  });

  it('take the same words as a new report when the earlier one was judged', async () => {
    await data(client, 'report', REPORT);
    const { atlas } = open(folder());
    await atlas.run(verifyReport, { agent: id, accepted: false, note: 'No numbers' });
    const rejected = await data(client, 'read_mission');
    assert.match(rejected.words, /- Your report was rejected: No numbers/);
    await atlas.run(startAgent, { agent: id, run: 2 });
    assert.equal((await data(client, 'report', REPORT)).data['again'], false);
    assert.equal(agentNow(folder(), id)?.verification, undefined);
  });

  it('record an insight and a task once', async () => {
    const insight = { text: ' Logins peak at nine ' };
    const first = await data(client, 'add_insight', insight);
    const second = await data(client, 'add_insight', insight);
    assert.deepEqual([first.data['again'], second.data['again']], [false, true]);
    assert.equal(first.data['number'], second.data['number']);
    const task = { description: 'Roll out' };
    const told = await Promise.all([1, 2, 3].map(() => data(client, 'add_task', task)));
    assert.equal(told.filter(({ data: { again } }) => again === false).length, 1);
    assert.equal(contextOf(folder()).active_tasks?.length, 2);
    const others = await clients.overStdio({ root: folder().root });
    assert.equal((await data(others, 'add_task', task)).data['again'], false);
  });

  it('ask a question once while it waits, and until its answer was heard', async () => {
    const question = { question: 'May I?', options: ['yes', 'no'], wait_seconds: 0 };
    const first = await data(client, 'ask_question', question);
    assert.equal(first.data['answered'], false);
    const decision = String(first.data['decision']);
    assert.match(first.words, new RegExp(`look again with check_answer, decision ${decision}\\.$`));
    assert.equal((await data(client, 'ask_question', question)).data['decision'], decision);
    assert.match(
      await says(client, 'read_mission'),
      new RegExp(`${decision} May I\\? Not answered`),
    );
    const pending = await data(client, 'check_answer', { decision, wait_seconds: 0 });
    assert.equal(pending.data['answered'], false);

    await open(folder()).atlas.run(decide, { decision, choice: 'yes', rationale: 'fine' });
    const late = await data(client, 'ask_question', question);
    assert.deepEqual([late.data['decision'], late.data['choice']], [decision, 'yes']);
    const again = await data(client, 'ask_question', question);
    assert.notEqual(again.data['decision'], decision);
    assert.match(
      await says(client, 'read_mission'),
      new RegExp(`${decision} May I\\? Answer: yes \\(because fine\\)`),
    );
    assert.equal(
      await says(client, 'check_answer', { decision }),
      `${decision} was answered: yes\nBecause: fine`,
    );
  });

  it('ask in many calls at once, each of which is answered', async () => {
    const questions = ['One?', 'Two?', 'Three?'];
    const asking = questions.map((question) => data(client, 'ask_question', { question }));
    const { atlas, store } = open(folder());
    for (const question of questions) {
      for (;;) {
        store.refresh();
        const pending = (store.state.context?.pending_decisions ?? []) as {
          id: string;
          question: string;
        }[];
        const found = pending.find((each) => each.question === question);
        if (found) {
          await atlas.run(decide, { decision: found.id, choice: question, rationale: 'so' });
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    const told = await Promise.all(asking);
    assert.deepEqual(
      told.map(({ data: { choice } }) => choice),
      questions,
    );
  });
});

describe('Who may act through MCP', function () {
  this.timeout(30_000);
  const folder = useSample();
  const clients = useClients();

  it('a bound agent for itself alone', async () => {
    const { id } = await agentAtWork(folder());
    const { id: other } = await agentAtWork(folder());
    const client = await clients.overStdio({ root: folder().root, agent: id });
    for (const [name, args] of [
      ['report', REPORT],
      ['read_mission', {}],
      ['add_insight', { text: 'x' }],
      ['add_task', { description: 'x' }],
      ['ask_question', { question: 'x', wait_seconds: 0 }],
    ] as const) {
      const before = acts(folder()).length;
      assert.equal(
        await fault(client, name, { ...args, agent: other }),
        `inputInvalid: ${name} was given something it cannot use: agent: you are ${id}, and cannot speak for ${other}.`,
      );
      assert.equal(acts(folder()).length, before);
    }
    await data(client, 'report', { ...REPORT, agent: id.replace('AGENT_000', '') });
    assert.equal(agentNow(folder(), other)?.report, undefined);
  });

  it('anybody else by saying for whom; the journal says it too', async () => {
    const { id } = await agentAtWork(folder());
    const client = await clients.overStdio({ root: folder().root });
    assert.match(await fault(client, 'report', REPORT), /^inputInvalid: .*agent: has to be named/);
    assert.match(await fault(client, 'read_mission'), /^inputInvalid: .*agent: has to be named/);
    const before = acts(folder()).length;
    await data(client, 'report', { ...REPORT, agent: id });
    await data(client, 'add_insight', { text: 'x' });
    await data(client, 'ask_question', { question: 'x', wait_seconds: 0 });
    assert.deepEqual(acts(folder(), before), [
      `${id} agentReported`,
      'mcp insightRecorded',
      'mcp decisionRaised',
    ]);
  });

  it('nobody for an agent that is not there', async () => {
    const client = await clients.overStdio({ root: folder().root, agent: 'TASK_025' });
    const told = await fault(client, 'add_insight', { text: 'x' });
    assert.equal(told, 'agentNotFound: There is no agent TASK_025.');
    assert.equal((await call(client, 'status')).failed, false);
  });

  it('is told what is wrong with the input in one sentence', async () => {
    const client = await clients.overStdio({ root: folder().root });
    assert.equal(
      await fault(client, 'list', { kind: 'tasks', status: 'done' }),
      'inputInvalid: list was given something it cannot use: status: "done" is none of tasks; there is pending, ready, blocked, active, completed, failed, cancelled.',
    );
    const two = await fault(client, 'report', { status: 'done', evidence: 'one' });
    assert.match(two, /^inputInvalid: .*status: invalid option.*evidence: invalid input/);
    assert.match(await fault(client, 'show', { id: '1', x: 1 }), /unrecognized key: "x"/);
    assert.match(await fault(client, 'show', { id: 'TASK_999' }), /^taskNotFound: /);
    assert.match(await fault(client, 'ask_question', { question: 'x', wait_seconds: 99 }), /wait_/);
  });
});

describe('What the tools of MCP find', function () {
  this.timeout(30_000);
  const folder = useSample();
  const empty = useTemporaryFolder();
  const clients = useClients();

  it('is what is there now, whoever wrote it', async () => {
    const client = await clients.overStdio({ root: folder().root });
    await says(client, 'status');
    await open(folder()).atlas.run(addTask, { description: 'Tell people' });
    assert.match(await says(client, 'list', { kind: 'tasks' }), /TASK_026 +pending +Tell people/);
    const few = await data(client, 'list', { kind: 'tasks', limit: 1 });
    assert.match(few.words, /^TASK_025[^\n]*\nand \d+ more$/);
  });

  it('is a fault with its sentence while the context is damaged, and goes on when it is mended', async () => {
    const client = await clients.overStdio({ root: folder().root });
    const file = contextFileOf(folder());
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.slice(0, 100));
    for (const [name, args] of [
      ['status', {}],
      ['add_insight', { text: 'x' }],
      ['briefing', {}],
      ['list', { kind: 'tasks' }],
    ] as const) {
      assert.match(
        await fault(client, name, args),
        /^contextUnreadable: \.atlas\/orchestrator\/project_alpha_context\.json is not valid JSON at line \d+/,
      );
    }
    fs.writeFileSync(file, text);
    await says(client, 'add_insight', { text: 'x' });
  });

  it('is nothing where there is no orchestration, until there is one', async () => {
    const client = await clients.overStdio({ root: empty() });
    assert.match(await fault(client, 'status'), /^noOrchestration: There is no orchestration in /);
    assert.match(await fault(client, 'add_task', { description: 'x' }), /^noOrchestration: /);
    await createOrchestration(new OrchestrationFolder(empty()), 'Storefront', { actor: 'cli' });
    assert.match(await says(client, 'status'), /^Storefront: /);
  });
});
