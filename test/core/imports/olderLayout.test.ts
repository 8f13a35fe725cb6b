import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readImport } from '../../../src/core/imports/readImport';
import type { Imported } from '../../../src/core/imports/imported';
import { Context } from '../../../src/core/model/context';
import { isAtlasError } from '../support/atlasError';
import { itemsOf, KINDS, leaves, olderSample, source } from '../support/imports';
import { olderContexts } from '../support/olderContexts';

/** An older context with nothing but what the test is about. */
function older(more: object): Imported {
  return readImport(source({ project_id: 'P1', project_name: 'Payments', ...more }));
}

describe('readImport of the older layout', () => {
  it('reads the sample', () => {
    const { origin, layout, context, insights, snapshots, kept } = readImport(olderSample());
    assert.deepEqual([origin, layout], ['P20261122150911', 'older']);
    assert.equal(context.project_name, 'Payments migration');
    assert.equal(context.created_date, '2026-11-22T15:09:11.588219');
    assert.deepEqual(context.objectives?.[0], {
      id: 'OBJ_001',
      description: 'Migrate authentication to OAuth2',
      created: '2026-11-22T15:09:11.728631',
      status: 'active',
      imported_from: 'P20261122150911:OBJ001',
    });
    assert.deepEqual(context.active_tasks, [
      {
        id: 'TASK_001',
        description: 'Research OAuth providers',
        status: 'pending',
        assigned_to: 'AGENT_0001',
        created: '2026-11-22T15:09:11.988595',
        imported_from: 'P20261122150911:TSK001',
      },
      {
        id: 'TASK_002',
        description: 'Implement the chosen provider',
        status: 'pending',
        assigned_to: null,
        created: '2026-11-22T15:09:12.116846',
        imported_from: 'P20261122150911:TSK002',
      },
    ]);
    assert.deepEqual(context.spawned_agents, [
      {
        id: 'AGENT_0001',
        type: 'Researcher',
        mission: 'Compare Auth0, Keycloak and Ory for our tenants',
        spawned: '2026-11-22T15:09:12.247902',
        status: 'spawned',
        imported_status: 'active',
        imported_from: 'P20261122150911:AGT001',
        task: 'TASK_001',
      },
      {
        id: 'AGENT_0002',
        type: 'QA Specialist',
        mission: 'List the login flows that need a regression test',
        spawned: '2026-11-22T15:09:12.383736',
        status: 'spawned',
        imported_status: 'active',
        imported_from: 'P20261122150911:AGT002',
      },
    ]);
    assert.deepEqual(context.metrics, {
      total_sessions: 0,
      total_agents_spawned: 2,
      total_tasks_completed: 0,
      total_decisions_made: 0,
    });
    assert.deepEqual(insights[1], {
      text: 'Never log bearer tokens',
      category: 'critical',
      recorded: '2026-11-22T15:09:12.642668',
    });
    assert.deepEqual(
      context.key_insights,
      insights.map(({ text }) => text),
    );
    assert.deepEqual(
      snapshots.map(({ file, phase, status, taken }) => [file, phase, status, taken]),
      [
        [
          'state_initialization_20261122_150911.json',
          'initialization',
          'started',
          '2026-11-22T15:09:11.588219',
        ],
        [
          'state_initialization_20261122_150913.json',
          'initialization',
          'completed',
          '2026-11-22T15:09:13.936386',
        ],
        [
          'state_research_20261122_150915.json',
          'research',
          'completed',
          '2026-11-22T15:09:15.099653',
        ],
      ],
    );
    const {
      objectives,
      tasks,
      active_agents,
      insights: _all,
      ...rest
    } = olderSample().value as Record<string, unknown>;
    assert.deepEqual(kept, rest);
    assert.ok(objectives && tasks && active_agents);
  });

  const words: readonly (readonly [string, string, string])[] = [
    ['pending', 'active_tasks', 'pending'],
    ['in_progress', 'active_tasks', 'active'],
    ['In Progress', 'active_tasks', 'active'],
    ['active', 'active_tasks', 'active'],
    ['completed', 'completed_tasks', 'completed'],
    ['done', 'completed_tasks', 'completed'],
    ['failed', 'closed_tasks', 'failed'],
    ['cancelled', 'closed_tasks', 'cancelled'],
    ['canceled', 'closed_tasks', 'cancelled'],
    ['on hold', 'active_tasks', 'pending'],
    ['constructor', 'active_tasks', 'pending'],
  ];
  for (const [word, list, status] of words) {
    it(`puts a task that is "${word}" into ${list}`, () => {
      const { context } = older({ tasks: [{ id: 'TSK001', description: 'Do', status: word }] });
      const lists = { ...context, ...context.atlas } as Record<string, { status: string }[]>;
      const [task, ...more] = lists[list] ?? [];
      assert.ok(task && more.length === 0);
      assert.deepEqual(task, {
        id: 'TASK_001',
        description: 'Do',
        status,
        ...(status === word ? {} : { imported_status: word }),
        imported_from: 'P1:TSK001',
      });
    });
  }

  it('knows when a task ended and what came of it', () => {
    const ended = { completed_at: '2026-01-02T03:04:05', result: 'It works' };
    const { context } = older({
      tasks: [
        { id: 'TSK001', description: 'a', status: 'done', ...ended },
        { id: 'TSK002', description: 'b', status: 'failed', ...ended },
        { id: 'TSK003', description: 'c', status: 'done', outcome: 'Said', result: { score: 1 } },
        { id: 'TSK004', description: 'd', status: 'done', outcome: { score: 1 }, result: 'Said' },
      ],
    });
    const [first, third, fourth] = context.completed_tasks ?? [];
    const [second] = context.atlas?.closed_tasks ?? [];
    assert.deepEqual([first?.outcome, first?.completed], ['It works', '2026-01-02T03:04:05']);
    assert.deepEqual([second?.outcome, second?.closed], ['It works', '2026-01-02T03:04:05']);
    assert.deepEqual([third?.outcome, third?.['result']], ['Said', { score: 1 }]);
    assert.deepEqual([fourth?.outcome, fourth?.['imported_outcome']], ['Said', { score: 1 }]);
    assert.equal(context.metrics?.total_tasks_completed, 3);
  });

  it('gives two ids that become the same distinct ones, the one that is kept first', () => {
    const ids = ['TSK001', 'TASK_001', 'TSK1', 'TSK009', 'TSK001', undefined];
    const { context } = older({
      tasks: ids.map((id, index) => ({ id, description: `task ${index}` })),
    });
    assert.deepEqual(
      context.active_tasks?.map((task) => [task.id, task['imported_from']]),
      [
        ['TASK_010', 'P1:TSK001'],
        ['TASK_001', 'P1:TASK_001'],
        ['TASK_011', 'P1:TSK1'],
        ['TASK_009', 'P1:TSK009'],
        ['TASK_012', 'P1:TSK001 #2'],
        ['TASK_013', 'P1:task 5'],
      ],
    );
  });

  it('means the first of two with the same id, and tells their origins apart', () => {
    const { context } = older({
      tasks: ['a', 'a', 'a #2'].map((id) => ({ id, description: id, depends_on: ['a'] })),
    });
    assert.deepEqual(
      context.active_tasks?.map((task) => [task.id, task['imported_from'], task['depends_on']]),
      [
        ['a', 'P1:a', ['a']],
        ['TASK_001', 'P1:a #3', ['a']],
        ['a #2', 'P1:a #2', ['a']],
      ],
    );
  });

  it('keeps ids of another form, and lets references follow', () => {
    const { context } = older({
      objectives: [{ id: 'OBJ001', text: 'Goal' }],
      tasks: [
        { id: 'first', description: 'a', objective: 'OBJ001', assigned_to: 'AGT7' },
        { id: 'TSK002', description: 'b', depends_on: ['first', 'TSK002', 'gone', 5] },
        { id: 'TSK003', description: 'c', assigned_to: 'AGT7' },
        { id: 'TSK004', description: 'd', assigned_to: 'Maria' },
      ],
      active_agents: [
        { id: 'AGT7', type: 'Researcher', mission: 'Look' },
        { id: 'AGT8', type: 'Reviewer', mission: 'Check', task: 'TSK002' },
      ],
    });
    const [first, second, third, fourth] = context.active_tasks ?? [];
    assert.deepEqual(
      [first?.id, first?.objective, first?.['assigned_to']],
      ['first', 'OBJ_001', 'AGENT_0007'],
    );
    assert.deepEqual(second?.['depends_on'], ['first', 'TASK_002', 'gone', 5]);
    assert.deepEqual([third?.['assigned_to'], fourth?.['assigned_to']], ['AGENT_0007', 'Maria']);
    assert.deepEqual(
      context.spawned_agents?.map(({ task }) => task),
      ['first', 'TASK_002'],
    );
  });

  it('sets aside what has a key of the format and another form', () => {
    const { context } = older({
      objectives: [{ id: 'OBJ001', text: 'Goal', description: 'More', created: null }],
      active_agents: [{ id: 'AGT001', mission: 'Look', report: 'all well', imported_report: 1 }],
    });
    assert.deepEqual(context.objectives, [
      {
        id: 'OBJ_001',
        description: 'More',
        text: 'Goal',
        imported_created: null,
        imported_from: 'P1:OBJ001',
      },
    ]);
    assert.deepEqual(context.spawned_agents, [
      {
        id: 'AGENT_0001',
        type: 'agent',
        mission: 'Look',
        imported_report: 1,
        status: 'spawned',
        imported_imported_report: 'all well',
        imported_from: 'P1:AGT001',
      },
    ]);
  });

  it('reads insights of every form, and keeps whole what it cannot hold', () => {
    const odd = [
      { text: 'b', author: 'Ann' },
      { category: 'general' },
      { text: 'c', timestamp: 'then', recorded: 'now' },
    ];
    const { context, insights, kept } = older({ insights: ['a', ...odd] });
    assert.deepEqual(insights, [{ text: 'a' }, { text: 'b' }, { text: 'c', recorded: 'then' }]);
    assert.deepEqual(context.key_insights, ['a', 'b', 'c']);
    assert.deepEqual(kept['insights'], odd);
  });

  it('reads what has hardly any keys', () => {
    const { origin, context } = readImport(source({ start_date: '2026-01-01', tasks: null }));
    assert.deepEqual([origin, context.project_name], ['context.json', 'context.json']);
    assert.deepEqual(
      KINDS.flatMap((kind) => itemsOf(context, kind)),
      [],
    );
  });

  const wrong: readonly (readonly [object, string])[] = [
    [{ objectives: {} }, 'objectives: expected array'],
    [{ objectives: [{ text: 5 }] }, 'objectives[0].text: expected string'],
    [{ tasks: [{}, 'do it'] }, 'tasks[1]: expected object'],
    [{ tasks: [{ id: 7 }] }, 'tasks[0].id: expected string'],
    [{ active_agents: [{ spawned_at: 7 }] }, 'active_agents[0].spawned_at: expected string'],
    [{ insights: [{ text: 'a' }, 7] }, 'insights[1]: expected a text'],
    [{ project_id: 7 }, 'project_id: expected string'],
  ];
  for (const [more, place] of wrong) {
    it(`refuses ${place}`, () => {
      assert.throws(
        () => older(more),
        (error: Error & { params: { file: string; detail: string } }) => {
          isAtlasError('importUnreadable', { file: 'context.json' })(error);
          assert.ok(error.params.detail.startsWith(place), error.params.detail);
          return true;
        },
      );
    });
  }

  it('loses nothing and makes a context that can be read', () => {
    fc.assert(
      fc.property(olderContexts, (value) => {
        const { context, insights, kept } = readImport(source(value));
        assert.deepEqual(Context.safeParse(context).error?.issues ?? [], []);
        const there = leaves({ context, insights, kept });
        const found = new Set([
          ...there,
          ...there.map((leaf) => `"${leaf.split(':').at(-1) ?? ''}`),
        ]);
        assert.deepEqual(
          leaves(value).filter((leaf) => !found.has(leaf)),
          [],
        );
        for (const kind of KINDS) {
          const items = itemsOf(context, kind);
          for (const key of ['id', 'imported_from'] as const) {
            assert.equal(new Set(items.map((item) => item[key])).size, items.length, key);
          }
        }
      }),
    );
  });
});
