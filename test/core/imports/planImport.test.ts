import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Imported } from '../../../src/core/imports/imported';
import type { Item } from '../../../src/core/imports/listedItems';
import { planImport, type ImportPlan } from '../../../src/core/imports/planImport';
import { readImport } from '../../../src/core/imports/readImport';
import { Context } from '../../../src/core/model/context';
import type { ItemKind } from '../../../src/core/model/ids';
import { contexts } from '../support/contexts';
import { deepFreeze } from '../support/deepFreeze';
import {
  applied,
  counting,
  itemsOf,
  KINDS,
  leaves,
  LISTS_OF,
  olderSample,
  source,
} from '../support/imports';
import { olderContexts } from '../support/olderContexts';
import { sampleContext } from '../support/sample';

function plan(ours: Context | undefined, imported: Imported): ImportPlan {
  return planImport(ours, imported, counting(ours));
}

function planned(into: Context | undefined, value: unknown): ImportPlan {
  return plan(into, readImport(source(value)));
}

/** Everything that a plan brings. */
function size({ items, insights, snapshots, kept }: ImportPlan): number {
  return items.length + insights.length + snapshots.length + (kept ? 1 : 0);
}

/** Contexts that also have what Atlas keeps below its own key, with references. */
const fullContexts: fc.Arbitrary<Context> = fc
  .tuple(contexts, fc.uniqueArray(fc.nat(9), { maxLength: 4 }), fc.nat(3))
  .map(([context, numbers, pending]) => {
    const tasks = context.active_tasks ?? [];
    const decisions = numbers.map((number) => ({
      id: `DEC_00${number}`,
      question: `Which of ${number}?`,
      ...(tasks[number] ? { task: tasks[number].id } : {}),
    }));
    const agents = context.spawned_agents ?? [];
    return deepFreeze({
      ...context,
      active_tasks: tasks.slice(1).map((task, index) => {
        const agent = agents[index];
        return agent ? { ...task, assigned_to: agent.id } : task;
      }),
      pending_decisions: [
        ...(context.pending_decisions ?? []).filter((value) => typeof value === 'string'),
        ...decisions.slice(0, pending),
      ],
      atlas: {
        ...(context.atlas ?? { schema_version: 1, revision: 0 }),
        closed_tasks: tasks.slice(0, 1),
        decisions_made: decisions.slice(pending),
      },
    });
  });

const values: fc.Arbitrary<unknown> = fc.oneof(olderContexts, fullContexts);

const REFERENCES: readonly (readonly [string, ItemKind])[] = [
  ['objective', 'objective'],
  ['task', 'task'],
  ['depends_on', 'task'],
  ['assigned_to', 'agent'],
];

/** What an item of a context names, by where that came from; what it names in vain, by its id. */
function named(item: Item, context: Context): string[] {
  return REFERENCES.flatMap(([key, kind]) => {
    const value = Object.hasOwn(item, key) ? item[key] : undefined;
    const ids: unknown[] = Array.isArray(value) ? value : [value];
    return ids
      .filter((id) => typeof id === 'string')
      .filter((id) => id !== '')
      .map((id) => {
        const target = itemsOf(context, kind).find((candidate) => candidate.id === id);
        return `${key} ${target ? String(target['imported_from']) : `(${id})`}`;
      });
  });
}

