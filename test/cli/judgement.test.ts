import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contextOf } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { atlas, data, fault, says, type Around, useBundle } from './support/atlas';

describe('decisions with atlas', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  const raise = ['decision', 'Which?', '--option', 'Auth0', '--option', 'Okta', '--task', '25'];

  it('are raised with their options, and wait', async () => {
    assert.equal(await says(raise, here()), 'DEC_016 Which?\n  1  Auth0\n  2  Okta\n');
    assert.equal(await says(['list', 'decisions'], here()), 'DEC_016  pending  Which?\n');
    const decision = (await data(raise, here())) as Record<string, unknown>;
    assert.deepEqual(
      [decision['id'], decision['status'], decision['question'], decision['task']],
      ['DEC_017', 'pending', 'Which?', 'TASK_025'],
    );
  });

  it('are made by the number of an option, with the reason', async () => {
    await says([...raise, '--evidence', 'AGENT_0001', '--objective', '1'], here());
    assert.equal(
      await says(['decide', 'dec_16', '2', '--because', 'Cheaper'], here()),
      'DEC_016 decided: Okta\n',
    );
    const { pending_decisions: pending, atlas: ours, metrics } = contextOf(folder());
    assert.deepEqual(pending, []);
    assert.equal(metrics?.total_decisions_made, 16);
    assert.deepEqual(
      [ours?.decisions_made?.[0]?.choice, ours?.decisions_made?.[0]?.rationale],
      ['Okta', 'Cheaper'],
    );
    const { code, stdout } = await atlas(['decide', '16', '1', '--because', 'x', '--json'], here());
    const { error } = JSON.parse(stdout) as { error: { code: string } };
    assert.deepEqual([code, error.code], [5, 'decisionAlreadyMade']);
  });

  it('are judged when it shows how they turned out', async () => {
    await says(raise, here());
    const early = await atlas(['judge', '16', '--good', '--json'], here());
    assert.equal(early.code, 4);
    await says(['decide', '16', '2', '--because', 'Cheaper'], here());
    assert.equal(
      await says(['judge', '16', '--bad', 'It was down twice'], here()),
      'DEC_016 turned out bad: Okta\n',
    );
    const outcome = contextOf(folder()).atlas?.decisions_made?.[0]?.outcome;
    assert.deepEqual([outcome?.good, outcome?.note], [false, 'It was down twice']);
    assert.match(await says(['show', '16'], here()), /Turned out bad, .*:\nIt was down twice/);
    assert.equal((await atlas(['judge', '16'], here())).code, 2);
  });

  it('are put otherwise while they are pending', async () => {
    await says(raise, here());
    assert.equal(
      await says(['edit', '16', 'Which provider?', '--option', 'Okta', '--option', 'Ory'], here()),
      'DEC_016 Which provider?\n  1  Okta\n  2  Ory\n',
    );
    const edited = (await data(['edit', 'DEC_016', '--evidence', 'AGENT_0001'], here())) as object;
    assert.deepEqual(
      { ...edited, id: '', raised: '', task: '' },
      {
        id: '',
        question: 'Which provider?',
        options: ['Okta', 'Ory'],
        evidence: ['AGENT_0001'],
        task: '',
        raised: '',
        status: 'pending',
      },
    );
    assert.match(await says(['log'], here()), /DEC_016 is now: Which provider\?/);
    assert.equal((await atlas(['edit', '16'], here())).code, 2);
    assert.equal((await atlas(['edit', '25', 'x', '--option', 'y'], here())).code, 2);
    await says(['decide', '16', '2', '--because', 'It runs here'], here());
    assert.equal((await fault(['edit', '16', 'x'], here())).code, 'notEditable');
  });
});

