import * as assert from 'node:assert/strict';
import type { Agent, Context, Task } from '../../../src/core/model/context';
import { handOver } from '../../../src/core/queries/handOver';
import { missionFacts } from '../../../src/core/queries/missionFacts';

const report = { status: 'success', summary: 'x', reported: '2026-03-01T12:00:00.000Z' };
const task: Task = {
  id: 'TASK_002',
  description: 'Integrate the provider',
  objective: 'OBJ_001',
  depends_on: ['TASK_001'],
};
const agent = (id: string, fields: Partial<Agent>): Agent => ({
  id,
  type: 'analyst',
  mission: 'x',
  ...fields,
});
const decision = (id: string, fields: object): { id: string; question: string } => ({
  id,
  question: 'Which?',
  ...fields,
});
const context: Context = {
  project_name: 'x',
  objectives: [{ id: 'OBJ_001', description: 'Customers authenticate' }],
  active_tasks: [task],
  completed_tasks: [{ id: 'TASK_001', description: 'Compare' }],
  key_insights: [
    'Tokens expire',
    'Customers forget passwords',
    'Prices rose',
    'Provider X is slow',
  ],
  spawned_agents: [
    agent('AGENT_0001', { task: 'TASK_001', report }),
    agent('AGENT_0002', { task: 'TASK_001', report }),
    agent('AGENT_0003', { task: 'TASK_001' }),
    agent('AGENT_0004', { task: 'TASK_009', report }),
    agent('AGENT_0005', { task: 'TASK_002', report }),
  ],
  atlas: {
    schema_version: 2,
    revision: 1,
    decisions_made: [
      decision('DEC_001', { task: 'TASK_001' }),
      decision('DEC_002', { objective: 'OBJ_001' }),
      decision('DEC_003', { task: 'TASK_009' }),
      decision('DEC_004', { task: 'TASK_002' }),
      decision('DEC_005', {}),
    ],
  },
};
const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);

describe('handOver', () => {
  const given = handOver(context, { task, mission: 'Integrate' });

  it('has the decisions about the task, its objective, and what it depends on', () => {
    assert.deepEqual(ids(given.decisions), ['DEC_001', 'DEC_002', 'DEC_004']);
  });

  it('has the last report of the task and of each it depends on', () => {
    assert.deepEqual(ids(given.reports), ['AGENT_0005', 'AGENT_0002']);
  });

  it('has whose work it is about, and not what it is to be without', () => {
    const [, , third, fourth] = context.spawned_agents ?? [];
    const about = handOver(context, { task, mission: 'x', about: fourth, without: ['AGENT_0005'] });
    assert.deepEqual(ids(about.reports), ['AGENT_0002', 'AGENT_0004']);
    assert.deepEqual(
      ids(handOver(context, { task: undefined, mission: 'x', about: third }).reports),
      ['AGENT_0003'],
    );
  });

  it('has eight of each at most: insights that share words with it, then the latest, in their order', () => {
    const many = Array.from({ length: 20 }, (_, at) => `Remark ${at}`);
    const { insights } = handOver(
      { ...context, key_insights: [...(context.key_insights ?? []), ...many] },
      { task, mission: 'Renew TOKENS' },
    );
    assert.deepEqual(insights, [
      'Tokens expire',
      'Customers forget passwords',
      'Provider X is slow',
      ...many.slice(-5),
    ]);
  });

  it('has no decision where nothing says what it is about', () => {
    assert.deepEqual(handOver(context, { task: undefined, mission: 'x' }).decisions, []);
    const alone = { id: 'TASK_003', description: 'x' };
    assert.deepEqual(handOver(context, { task: alone, mission: 'x' }).decisions, []);
  });
});

describe('missionFacts', () => {
  it('finds the agents it is about, and never hands an agent its own report', () => {
    const own = agent('AGENT_0005', {
      task: 'TASK_002',
      follows: 'AGENT_0002',
      reviews: 'AGENT_0004',
    });
    const facts = missionFacts(context, own);
    assert.deepEqual(
      [facts.task?.id, facts.follows?.id, facts.reviews?.id, ids(facts.given.reports)],
      ['TASK_002', 'AGENT_0002', 'AGENT_0004', ['AGENT_0004']],
    );
  });
});