describe('planImport', () => {
  it('takes everything into an empty place, under the ids it has', () => {
    const imported = readImport(olderSample());
    const made = plan(undefined, imported);
    assert.deepEqual(
      made.items.map(({ list, item }) => `${list} ${item.id}`),
      [
        'objectives OBJ_001',
        'objectives OBJ_002',
        'active_tasks TASK_001',
        'active_tasks TASK_002',
        'spawned_agents AGENT_0001',
        'spawned_agents AGENT_0002',
      ],
    );
    assert.deepEqual(made.insights, imported.insights);
    assert.deepEqual(made.snapshots, imported.snapshots);
    assert.deepEqual(made.kept, imported.kept);
    assert.deepEqual([made.renumbered, made.alreadyThere], [[], 0]);
  });

  it('gives new ids to items whose own is taken, and lets references follow', () => {
    const made = plan(sampleContext(), readImport(olderSample()));
    assert.deepEqual(made.renumbered, [
      { from: 'OBJ_001', to: 'OBJ_003' },
      { from: 'TASK_001', to: 'TASK_003' },
      { from: 'AGENT_0001', to: 'AGENT_0003' },
    ]);
    const byId = new Map(made.items.map(({ item }) => [item.id, item]));
    assert.equal(byId.get('TASK_003')?.['assigned_to'], 'AGENT_0003');
    assert.equal(byId.get('AGENT_0003')?.['task'], 'TASK_003');
    assert.equal(byId.get('TASK_003')?.['imported_from'], 'P20261122150911:TSK001');
    // Said by ours already.
    assert.deepEqual(
      made.insights.map(({ text }) => text),
      ['Never log bearer tokens'],
    );
    assert.equal(made.alreadyThere, 2);
  });

  it('takes only what is new since the last time', () => {
    const first = readImport(olderSample());
    const ours = applied(sampleContext(), first, plan(sampleContext(), first));
    const sample = olderSample();
    const value = sample.value as { tasks: object[]; insights: object[] };
    const later = readImport({
      ...sample,
      value: {
        ...value,
        tasks: [
          ...value.tasks,
          { id: 'TSK003', description: 'Later', depends_on: ['TSK001'], assigned_to: 'AGT001' },
        ],
        insights: [...value.insights, { text: 'Later' }],
      },
      snapshots: [...sample.snapshots, { name: 'state_later.json', value: { phase: 'later' } }],
    });
    const made = plan(ours, later);
    assert.deepEqual(made.items, [
      {
        list: 'active_tasks',
        item: {
          // Taken here by what was TSK001.
          id: 'TASK_004',
          description: 'Later',
          status: 'pending',
          depends_on: ['TASK_003'],
          assigned_to: 'AGENT_0003',
          imported_from: 'P20261122150911:TSK003',
        },
      },
    ]);
    assert.deepEqual(made.insights, [{ text: 'Later' }]);
    assert.deepEqual(
      made.snapshots.map(({ file }) => file),
      ['state_later.json'],
    );
    assert.equal(made.kept, undefined);
  });

  it('does not take again what was changed or completed here since', () => {
    const imported = readImport(olderSample());
    const ours = applied(undefined, imported, plan(undefined, imported));
    const [task, ...others] = ours.active_tasks ?? [];
    assert.ok(task);
    const worked = {
      ...ours,
      active_tasks: others,
      completed_tasks: [{ ...task, description: 'Reworded', outcome: 'Auth0' }],
    };
    assert.equal(size(plan(worked, imported)), 0);
  });

  it('tells items of two orchestrations of the same name apart by when they were created', () => {
    const made = (created: string): object => ({
      project_name: 'Payments',
      active_tasks: [{ id: 'TASK_001', description: 'One', created }],
    });
    const first = readImport(source(made('2026-01-01')));
    const ours = applied(undefined, first, plan(undefined, first));
    assert.equal(planned(ours, made('2026-01-01')).items.length, 0);
    assert.deepEqual(planned(ours, made('2026-02-02')).renumbered, [
      { from: 'TASK_001', to: 'TASK_002' },
    ]);
  });

  it('takes the other of two items that say they come from the same', () => {
    const copy = { description: 'One', imported_from: 'P1:TSK001' };
    const { items, alreadyThere } = planned(
      { project_name: 'ours', active_tasks: [{ id: 'TASK_009', ...copy }] },
      {
        project_name: 'other',
        active_tasks: [
          { id: 'TASK_001', ...copy },
          { id: 'TASK_002', ...copy },
        ],
      },
    );
    assert.deepEqual([items.map(({ item }) => item.id), alreadyThere], [['TASK_002'], 1]);
  });

  it('takes a decision under its id beside pending ones that have none', () => {
    const ours = { project_name: 'ours', pending_decisions: ['Which provider?'] };
    const { items, renumbered } = planned(ours, {
      project_name: 'other',
      pending_decisions: [{ id: 'DEC_001', question: 'When?' }],
    });
    assert.deepEqual([items.map(({ item }) => item.id), renumbered], [['DEC_001'], []]);
  });

  it('knows snapshots and what was kept by where they came from', () => {
    const snapshots = [{ name: 'state_a.json', value: { phase: 'a' } }];
    const of = (project: string): Imported =>
      readImport({ name: 'f', value: { project_id: project }, snapshots });
    const ours = applied(undefined, of('P1'), plan(undefined, of('P1')));
    assert.deepEqual(plan(ours, of('P1')).snapshots, []);
    assert.deepEqual(plan(ours, of('P2')).snapshots, of('P2').snapshots);
    assert.deepEqual(plan(ours, of('P2')).kept, { project_id: 'P2' });
  });

  it('sets aside a name that meant nothing there and would mean something here', () => {
    const ours = sampleContext();
    const { items } = planned(ours, {
      project_name: 'other',
      active_tasks: [
        {
          id: 'TASK_777',
          description: 'Mine',
          objective: 'OBJ_001',
          depends_on: ['TASK_001', 'TASK_900', 'TASK_777'],
        },
      ],
    });
    assert.deepEqual(items[0]?.item, {
      id: 'TASK_777',
      description: 'Mine',
      depends_on: ['TASK_900', 'TASK_777'],
      imported_from: 'other:TASK_777',
      imported_objective: 'OBJ_001',
      imported_depends_on: ['TASK_001'],
    });
  });

  it('hands out no id that the import uses or names itself', () => {
    const ours = { project_name: 'ours', active_tasks: [{ id: 'TASK_001', description: 'Mine' }] };
    const { renumbered } = planned(ours, {
      project_name: 'other',
      active_tasks: [
        { id: 'TASK_001', description: 'a' },
        { id: 'TASK_002', description: 'b', depends_on: ['TASK_003'] },
      ],
    });
    assert.deepEqual(renumbered, [{ from: 'TASK_001', to: 'TASK_004' }]);
  });

  it('does not ask for ever where the same id is handed out again and again', () => {
    const ours = { project_name: 'ours', active_tasks: [{ id: 'TASK_001', description: 'Mine' }] };
    const imported = readImport(
      source({ project_name: 'p', active_tasks: [{ id: 'TASK_001', description: 'a' }] }),
    );
    assert.throws(() => planImport(ours, imported, () => 'TASK_001'), /TASK_001.*twice/);
  });

  it('keeps of an orchestration that comes back only what is not known', () => {
    const ours = { ...sampleContext(), 'x-team': ['Ann'] };
    const back = { ...ours, last_session: 'session_1', 'x-team': ['Bob'], 'x-more': 1 };
    assert.deepEqual(planned(ours, back).kept, { 'x-team': ['Bob'], 'x-more': 1 });
  });

  it('finds nothing to take in our own context', () => {
    fc.assert(
      fc.property(fullContexts, fc.string({ minLength: 1 }), (context, created) => {
        const ours = { ...context, created_date: context.created_date ?? created };
        const made = planned(ours, ours);
        assert.equal(size(made), 0);
        assert.deepEqual(made.renumbered, []);
      }),
    );
  });

  it('brings everything that was there to an empty place', () => {
    fc.assert(
      fc.property(values, (value) => {
        const there = leaves(planned(undefined, value));
        const found = new Set([
          ...there,
          ...there.map((leaf) => `"${leaf.split(':').at(-1) ?? ''}`),
        ]);
        assert.deepEqual(
          leaves(value).filter((leaf) => !found.has(leaf)),
          [],
        );
      }),
    );
  });

  it('brings nothing the second time, wherever it was brought to', () => {
    fc.assert(
      fc.property(fc.option(fullContexts, { nil: undefined }), values, (ours, value) => {
        const imported = readImport(source(value));
        const first = plan(ours, imported);
        const after = applied(ours, imported, first);
        const second = plan(after, imported);
        assert.equal(size(second), 0);
        assert.equal(
          second.alreadyThere,
          first.alreadyThere + first.items.length + first.insights.length + first.snapshots.length,
        );
      }),
    );
  });

  it('leaves every id to one item, and every name with what it named', () => {
    fc.assert(
      fc.property(fullContexts, values, (ours, value) => {
        const imported = readImport(source(value));
        const made = plan(ours, imported);
        const after = applied(ours, imported, made);
        assert.deepEqual(Context.safeParse(after).error?.issues ?? [], []);
        for (const kind of KINDS) {
          const ids = itemsOf(after, kind).map(({ id }) => id);
          assert.equal(new Set(ids).size, ids.length, ids.join());
        }
        for (const { list, item } of made.items) {
          const kind = KINDS.find((candidate) => LISTS_OF[candidate].includes(list)) ?? 'task';
          const original = itemsOf(imported.context, kind).find(
            ({ imported_from: from }) => from === item['imported_from'],
          );
          assert.ok(original);
          const before = named(original, imported.context);
          const kept = new Set(named(item, after));
          const lost = before.filter((name) => !kept.has(name));
          // What it named in vain and would find here; or what was ours before, and says so no more.
          for (const name of lost) {
            const [, vain] = /\((.*)\)$/s.exec(name) ?? [];
            const aside = Object.entries(item).filter(([key]) => key.startsWith('imported_'));
            assert.ok(
              vain !== undefined && leaves(aside).includes(JSON.stringify(vain)),
              `${name} of ${item.id}`,
            );
          }
          assert.deepEqual(
            [...kept].filter((name) => !before.includes(name)),
            [],
          );
        }
      }),
    );
  });
});
