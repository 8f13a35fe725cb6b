import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cli, orchestratorFile, readContext, rows, run } from '../support/window';

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
      (await rows('agents')).map(([label]) => label.slice(0, 10)),
      ['AGENT_0003', 'AGENT_0002', 'AGENT_0004', 'AGENT_0001'],
    );
  });

  it('says since when, and writes nothing by being opened', async () => {
    const { session } = await run<Status>('atlas.showStatus');
    assert.equal(session.number, 1);
    assert.equal(session.active, false);
    assert.equal(session.since, context().atlas?.session?.ended);
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
});
