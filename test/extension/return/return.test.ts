import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  atlas,
  cli,
  orchestratorFile,
  readContext,
  rows,
  run,
  until,
  viewItems,
} from '../support/window';

interface Status {
  session: { number: number; active: boolean; ended: string | null; since: string | null };
}

interface Briefing extends Status {
  since: string | null;
  finished: unknown[];
  reported: { id: string; report: { summary: string } }[];
  next: { act: string; item: string | null }[];
}

const context = () => readContext(orchestratorFile('agent_project_context.json'));

describe('coming back to the window that was closed', () => {
  it('finds the session saved and ended when the window closed', () => {
    const { atlas } = context();
    assert.equal(atlas?.session?.clean, true);
    assert.match(atlas.session.ended ?? '', /^\d{4}-\d\d-\d\dT/);
  });

  it('finds everything there', async () => {
    const trees = JSON.stringify(await rows('objectives'));
    assert.match(trees, /Sign in without passwords/);
    assert.match(trees, /TASK_001 · completed/);
    assert.match(trees, /reported success/);
    assert.deepEqual(
      (await rows('agents'))
        .filter(([label]) => !label.endsWith(' waiter'))
        .map(([label]) => label.slice(0, 10)),
      ['AGENT_0003', 'AGENT_0002', 'AGENT_0004', 'AGENT_0001'],
    );
  });

  it('says since when, and writes nothing by being opened', async () => {
    const { session } = await run<Status>('atlas.showStatus');
    assert.equal(session.number, 1);
    assert.equal(session.active, false);
    assert.equal(session.since, context().atlas?.session?.ended);
  });

  it('finds the agents that had to wait for their turn, and starts none of them by itself', async () => {
    const waiting = () => context().spawned_agents.filter(({ status }) => status === 'failed');
    await until('they are noticed', () => waiting().length >= 3);
    const shown = (await rows('agents')).filter(([label]) => label.endsWith(' waiter'));
    assert.equal(
      shown.filter(([, words]) => words.startsWith('could not start')).length,
      waiting().length,
    );
    assert.match(atlas().exports.trees.badge?.tooltip ?? '', /\d that could not start/);
    assert.ok((await viewItems('agents')).has('agent+failed+unstarted'));
    assert.deepEqual(terminalsOfAgents(), []);
  });

  it('begins the next session when resumed, and says what was before it', async () => {
    const ended = context().atlas?.session?.ended;
    // The agent of the chat, which had not come back when the window closed.
    const report = cli('report', '--agent', 'AGENT_0004', '--summary', 'Talked over meanwhile');
    assert.equal(report.status, 0, report.stderr);
    const { session, since, finished, reported } = await run<Briefing>('atlas.resume');
    assert.equal(session.number, 2);
    assert.equal(session.active, true);
    assert.equal(session.since, ended);
    assert.equal(since, ended);
    assert.deepEqual(finished, []);
    assert.deepEqual(
      reported.map(({ id, report: { summary } }) => [id, summary]),
      [['AGENT_0004', 'Talked over meanwhile']],
    );
    assert.match(context().last_session, /^session_\d{8}_\d{6}$/);
  });

  it('shows the briefing in the words of atlas resume, again and again', async () => {
    await run('atlas.recordInsight', { text: 'One *more*' });
    const first = await run<Briefing>('atlas.resume');
    assert.equal(first.session.number, 2);
    const [page] = vscode.workspace.workspaceFolders ?? [];
    const shown = await vscode.workspace.openTextDocument(
      vscode.Uri.from({
        scheme: 'atlas',
        path: `/${page?.name ?? ''}/Briefing.md`,
        query: page?.uri.toString() ?? '',
      }),
    );
    assert.match(shown.getText(), /^# agent project\n\nSession 2 is going on, since /);
    assert.match(
      shown.getText(),
      /\n### Reported, to be verified\n\n- \[AGENT_0004\]\(AGENT_0004\.md\) .*: Talked over meanwhile\n/,
    );
    assert.match(shown.getText(), /\n### Learnt\n\n- One \\\*more\\\*\n/);
    // The window makes links of what the terminal only names.
    assert.equal(cli('resume').stdout, shown.getText().replace(/\[(\w+)\]\(\1\.md\)/g, '$1'));
    assert.deepEqual((await run<Briefing>('atlas.resume')).since, first.since);
  });

  it('starts one of those that had to wait, when a person says so', async function () {
    this.timeout(90_000);
    const id = context().spawned_agents.find(({ status }) => status === 'failed')?.id ?? '';
    await run('atlas.launchAgent', { agent: id });
    await until('it has reported', () => {
      return context().spawned_agents.find((agent) => agent.id === id)?.status === 'reported';
    });
    assert.equal(terminalsOfAgents().length, 1);
    await until(
      'those whose terminals were open are noticed as well',
      () => {
        return context().spawned_agents.every(
          ({ type, status }) => type !== 'waiter' || status !== 'spawned',
        );
      },
      60_000,
    );
  });
});

function terminalsOfAgents(): string[] {
  return vscode.window.terminals.map(({ name }) => name).filter((name) => name.startsWith('AGENT'));
}
