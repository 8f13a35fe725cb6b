import * as assert from 'node:assert/strict';
import { applyChanges } from '../../../src/core/changes/applyChanges';
import type { ContextChange } from '../../../src/core/changes/contextChange';
import { diffContexts } from '../../../src/core/changes/diffContexts';
import { rebaseChanges } from '../../../src/core/changes/rebaseChanges';
import type { Context } from '../../../src/core/model/context';
import { deepFreeze } from '../support/deepFreeze';
import { clone, freshIds } from './generatedContexts';

interface Sides {
  readonly base: object;
  readonly ours: object;
  readonly theirs: object;
  readonly trustRemovals?: boolean;
}

interface Merge {
  readonly changes: ContextChange[];
  readonly merged: Context;
}

/** What comes of the sides, and a second look at the same edit, which must come to nothing. */
function merge({ base, ours, theirs, trustRemovals = true }: Sides): Merge {
  const [from, mine, edited] = [base, ours, theirs].map((keys) =>
    deepFreeze(clone<Context>({ project_name: 'p', ...keys })),
  ) as [Context, Context, Context];
  const rebased = (state: Context): ContextChange[] =>
    rebaseChanges(diffContexts(from, edited), {
      base: from,
      ours: state,
      nextId: freshIds(from, mine),
      trustRemovals,
    });
  const changes = rebased(mine);
  const merged = applyChanges(mine, changes);
  assert.deepEqual(rebased(merged), []);
  return { changes, merged };
}

const made = (description: string, fields: object = {}): object => ({
  description,
  created: '2026-07-01T10:00:00Z',
  ...fields,
});
const task = (number: number, fields: object): object => ({ id: `TASK_00${number}`, ...fields });

