import * as assert from 'node:assert/strict';
import { addTask } from '../../../src/core/operations/addTask';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { itemView } from '../../../src/core/queries/itemView';
import { isAtlasError } from '../support/atlasError';
import { NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';

const task = play(sampleContext(), addTask, {
  description: 'Roll out',
  objective: '1',
  dependsOn: ['25', '1'],
}).after;
const agent = play(task, spawnAgent, { mission: 'Roll it out', task: '25' }).after;
const context = play(agent, raiseDecision, {
  question: 'When?',
  task: '25',
  objective: '1',
}).after;

describe('itemView', () => {
  it('shows a task with its state, what it waits for, its agents and decisions', () => {
    assert.deepEqual(itemView(context, 'TASK_026').item, {
      id: 'TASK_026',
      description: 'Roll out',
      status: 'pending',
      objective: 'OBJ_001',
      depends_on: ['TASK_025', 'TASK_001'],
      created: NOON,
      waits_for: ['TASK_025'],
      agents: [],
      decisions: [],
    });
    const { item } = itemView(context, 'task_25');
    assert.deepEqual(item.agents, [{ id: 'AGENT_0048', status: 'spawned', text: 'Roll it out' }]);
    assert.deepEqual(item.decisions, [{ id: 'DEC_016', status: 'pending', text: 'When?' }]);
  });

  it('shows an objective with its tasks and decisions', () => {
    const { kind, item } = itemView(context, 'obj1');
    assert.equal(kind, 'objective');
    assert.deepEqual(item.tasks, [{ id: 'TASK_026', status: 'pending', text: 'Roll out' }]);
    assert.deepEqual(item.decisions, [{ id: 'DEC_016', status: 'pending', text: 'When?' }]);
  });

  it('shows agents and decisions with their state', () => {
    assert.equal(itemView(context, 'agent_1').item.status, 'spawned');
    assert.equal(itemView(context, 'dec_16').item.status, 'pending');
  });

  it('takes a number where only one kind has it', () => {
    assert.equal(itemView(context, '26').item.id, 'TASK_026');
    assert.equal(itemView(context, '48').item.id, 'AGENT_0048');
    assert.equal(itemView(context, ' 16 ').item.id, 'DEC_016');
  });

  it('names the candidates where several kinds have it', () => {
    assert.throws(
      () => itemView(context, '1'),
      isAtlasError('itemUnclear', { id: '1', candidates: 'OBJ_001, TASK_001, AGENT_0001' }),
    );
  });

  it('finds an id of another form', () => {
    const other = { ...context, objectives: [{ id: 'T-9', description: 'x' }] };
    assert.equal(itemView(other, 'T-9').kind, 'objective');
  });

  it('refuses what is not there', () => {
    assert.throws(() => itemView(context, '99'), isAtlasError('itemNotFound', { id: '99' }));
    assert.throws(
      () => itemView(context, 'TASK_99'),
      isAtlasError('taskNotFound', { id: 'TASK_099' }),
    );
  });
});
