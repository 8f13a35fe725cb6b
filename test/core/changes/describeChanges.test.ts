import * as assert from 'node:assert/strict';
import type { ContextChange } from '../../../src/core/changes/contextChange';
import { describeChanges } from '../../../src/core/changes/describeChanges';

const item = (id: string): { id: string } => ({ id });
const set = (id: string, ...path: string[]): ContextChange => ({
  op: 'set',
  kind: 'task',
  id,
  path,
  value: 'secret',
});

describe('describeChanges', () => {
  it('counts what came and went, and names what was changed', () => {
    assert.equal(
      describeChanges([
        { op: 'add', list: 'active_tasks', item: item('TASK_027') },
        { op: 'add', list: 'closed_tasks', item: item('TASK_028') },
        { op: 'remove', list: 'spawned_agents', id: 'AGENT_0001', was: item('AGENT_0001') },
        { op: 'move', kind: 'task', id: 'TASK_026', from: 'active_tasks', to: 'closed_tasks' },
        set('TASK_026', 'report', 'status'),
        { op: 'unset', kind: 'task', id: 'TASK_025', path: ['note'], was: 'secret' },
        { op: 'addValue', list: 'key_insights', value: 'secret' },
        { op: 'removeValue', list: 'pending_decisions', was: 'secret' },
        { op: 'setKey', path: ['metrics', 'x'], value: 'secret' },
        { op: 'unsetKey', path: ['own'], was: 'secret' },
      ]),
      '2 tasks added, 1 agent removed, 1 insight added, 1 decision removed, ' +
        'TASK_026: moved to atlas.closed_tasks, report.status changed, TASK_025: note removed, ' +
        'metrics.x changed, own removed',
    );
  });

  it('says so when there is nothing', () => {
    assert.equal(describeChanges([]), 'nothing changed');
  });

  it('stays short, and on one line', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    assert.equal(
      describeChanges(numbers.map((index) => set(`T${index}`, 'x'))),
      '1000 items changed',
    );
    assert.equal(describeChanges(numbers.map((index) => set('T', `x${index}`))), 'T: 1000 changes');
    assert.equal(
      describeChanges(numbers.map((index) => ({ op: 'setKey', path: [`${index}`], value: 1 }))),
      '1000 keys changed',
    );
    assert.equal(
      describeChanges([set('a\nb', 'x'.repeat(1000))]),
      `a b: ${'x'.repeat(60)}… changed`,
    );
  });
});