describe('rebaseChanges', () => {
  it('gives an item a fresh id when ours has another one under its id', () => {
    const { merged } = merge({
      base: { active_tasks: [] },
      ours: { active_tasks: [task(1, made('ours'))] },
      theirs: { active_tasks: [task(1, made('theirs', { x: 1 }))] },
    });
    assert.deepEqual(merged.active_tasks, [
      task(1, made('ours')),
      task(2, made('theirs', { x: 1, renumbered_from: 'TASK_001' })),
    ]);
  });

  it('gives a fresh id that nothing else in the edit has', () => {
    const { merged } = merge({
      base: {},
      ours: { active_tasks: [task(1, made('ours'))] },
      theirs: { active_tasks: [task(1, made('first')), task(2, made('second'))] },
    });
    assert.deepEqual(
      merged.active_tasks?.map(({ id, description }) => [id, description]),
      [
        ['TASK_001', 'ours'],
        ['TASK_003', 'first'],
        ['TASK_002', 'second'],
      ],
    );
  });

  it('lets what the edit says follow the items that got another id', () => {
    const { merged } = merge({
      base: { active_tasks: [task(1, made('old', { depends_on: [] }))] },
      ours: {
        objectives: [{ id: 'OBJ_001', ...made('ours') }],
        active_tasks: [
          task(1, made('old', { depends_on: [] })),
          task(2, made('ours', { depends_on: ['TASK_001'], objective: 'OBJ_001' })),
        ],
      },
      theirs: {
        objectives: [{ id: 'OBJ_001', ...made('theirs') }],
        active_tasks: [
          task(1, made('old', { depends_on: ['TASK_002'], objective: 'OBJ_001' })),
          task(2, made('theirs', { depends_on: ['TASK_001'], objective: 'OBJ_001' })),
          task(3, made('more', { depends_on: ['TASK_002', 'TASK_001', 5] })),
        ],
        spawned_agents: [{ id: 'AGENT_0001', type: 'analyst', mission: 'm', task: 'TASK_002' }],
        pending_decisions: [
          { id: 'DEC_001', question: 'q', task: 'TASK_002', objective: 'OBJ_001' },
        ],
      },
    });
    assert.deepEqual(
      merged.active_tasks?.map((item) => [item.id, item['depends_on'], item.objective]),
      [
        ['TASK_001', ['TASK_004'], 'OBJ_002'],
        ['TASK_002', ['TASK_001'], 'OBJ_001'],
        ['TASK_004', ['TASK_001'], 'OBJ_002'],
        ['TASK_003', ['TASK_004', 'TASK_001', 5], undefined],
      ],
    );
    assert.equal(merged.spawned_agents?.[0]?.task, 'TASK_004');
    assert.deepEqual(merged.pending_decisions, [
      { id: 'DEC_001', question: 'q', task: 'TASK_004', objective: 'OBJ_002' },
    ]);
  });

  it('takes an item that both sides have for one, and keeps what either says of it', () => {
    const { merged, changes } = merge({
      base: {},
      ours: { active_tasks: [task(1, made('same', { mine: 1, report: { a: 1 } }))] },
      theirs: { active_tasks: [task(1, made('same', { yours: 2, report: { b: 2 } }))] },
    });
    assert.deepEqual(merged.active_tasks, [
      task(1, made('same', { mine: 1, report: { a: 1, b: 2 }, yours: 2 })),
    ]);
    assert.deepEqual(
      changes.map(({ op }) => op),
      ['set', 'set'],
    );
  });

  it('knows an item again that was taken over under another id', () => {
    const { merged } = merge({
      base: {},
      ours: {
        active_tasks: [
          task(1, made('ours')),
          task(7, made('theirs', { renumbered_from: 'TASK_001' })),
        ],
      },
      theirs: { active_tasks: [task(1, made('theirs', { note: 'n', renumbered_from: 'T' }))] },
    });
    assert.deepEqual(merged.active_tasks?.[1], {
      ...task(7, made('theirs', { renumbered_from: 'TASK_001', note: 'n' })),
    });
    assert.equal(merged.active_tasks.length, 2);
  });

  it('makes two items of one id that was given twice in the same file', () => {
    const { merged } = merge({
      base: { active_tasks: [task(1, made('known'))] },
      ours: { active_tasks: [task(1, made('known', { status: 'active' }))] },
      theirs: {
        active_tasks: [
          task(1, made('other')),
          task(1, made('known')),
          task(2, made('new', { depends_on: ['TASK_001'] })),
          task(2, made('newer', { depends_on: ['TASK_002'] })),
        ],
      },
    });
    assert.deepEqual(
      merged.active_tasks?.map(({ id, description }) => [id, description]),
      [
        ['TASK_001', 'known'],
        ['TASK_002', 'new'],
        ['TASK_003', 'other'],
        ['TASK_004', 'newer'],
      ],
    );
    assert.deepEqual(merged.active_tasks[1]?.['depends_on'], ['TASK_001']);
    assert.deepEqual(merged.active_tasks[3]?.['depends_on'], ['TASK_002']);
  });

  it('takes every item for one other at most', () => {
    const later = { created: '2026-07-02T10:00:00Z' };
    const twice = merge({
      base: {},
      ours: { active_tasks: [task(1, made('ours'))] },
      theirs: { active_tasks: [task(1, made('again')), task(1, made('again', later))] },
    });
    assert.equal(twice.merged.active_tasks?.length, 3);
    const known = merge({
      base: {},
      ours: { active_tasks: [task(2, made('t', { renumbered_from: 'TASK_001' }))] },
      theirs: { active_tasks: [task(1, made('t', { x: 1 })), task(2, made('t', { x: 2 }))] },
    });
    assert.deepEqual(
      known.merged.active_tasks?.map((item) => item['x']),
      [1, 2],
    );
  });

  it('does not complete or reopen what both have, and ours has moved', () => {
    const { merged } = merge({
      base: {},
      ours: { completed_tasks: [task(1, made('t', { status: 'completed' }))] },
      theirs: { active_tasks: [task(1, made('t', { status: 'active', note: 'n' }))] },
    });
    assert.deepEqual(merged, {
      project_name: 'p',
      completed_tasks: [task(1, made('t', { status: 'completed', note: 'n' }))],
    });
  });

  it('knows an item of a foreign form again when what it refers to got another id', () => {
    const decision = { id: 'DEC_001', question: { de: 'welche?' }, task: 'TASK_001' };
    const { merged } = merge({
      base: {},
      ours: { active_tasks: [task(1, made('ours'))] },
      theirs: { active_tasks: [task(1, made('theirs'))], pending_decisions: [decision] },
    });
    assert.deepEqual(merged.pending_decisions, [{ ...decision, task: 'TASK_002' }]);
  });

  it('does not mistake items without the usual words for each other', () => {
    const { merged } = merge({
      base: {},
      ours: { pending_decisions: [{ id: 'DEC_001', title: 'a' }] },
      theirs: { pending_decisions: [{ id: 'DEC_001', title: 'b' }] },
    });
    assert.deepEqual(merged.pending_decisions, [
      { id: 'DEC_001', title: 'a' },
      { id: 'DEC_002', title: 'b', renumbered_from: 'DEC_001' },
    ]);
  });

  it('lets theirs win where both changed a field, and says what ours was', () => {
    const { changes } = merge({
      base: { objectives: [{ id: 'OBJ_001', description: 'base' }], own: { a: 1, b: 1 } },
      ours: { objectives: [{ id: 'OBJ_001', description: 'ours' }], own: { a: 2, b: 2 } },
      theirs: { objectives: [{ id: 'OBJ_001', description: 'theirs' }], own: { a: 3, b: 1 } },
    });
    assert.deepEqual(changes, [
      {
        op: 'set',
        kind: 'objective',
        id: 'OBJ_001',
        path: ['description'],
        value: 'theirs',
        was: 'ours',
      },
      { op: 'setKey', path: ['own', 'a'], value: 3, was: 2 },
    ]);
  });

  it('puts together what both sides began under the same key', () => {
    const { merged } = merge({
      base: { metrics: 'none yet' },
      ours: { metrics: { ours: 1, both: { a: 1 } } },
      theirs: { metrics: { theirs: 2, both: { b: 2 } } },
    });
    assert.deepEqual(merged.metrics, { ours: 1, both: { a: 1, b: 2 }, theirs: 2 });
  });

  it('leaves a task where ours put it, with the status that belongs there', () => {
    const open = made('t', { status: 'active' });
    const completed = made('t', { status: 'completed', outcome: 'theirs' });
    const failed = made('t', { status: 'failed' });
    const { merged } = merge({
      base: { active_tasks: [task(1, open)], completed_tasks: [] },
      ours: { active_tasks: [], completed_tasks: [], atlas: { closed_tasks: [task(1, failed)] } },
      theirs: { active_tasks: [], completed_tasks: [task(1, completed)] },
    });
    assert.deepEqual(merged.completed_tasks, []);
    assert.deepEqual(merged.atlas?.closed_tasks, [task(1, { ...failed, outcome: 'theirs' })]);
  });

  it('does not reopen a task that ours completed because theirs only began it', () => {
    const { changes } = merge({
      base: { active_tasks: [task(1, made('t', { status: 'pending' }))] },
      ours: { active_tasks: [], completed_tasks: [task(1, made('t', { status: 'completed' }))] },
      theirs: { active_tasks: [task(1, made('t', { status: 'active' }))] },
    });
    assert.deepEqual(changes, []);
  });

  it('records nothing of a completion that ours has made as well', () => {
    const done = { active_tasks: [], completed_tasks: [task(1, made('t', { outcome: 'done' }))] };
    const base = { active_tasks: [task(1, made('t'))], completed_tasks: [] };
    assert.deepEqual(merge({ base, ours: done, theirs: done }).changes, []);
  });

  it('removes only what ours has not touched, and only when removals are meant', () => {
    const base = {
      active_tasks: [task(1, made('touched')), task(2, made('untouched')), task(3, made('moved'))],
      completed_tasks: [],
      key_insights: ['a', 'b'],
      own: { touched: 1, untouched: 1 },
    };
    const ours = {
      active_tasks: [task(1, made('touched', { status: 'active' })), task(2, made('untouched'))],
      completed_tasks: [task(3, made('moved'))],
      key_insights: ['a', 'b', 'c'],
      own: { touched: 2, untouched: 1 },
    };
    const theirs = {
      active_tasks: [],
      completed_tasks: [],
      key_insights: ['b'],
      own: {},
    };
    const { merged } = merge({ base, ours, theirs });
    assert.deepEqual(merged, {
      project_name: 'p',
      ...ours,
      active_tasks: ours.active_tasks.slice(0, 1),
      key_insights: ['b', 'c'],
      own: { touched: 2 },
    });
    assert.deepEqual(merge({ base, ours, theirs, trustRemovals: false }).changes, []);
  });

  it('adds an insight once that both sides wrote down, and twice when they did twice', () => {
    const { merged } = merge({
      base: { key_insights: ['a'] },
      ours: { key_insights: ['a', 'b'] },
      theirs: { key_insights: ['a', 'a', 'b', 'c', 'b'] },
    });
    assert.deepEqual(merged.key_insights, ['a', 'b', 'a', 'c', 'b']);
  });

  it('does nothing to an item that ours no longer has', () => {
    const { changes } = merge({
      base: { active_tasks: [task(1, made('t'))] },
      ours: { active_tasks: [] },
      theirs: { completed_tasks: [task(1, made('t', { outcome: 'done' }))], active_tasks: [] },
    });
    assert.deepEqual(changes, []);
  });

  it('keeps a key named like the prototype as a key', () => {
    const theirs = JSON.parse(
      '{"active_tasks":[{"id":"TASK_001","description":"t","__proto__":{"polluted":1}}],' +
        '"__proto__":{"polluted":1}}',
    ) as object;
    const ours = { active_tasks: [task(1, { description: 't' })] };
    const { merged } = merge({ base: {}, ours, theirs });
    const [item] = merged.active_tasks ?? [];
    assert.ok(Object.hasOwn(merged, '__proto__') && item && Object.hasOwn(item, '__proto__'));
    assert.equal(Object.getPrototypeOf(item), Object.prototype);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});
