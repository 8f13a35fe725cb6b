import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { root, run, until } from '../support/window';

/** The tab of the dashboard, if it is there. */
function tab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('atlas.dashboardTab'),
    );
}

describe('the dashboard of a window', () => {
  it('opens in one tab, however often it is asked for', async () => {
    assert.equal(tab(), undefined);
    await vscode.commands.executeCommand('atlas.openDashboard');
    await until('the tab is open', () => tab() !== undefined);
    await vscode.commands.executeCommand('atlas.openDashboard', {});
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ label }) => label === 'Atlas Metrics').length, 1);
  });

  it('can be focused as a view', async () => {
    await vscode.commands.executeCommand('atlas.dashboard.focus');
  });
});

describe('the export of metrics', () => {
  it('gives a document to read, with what there is no data for', async () => {
    const { text } = await run<{ text: string }>('atlas.exportMetrics', { format: 'markdown' });
    assert.match(text, /^# Metrics of project\\?_alpha$/m);
    assert.match(text, /^\| Parallel execution rate \| No data \| \\?> 60% \|/m);
    assert.match(text, /^\*\*Scale\*\*: The most agents that ran at once/m);
  });

  it('gives numbers for a spreadsheet, each row with as many cells', async () => {
    await run('atlas.raiseDecision', { question: 'Which, "A" or B?' });
    await run('atlas.decide', { decision: '16', choice: 'A', rationale: 'Cheaper' });
    const { text } = await run<{ text: string }>('atlas.exportMetrics', { format: 'csv' });
    const rows = text.trimEnd().split('\r\n');
    assert.equal(new Set(rows.map((row) => row.split(',').length)).size, 1);
    const overall = rows.find((row) => row.startsWith('decisionTime,,')) ?? '';
    assert.match(overall, /^decisionTime,,\d+,ms,<300000,true,1,15,0$/);
    assert.equal(rows.filter((row) => row.startsWith('decisionTime,2')).length, 12);
  });

  it('gives a picture that stands by itself', async () => {
    const { text, file } = await run<{ text: string; file: string }>('atlas.exportMetrics', {
      format: 'svg',
      file: 'metrics.svg',
    });
    assert.equal(file, path.join(root(), 'metrics.svg'));
    assert.equal(fs.readFileSync(file, 'utf8'), text);
    assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(text, /NaN|undefined|var\(/);
  });

  it('refuses a format that there is not', async () => {
    await assert.rejects(run('atlas.exportMetrics', { format: 'pdf' }), /format/);
  });
});
