import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { readContext, root, rows, run } from '../support/window';

const context = (at: number, name: string) =>
  readContext(path.join(root(at), '.atlas', 'orchestrator', name));

describe('a workspace of two folders, each with its orchestration', () => {
  it('shows each under a row of its own', async () => {
    const trees = await rows('objectives');
    assert.deepEqual(
      trees.map(([label, folder]) => [label, folder]),
      [
        ['project_alpha', 'first'],
        ['beta', 'second'],
      ],
    );
    const [welcome, ...objectives] = trees[1]?.slice(2) ?? [];
    assert.equal(welcome?.[0], 'Welcome back');
    assert.deepEqual(objectives, [['Translate the manual', '0/0']]);
  });

  it('asks a program to say which one it means', async () => {
    await assert.rejects(
      run('atlas.addObjective', { description: 'x' }),
      /Several folders are open: first, second/,
    );
  });

  it('keeps each one apart', async () => {
    const objective = await run('atlas.addObjective', {
      description: 'Print it',
      folder: 'second',
    });
    assert.equal(objective['id'], 'OBJ_002');
    assert.equal(context(1, 'beta_context.json').metrics['total_sessions'], 2);
    assert.equal(context(0, 'project_alpha_context.json').metrics['total_sessions'], 12);
    await run('atlas.recordInsight', { text: 'By path', folder: root(0) });
    assert.equal(context(0, 'project_alpha_context.json').key_insights.at(-1), 'By path');
  });
});
