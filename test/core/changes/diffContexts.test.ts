import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges } from '../../../src/core/changes/applyChanges';
import type { ContextChange } from '../../../src/core/changes/contextChange';
import { diffContexts } from '../../../src/core/changes/diffContexts';
import type { Context } from '../../../src/core/model/context';
import { indexOf } from '../../../src/core/model/contextIndex';
import { deepFreeze } from '../support/deepFreeze';
import { sampleContext } from '../support/sample';
import { clone, comparable, contexts, pairs, triples } from './generatedContexts';

/** A context as a hand might have written it. */
function context(keys: object): Context {
  return clone({ project_name: 'p', ...keys });
}

const task = (id: string, fields: object = {}): { id: string; description: string } => ({
  id,
  description: `what ${id} is`,
  ...fields,
});

describe('diffContexts', () => {
  it('tells everything: applied to the base, the changes give theirs', () => {
    fc.assert(
      fc.property(pairs, ([base, theirs]) => {
        deepFreeze([base, theirs]);
        const changed = applyChanges(base, clone(diffContexts(base, theirs)));
        assert.deepEqual(comparable(changed), comparable(theirs));
      }),
      { numRuns: 1000 },
    );
  });

  it('tells everything about what grew from the base', () => {
    fc.assert(
      fc.property(triples, ({ base, theirs }) => {
        const changed = applyChanges(base, clone(diffContexts(base, theirs)));
        assert.deepEqual(comparable(changed), comparable(theirs));
      }),
      { numRuns: 1000 },
    );
  });

  it('is applied alike to a context with an index and to one without', () => {
    const doubled = fc.constantFrom(undefined, 'active_tasks', 'completed_tasks');
    fc.assert(
      fc.property(triples, doubled, ({ base, theirs }, list) => {
        const [twin] = base.active_tasks ?? [];
        const ours = clone(base);
        if (twin && list) {
          // A merge by hand may leave a second item of an id; the first one is meant.
          ours[list] = [...(ours[list] ?? []), { ...twin, description: 'the second' }];
        }
        const changes = diffContexts(base, theirs);
        const without = applyChanges(clone(ours), changes);
        indexOf(ours);
        deepFreeze(ours);
        assert.deepEqual(applyChanges(ours, changes), without);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds nothing between a context and itself or a copy', () => {
    fc.assert(
      fc.property(contexts, (one) => {
        assert.deepEqual(diffContexts(one, one), []);
        assert.deepEqual(diffContexts(one, clone(one)), []);
      }),
    );
    assert.deepEqual(diffContexts(sampleContext(), sampleContext()), []);
  });

  it('finds nothing in another order of keys and items, or in a key without a value', () => {
    const one = context({ active_tasks: [task('TASK_001', { a: 1, b: 2 }), task('TASK_002')] });
    const other = context({
      active_tasks: [task('TASK_002'), { b: 2, a: 1, ...task('TASK_001') }],
    });
    assert.deepEqual(diffContexts(one, { ...other, last_session: undefined }), []);
  });

  it('knows a task that was completed as the same task', () => {
    const base = context({ active_tasks: [task('TASK_001')], completed_tasks: [] });
    const theirs = context({
      active_tasks: [],
      completed_tasks: [task('TASK_001', { outcome: 'done' })],
    });
    assert.deepEqual(diffContexts(base, theirs), [
      {
        op: 'move',
        kind: 'task',
        id: 'TASK_001',
        from: 'active_tasks',
        to: 'completed_tasks',
      },
      { op: 'set', kind: 'task', id: 'TASK_001', path: ['outcome'], value: 'done' },
    ]);
  });

  it('knows a task that failed and a decision that was made by the lists below atlas', () => {
    const base = context({
      active_tasks: [task('TASK_001')],
      pending_decisions: [{ id: 'DEC_001', question: 'which?' }],
    });
    const theirs = context({
      active_tasks: [],
      pending_decisions: [],
      atlas: {
        closed_tasks: [task('TASK_001')],
        decisions_made: [{ id: 'DEC_001', question: 'which?', choice: 'this' }],
      },
    });
    assert.deepEqual(
      diffContexts(base, theirs).map(({ op }) => op),
      ['move', 'move', 'set'],
    );
  });

  it('tells what a field was, inside objects by its path', () => {
    const base = context({ spawned_agents: [{ id: 'A', mission: 'm', report: { a: 1, b: 1 } }] });
    const theirs = context({ spawned_agents: [{ id: 'A', mission: 'n', report: { a: 2 } }] });
    const agent = { kind: 'agent', id: 'A' } as const;
    assert.deepEqual(diffContexts(base, theirs), [
      { op: 'set', ...agent, path: ['mission'], value: 'n', was: 'm' },
      { op: 'set', ...agent, path: ['report', 'a'], value: 2, was: 1 },
      { op: 'unset', ...agent, path: ['report', 'b'], was: 1 },
    ]);
  });

  it('compares insights, and what else has no id, by how often it stands there', () => {
    const base = context({
      key_insights: ['a', 'b', 'a'],
      pending_decisions: ['which?', { id: 7 }],
    });
    const theirs = context({ key_insights: ['c', 'a', 'd', 'c'], pending_decisions: [null] });
    const changes = diffContexts(base, theirs);
    assert.deepEqual(
      changes.map((change) => [
        change.op,
        'list' in change && change.list,
        change.op === 'addValue' ? change.value : change.op === 'removeValue' && change.was,
      ]),
      [
        ['addValue', 'pending_decisions', null],
        ['removeValue', 'pending_decisions', 'which?'],
        ['removeValue', 'pending_decisions', { id: 7 }],
        ['addValue', 'key_insights', 'c'],
        ['addValue', 'key_insights', 'd'],
        ['addValue', 'key_insights', 'c'],
        ['removeValue', 'key_insights', 'b'],
        ['removeValue', 'key_insights', 'a'],
      ],
    );
    assert.deepEqual(applyChanges(base, changes).key_insights, ['a', 'c', 'd', 'c']);
  });

  it('does not listen to what describes the file, nor to its absence', () => {
    const own = { schema_version: 2, revision: 7, head: 'x', journal_bytes: 9, checksum: 'c' };
    const base = context({ atlas: { ...own, updated: 'then', saved: 'then' } });
    const theirs = context({ atlas: { schema_version: 1, revision: 3, saved: 'now' } });
    assert.deepEqual(diffContexts(base, theirs), [
      { op: 'setKey', path: ['atlas', 'saved'], value: 'now', was: 'then' },
    ]);
    assert.deepEqual(diffContexts(context({ atlas: own }), context({})), []);
    assert.deepEqual(diffContexts(context({}), context({ atlas: own })), []);
  });

  it('tells an empty list from none', () => {
    const none = context({});
    const empty = context({ objectives: [], atlas: { decisions_made: [] } });
    assert.deepEqual(applyChanges(none, diffContexts(none, empty)), empty);
    assert.deepEqual(
      comparable(applyChanges(empty, diffContexts(empty, none))),
      comparable({ ...none }),
    );
  });

  it('keeps keys named like the prototype as keys', () => {
    const base = context({ active_tasks: [task('TASK_001')] });
    const theirs = JSON.parse(
      '{"project_name":"p","__proto__":{"a":1},"active_tasks":[{"id":"TASK_001","description":' +
        '"what TASK_001 is","__proto__":{"polluted":true}}],"metrics":{"__proto__":5}}',
    ) as Context;
    const changed = applyChanges(base, clone(diffContexts(base, theirs)));
    assert.equal(JSON.stringify(comparable(changed)), JSON.stringify(comparable(theirs)));
    assert.equal(Object.getPrototypeOf(changed), Object.prototype);
    assert.equal(Object.getPrototypeOf(changed.active_tasks?.[0] ?? null), Object.prototype);
    assert.deepEqual(diffContexts(changed, theirs), []);
    assert.deepEqual(
      comparable(applyChanges(changed, diffContexts(changed, base))),
      comparable(base),
    );
  });

  it('takes the copy for the task when the original was left standing', () => {
    const base = context({ active_tasks: [task('TASK_001')], completed_tasks: [] });
    const theirs = context({
      active_tasks: [task('TASK_001')],
      completed_tasks: [task('TASK_001', { outcome: 'done' })],
    });
    assert.deepEqual(
      diffContexts(base, theirs).map(({ op }) => op),
      ['move', 'set'],
    );
  });

  it('leaves an id to the item the base knows when a merge gave it to two', () => {
    const base = context({ active_tasks: [task('TASK_001')] });
    const other = task('TASK_001', { description: 'from the branch' });
    const theirs = context({ active_tasks: [other, task('TASK_001')] });
    assert.deepEqual(diffContexts(base, theirs), [
      { op: 'add', list: 'active_tasks', item: other },
    ]);
    assert.deepEqual(applyChanges(base, diffContexts(base, theirs)), base);
  });

  it('finds nothing where the base has an id twice as well, in whatever order', () => {
    const twice = [task('TASK_001'), task('TASK_001', { description: 'another' })];
    const base = context({ active_tasks: twice });
    assert.deepEqual(diffContexts(base, context({ active_tasks: [...twice].reverse() })), []);
    const once = context({ active_tasks: twice.slice(1) });
    assert.deepEqual(applyChanges(base, diffContexts(base, once)), once);
  });
});

describe('applyChanges', () => {
  it('leaves the context given as it is, and shares what nothing touched', () => {
    const base = deepFreeze(
      context({ active_tasks: [task('TASK_001'), task('TASK_002')], metrics: { a: 1 } }),
    );
    const changed = applyChanges(base, [
      { op: 'set', kind: 'task', id: 'TASK_002', path: ['report', 'status'], value: 'x' },
      { op: 'set', kind: 'task', id: 'TASK_002', path: ['report', 'note'], value: 'y' },
    ]);
    assert.deepEqual(changed.active_tasks?.[1], {
      ...task('TASK_002'),
      report: { status: 'x', note: 'y' },
    });
    assert.equal(changed.active_tasks[0], base.active_tasks?.[0]);
    assert.equal(changed.metrics, base.metrics);
    assert.equal(applyChanges(base, []), base);
  });

  it('does nothing where the target is missing or the place is taken', () => {
    const base = deepFreeze(
      context({ active_tasks: [task('TASK_001')], metrics: 5, key_insights: ['a'] }),
    );
    const changes: ContextChange[] = [
      { op: 'add', list: 'completed_tasks', item: task('TASK_001', { description: 'other' }) },
      { op: 'remove', list: 'active_tasks', id: 'TASK_009', was: task('TASK_009') },
      { op: 'remove', list: 'completed_tasks', id: 'TASK_001', was: task('TASK_001') },
      { op: 'move', kind: 'task', id: 'TASK_001', from: 'completed_tasks', to: 'closed_tasks' },
      { op: 'move', kind: 'task', id: 'TASK_009', from: 'active_tasks', to: 'closed_tasks' },
      { op: 'set', kind: 'task', id: 'TASK_009', path: ['x'], value: 1 },
      { op: 'set', kind: 'task', id: 'TASK_001', path: ['description', 'x'], value: 1 },
      { op: 'unset', kind: 'task', id: 'TASK_001', path: ['x', 'y'], was: 1 },
      { op: 'removeValue', list: 'key_insights', was: 'b' },
      { op: 'setKey', path: ['metrics', 'x'], value: 1 },
      { op: 'setKey', path: ['key_insights'], value: [] },
      { op: 'unsetKey', path: ['active_tasks'], was: [] },
      { op: 'unsetKey', path: ['unknown'], was: 1 },
    ];
    assert.deepEqual(applyChanges(base, changes), base);
  });

  it('makes the objects and lists that a change needs', () => {
    const changed = applyChanges(context({}), [
      { op: 'add', list: 'closed_tasks', item: task('TASK_001') },
      { op: 'addValue', list: 'key_insights', value: 'a' },
      { op: 'setKey', path: ['metrics', 'x'], value: 1 },
    ]);
    assert.deepEqual(
      changed,
      context({
        metrics: { x: 1 },
        atlas: { closed_tasks: [task('TASK_001')] },
        key_insights: ['a'],
      }),
    );
  });

  it('takes time in proportion to what there is', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => index);
    const base = context({
      active_tasks: many.map((index) => task(`TASK_${index}`)),
      key_insights: many.map((index) => `insight ${index % 7}`),
      own: Object.fromEntries(many.map((index) => [`key ${index}`, index])),
    });
    const theirs = context({
      completed_tasks: many.map((index) => task(`TASK_${index}`, { outcome: 'done' })),
      key_insights: many.map((index) => `insight ${index % 5}`),
      own: Object.fromEntries(many.map((index) => [`key ${index + 15_000}`, -index])),
    });
    const changed = applyChanges(base, diffContexts(base, theirs));
    assert.equal(diffContexts(changed, theirs).length, 0);
  });
});
