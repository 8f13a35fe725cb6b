import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { offeredServers } from '../support/offeredServers';
import { atlas, orchestratorFile, root, rows, run } from '../support/window';

describe('restricted mode', () => {
  it('is what this window is in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.equal(atlas().isActive, true);
  });

  it('shows the orchestration', async () => {
    assert.equal((await rows('objectives'))[1]?.[0], 'Migrate authentication to OAuth2');
    assert.equal((await run('atlas.showStatus'))['project'], 'project_alpha');
  });

  it("offers no server to VS Code's own agents", async () => {
    assert.deepEqual(await offeredServers(), []);
  });

  it('writes nothing and starts nothing, whatever is asked', async () => {
    const before = fs.readFileSync(orchestratorFile('project_alpha_context.json'), 'utf8');
    const asked: [string, object][] = [
      ['atlas.newOrchestration', { project: 'x' }],
      ['atlas.resume', {}],
      ['atlas.addObjective', { description: 'x' }],
      ['atlas.addTask', { description: 'x' }],
      ['atlas.completeTask', { task: 'TASK_025', outcome: 'x' }],
      ['atlas.recordInsight', { text: 'x' }],
      ['atlas.spawnAgent', { mission: 'x', profile: 'chat' }],
      ['atlas.startTask', { task: 'TASK_025' }],
      ['atlas.failTask', { task: 'TASK_025', reason: 'x' }],
      ['atlas.cancelTask', { task: 'TASK_025', reason: 'x' }],
      ['atlas.reopenTask', { task: 'TASK_001' }],
      ['atlas.setStatus', { item: 'OBJ_001', status: 'achieved' }],
      ['atlas.editItem', { item: 'OBJ_001', description: 'x' }],
      ['atlas.dependOn', { task: 'TASK_025', on: ['TASK_001'] }],
      ['atlas.prioritiseTask', { task: 'TASK_025', priority: 'high' }],
      ['atlas.moveTask', { task: 'TASK_025', objective: 'OBJ_001' }],
      ['atlas.moveTask', { task: 'TASK_025', before: 'TASK_001' }],
      ['atlas.moveTaskUp', { task: 'TASK_025' }],
      ['atlas.promoteInsight', { insight: '1' }],
      ['atlas.judgeDecision', { decision: 'DEC_001', good: true }],
      ['atlas.saveContext', {}],
    ];
    for (const [command, values] of asked) {
      await assert.rejects(run(command, values), /restricted mode/, command);
    }
    assert.equal(fs.readFileSync(orchestratorFile('project_alpha_context.json'), 'utf8'), before);
    assert.deepEqual(fs.readdirSync(path.join(root(), '.atlas')), ['orchestrator']);
    assert.deepEqual(fs.readdirSync(orchestratorFile()), ['project_alpha_context.json']);
    assert.equal(vscode.window.terminals.length, 0);
  });
});