describe('verification with atlas', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  beforeEach(async () => {
    await says(['spawn', 'Measure', '--criterion', 'In seconds', '--task', '25'], here());
    await says(['report', '--agent', '48', '--summary', 'Two', '--evidence', 'a log'], here());
  });

  it('shows criteria and report, and waits for a person to say', async () => {
    const { code, stdout, stderr } = await atlas(['verify', '48'], here());
    assert.equal(code, 4);
    assert.match(stdout, /^AGENT_0048 {2}reported {2}developer\nMeasure\n/);
    assert.match(stdout, /Success criteria:\n○ 1\. In seconds\n {5}open: you judge it/);
    assert.match(stdout, /Report: success, .*\nTwo\n\nEvidence:\na log\n/);
    assert.match(stderr, /^atlas: Somebody has to say whether the report of agent AGENT_0048/);
    const json = await atlas(['verify', '48', '--json'], here());
    const { ok, error } = JSON.parse(json.stdout) as { ok: boolean; error: { code: string } };
    assert.deepEqual([json.code, ok, error.code], [4, false, 'verdictNeeded']);
  });

  it('accepts', async () => {
    assert.equal(
      await says(['verify', '48', '--accept', '--note', 'Measured too'], here()),
      'AGENT_0048 verified\nComplete TASK_025 with what was reported: atlas verify AGENT_0048 --complete\n',
    );
    const agent = contextOf(folder()).spawned_agents?.at(-1);
    assert.deepEqual(
      [agent?.status, agent?.verification?.accepted, agent?.verification?.note],
      ['verified', true, 'Measured too'],
    );
    assert.match(await says(['verify', '48'], here()), /^AGENT_0048 {2}verified /);
  });

  it('rejects, and accepts a better report', async () => {
    assert.equal(
      await says(['verify', '48', '--reject', 'No numbers'], here()),
      'AGENT_0048 rejected: No numbers\nLet it go on with the reason: atlas continue AGENT_0048\nOr send another one after it: atlas spawn "…" --follows AGENT_0048\n',
    );
    assert.match(await says(['show', '48'], here()), /\nRejected .*\nNo numbers\n/);
    await says(['report', '--agent', '48', '--summary', '2.0 s'], here());
    const agent = (await data(['verify', '48', '--accept'], here())) as Record<string, unknown>;
    assert.equal(agent['status'], 'verified');
  });

  it('leads a rejected report to a command that truly sends another agent after it', async () => {
    const limits = ['--criterion', 'A table', '--timebox', '30m', '--max-turns', '9'];
    const { id } = (await data(['spawn', 'Measure', '--task', '25', ...limits], here())) as {
      id: string;
    };
    await says(['report', '--agent', id, '--summary', 'Fast'], here());
    await says(['verify', id, '--reject', 'No numbers'], here());
    const { next } = (await data(['resume'], here())) as {
      next: { item: string; act: string; command: string }[];
    };
    const command = next.find((each) => each.act === 'sendAnother' && each.item === id)?.command;
    assert.equal(command, `atlas spawn "…" --follows ${id}`);
    const words = [...command.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word.replaceAll('"', ''));
    const sent = (await data(words.slice(1), here())) as Record<string, unknown>;
    assert.deepEqual(
      ['task', 'follows', 'success_criteria', 'timebox_minutes', 'caps'].map((key) => sent[key]),
      ['TASK_025', id, ['A table'], 30, { turns: 9 }],
    );
    const after = (await data(['resume'], here())) as { next: { act: string }[] };
    assert.ok(after.next.every(({ act }) => act !== 'sendAnother'));
  });
});

describe('insights with atlas', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  const knowledge = (): string => path.join(folder().atlasFolder, 'knowledge');

  it('are kept with what they are about and where they came from', async () => {
    const insight = ['insight', 'Tokens expire', '--category', 'technical', '--from', '25'];
    assert.deepEqual(await data(insight, here()), {
      text: 'Tokens expire',
      category: 'technical',
      origin: 'TASK_025',
      number: 3,
    });
    const [newest] = (await data(['list', 'insights', '--limit', '1'], here())) as object[];
    assert.ok(newest && 'category' in newest && 'origin' in newest && 'time' in newest);
    assert.deepEqual(
      { text: 'Tokens expire', number: 3, category: newest.category, origin: newest.origin },
      { text: 'Tokens expire', number: 3, category: 'technical', origin: 'TASK_025' },
    );
  });

  it('become knowledge, with what the history knows of them', async () => {
    await says(['insight', 'Tokens expire', '--category', 'technical', '--from', '25'], here());
    assert.equal(
      await says(['insight', '--promote', '3'], here()),
      'Insight 3 is now knowledge: .atlas/knowledge/tokens-expire.md\n',
    );
    const page = fs.readFileSync(path.join(knowledge(), 'tokens-expire.md'), 'utf8');
    assert.match(page, /^# Tokens expire\n\nTokens expire\n/);
    assert.match(page, /\n- Category: technical\n/);
    assert.match(page, /\n- Learnt from: TASK_025: Implement Auth0 integration\n/);
    const [, , listed] = (await data(['list', 'insights'], here())) as Record<string, unknown>[];
    assert.equal(listed?.['promoted'], 'knowledge/tokens-expire.md');
  });

  it('never take the place of what stands in the knowledge base', async () => {
    fs.mkdirSync(knowledge());
    const file = path.join(knowledge(), 'tokens-expire.md');
    fs.writeFileSync(file, '# Our own words\n');
    await says(['insight', 'Tokens expire'], here());
    await says(['insight', '--promote', 'Tokens expire'], here());
    assert.match(fs.readFileSync(file, 'utf8'), /^# Our own words\n[^]*# Tokens expire\n/);
    assert.deepEqual(fs.readdirSync(knowledge()), ['tokens-expire.md']);
  });

  it('are said in other words, and come from where they came from', async () => {
    await says(['insight', 'Tokens expire', '--category', 'technical', '--from', '25'], here());
    assert.equal(
      await says(['insight', '--edit', '3', 'Tokens expire after an hour'], here()),
      'Insight 3: Tokens expire after an hour\n',
    );
    const listed = (await data(['list', 'insights'], here())) as Record<string, unknown>[];
    const { text, category, origin } = listed.at(-1) ?? {};
    assert.deepEqual(
      [text, category, origin],
      ['Tokens expire after an hour', 'technical', 'TASK_025'],
    );
    assert.equal((await atlas(['insight', '--edit', '3'], here())).code, 2);
    assert.equal((await atlas(['insight', '--edit', '3', 'x', '--from', '25'], here())).code, 2);
    assert.equal((await fault(['insight', '--edit', '9', 'x'], here())).code, 'insightNotFound');
  });
});
