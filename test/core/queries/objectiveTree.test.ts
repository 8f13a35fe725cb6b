import * as assert from 'node:assert/strict';
import type { Context } from '../../../src/core/model/context';
import { foldEvent, ownCopy } from '../../../src/core/model/applyEvent';
import { arranged, AS_IT_IS } from '../../../src/core/queries/arrangedTree';
import { agentList, objectiveTree } from '../../../src/core/queries/objectiveTree';
import { freshContext } from '../support/play';
import { sampleContext } from '../support/sample';

type Picture = readonly (string | Picture)[];

/** The tree as one nested array, each node its words followed by what is below it. */
function picture(context: Context): Picture {
  return objectiveTree(context).map(({ objective, completed, tasks }) => [
    `${objective?.id ?? 'none'} ${completed}/${tasks.length}`,
    ...tasks.map(({ task, state, waitsFor, agents }) => [
      [task.id, state, ...(waitsFor.length > 0 ? ['after', ...waitsFor] : [])].join(' '),
      ...agents.map(({ agent, state: agentState }) => `${agent.id} ${agentState}`),
    ]),
  ]);
}

const agent = (
  id: string,
  status: string,
  task?: string,
): NonNullable<Context['spawned_agents']>[number] => ({
  id,
  type: 'developer',
  mission: 'Work',
  status,
  ...(task ? { task } : {}),
});

describe('objectiveTree', () => {
  it('shows the example of the process document, whose tasks serve no objective yet', () => {
    assert.deepEqual(picture(sampleContext()), [
      ['OBJ_001 0/0'],
      ['none 1/2', ['TASK_001 completed'], ['TASK_025 active']],
    ]);
  });

  it('hangs tasks below their objective, and agents below their task, in the order of their ids', () => {
    const context: Context = {
      ...freshContext(),
      objectives: [
        { id: 'OBJ_002', description: 'Second, listed first' },
        { id: 'OBJ_001', description: 'First' },
      ],
      active_tasks: [
        {
          id: 'TASK_1000',
          description: '',
          status: 'pending',
          objective: 'OBJ_001',
          depends_on: ['TASK_9', 'TASK_010'],
        },
        { id: 'TASK_010', description: '', status: 'active', objective: 'OBJ_001' },
      ],
      completed_tasks: [{ id: 'TASK_9', description: '', objective: 'OBJ_001' }],
      spawned_agents: [
        agent('AGENT_0002', 'reported', 'TASK_010'),
        agent('AGENT_0001', 'running', 'TASK_010'),
        agent('AGENT_0003', 'spawned'),
      ],
    };
    assert.deepEqual(picture(context), [
      ['OBJ_002 0/0'],
      [
        'OBJ_001 1/3',
        ['TASK_9 completed'],
        ['TASK_010 active', 'AGENT_0002 reported', 'AGENT_0001 running'],
        ['TASK_1000 pending after TASK_010'],
      ],
    ]);
  });

  it('shows a task of an objective that is gone among those without one', () => {
    const context = {
      ...freshContext(),
      active_tasks: [{ id: 'TASK_001', description: '', objective: 'OBJ_009' }],
    };
    assert.deepEqual(picture(context), [['none 0/1', ['TASK_001 active']]]);
  });

  it('takes dependencies that are no list of ids as none', () => {
    const needs = [null, 'TASK_009', [7, { id: 'TASK_009' }]];
    const active_tasks = needs.map((depends_on, index) => ({
      id: `TASK_00${index}`,
      description: '',
      status: 'pending',
      depends_on,
    }));
    assert.deepEqual(picture({ ...freshContext(), active_tasks }), [
      ['none 0/3', ['TASK_000 pending'], ['TASK_001 pending'], ['TASK_002 pending']],
    ]);
  });

  it('is empty for an orchestration that has only begun', () => {
    assert.deepEqual(picture(freshContext()), []);
    assert.deepEqual(picture({ project_name: 'bare' }), []);
  });
});

describe('agentList', () => {
  it('puts first what needs a person, then what runs, the newest of each first', () => {
    const spawned_agents = [
      agent('AGENT_0003', 'reported'),
      agent('AGENT_20000', 'spawned'),
      agent('AGENT_9', 'running'),
      agent('AGENT_0001', 'failed'),
      agent('AGENT_10', 'running'),
      agent('AGENT_0002', 'exited_without_report'),
    ];
    const listed = agentList({ ...freshContext(), spawned_agents });
    assert.deepEqual(
      listed.map((node) => [node.agent.id, node.state]),
      [
        ['AGENT_0001', 'failed'],
        ['AGENT_0002', 'exited_without_report'],
        ['AGENT_0003', 'reported'],
        ['AGENT_10', 'running'],
        ['AGENT_9', 'running'],
        ['AGENT_20000', 'spawned'],
      ],
    );
  });

  it('puts last what nobody waits for, because its task is completed; but not while it runs', () => {
    const completed_tasks = [{ id: 'TASK_001', description: '' }];
    const spawned_agents = [
      agent('AGENT_0001', 'failed', 'TASK_001'),
      agent('AGENT_0002', 'running', 'TASK_001'),
      agent('AGENT_0003', 'spawned'),
      agent('AGENT_0004', 'reported', 'TASK_002'),
      agent('AGENT_0005', 'reported', 'TASK_001'),
    ];
    const listed = agentList({ ...freshContext(), completed_tasks, spawned_agents });
    assert.deepEqual(
      listed.map((node) => [node.agent.id, node.settled]),
      [
        ['AGENT_0004', false],
        ['AGENT_0002', false],
        ['AGENT_0003', false],
        ['AGENT_0005', true],
        ['AGENT_0001', true],
      ],
    );
  });

  it('leaves the order in the file alone', () => {
    const context = {
      ...freshContext(),
      spawned_agents: [agent('AGENT_0001', 'spawned'), agent('AGENT_0002', 'failed')],
    };
    agentList(context);
    assert.deepEqual(
      context.spawned_agents.map(({ id }) => id),
      ['AGENT_0001', 'AGENT_0002'],
    );
  });
});

describe('an objective of the tree, when its context was changed in place', () => {
  it('has its tasks as they are now, however often it was asked before', () => {
    const context = ownCopy({
      ...freshContext(),
      objectives: [{ id: 'OBJ_001', description: 'First' }],
      active_tasks: [{ id: 'TASK_001', description: '', status: 'active', objective: 'OBJ_001' }],
    });
    const [objective] = objectiveTree(context);
    const [shown] = objective ? arranged([objective], { ...AS_IT_IS, sort: 'state' }) : [];
    const now = (node = objective): unknown =>
      node?.tasks.map(({ task, state }) => [task.id, state, task.outcome]);
    assert.deepEqual(now(), [['TASK_001', 'active', undefined]]);
    assert.deepEqual(now(shown), now());
    const after = foldEvent(
      context,
      { type: 'taskCompleted', id: 'TASK_001', outcome: 'Done' },
      '2026-03-02T10:00:00.000Z',
    );
    assert.equal(after, context);
    context.atlas = { schema_version: 2, ...context.atlas, revision: 7 };
    assert.deepEqual(now(), [['TASK_001', 'completed', 'Done']]);
    assert.deepEqual(now(shown), now());
  });
});
