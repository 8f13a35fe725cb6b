import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { JournalRecord } from '../../../src/core/journal/record';
import type { Context } from '../../../src/core/model/context';
import { addTask } from '../../../src/core/operations/addTask';
import { decide } from '../../../src/core/operations/decide';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import {
  LIST_KINDS,
  LIST_STATUSES,
  listItems,
  type ListFilter,
  type ListKind,
} from '../../../src/core/queries/listItems';
import { status } from '../../../src/core/queries/status';
import { isAtlasError } from '../support/atlasError';
import { contexts } from '../support/contexts';
import { freshContext, NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';
import { steps, walk } from '../support/steps';

const waiting = play(sampleContext(), addTask, {
  description: 'Roll out',
  objective: '1',
  dependsOn: ['25'],
}).after;
const ready = play(waiting, addTask, { description: 'Tell people' }).after;
const helped = play(ready, spawnAgent, { mission: 'Roll it out', task: '26' }).after;

function ids(context: Context, kind: ListKind, filter?: ListFilter): unknown[] {
  return listItems(context, kind, filter).map((item) => item.id);
}

describe('listItems', () => {
  it('gives every item with its state, and what a task waits for', () => {
    assert.deepEqual(listItems(ready, 'tasks'), [
      { id: 'TASK_025', description: 'Implement Auth0 integration', status: 'active' },
      {
        id: 'TASK_026',
        description: 'Roll out',
        status: 'pending',
        objective: 'OBJ_001',
        depends_on: ['TASK_025'],
        created: NOON,
        waits_for: ['TASK_025'],
      },
      { id: 'TASK_027', description: 'Tell people', status: 'pending', created: NOON },
      { ...sampleContext().completed_tasks?.[0], status: 'completed' },
    ]);
  });

  it('gives tasks by state, ready and blocked ones too', () => {
    assert.deepEqual(ids(ready, 'tasks', { status: 'pending' }), ['TASK_026', 'TASK_027']);
    assert.deepEqual(ids(ready, 'tasks', { status: 'ready' }), ['TASK_027']);
    assert.deepEqual(ids(ready, 'tasks', { status: 'blocked' }), ['TASK_026']);
  });

  it('gives what serves an objective, agents and decisions by their task', () => {
    const asked = play(helped, raiseDecision, { question: 'When?', task: '26' }).after;
    const objective = 'obj_1';
    assert.deepEqual(ids(asked, 'tasks', { objective }), ['TASK_026']);
    assert.deepEqual(ids(asked, 'agents', { objective }), ['AGENT_0048']);
    assert.deepEqual(ids(asked, 'decisions', { objective }), ['DEC_016']);
  });

  it('gives decisions with their state, and the words of others among them', () => {
    const context = { ...sampleContext(), pending_decisions: ['Which colour?', { a: 1 }] };
    const raised = play(context, raiseDecision, { question: 'Which provider?' }).after;
    const made = play(raised, decide, { decision: '16', choice: 'Auth0', rationale: 'x' }).after;
    assert.deepEqual(listItems(raised, 'decisions'), [
      { question: 'Which colour?', status: 'pending' },
      { question: '{"a":1}', status: 'pending' },
      { id: 'DEC_016', question: 'Which provider?', raised: NOON, status: 'pending' },
    ]);
    assert.deepEqual(ids(made, 'decisions', { status: 'made' }), ['DEC_016']);
  });

  it('gives insights and sessions with what the history knows of them', () => {
    const record: JournalRecord = {
      seq: 1,
      id: 'a',
      prev: [],
      time: NOON,
      actor: 'cli',
      session: null,
      event: { type: 'insightRecorded', text: 'x', category: 'technical', origin: 'TASK_001' },
    };
    const context = { ...freshContext(), key_insights: ['old', 'x'] };
    assert.deepEqual(
      listItems(context, 'insights', {}, () => [record]),
      [
        { text: 'old', number: 1 },
        { text: 'x', number: 2, category: 'technical', origin: 'TASK_001', time: NOON },
      ],
    );
    assert.deepEqual(listItems(context, 'sessions'), [
      { id: 'session_20260301_120000', status: 'active', started: NOON },
    ]);
  });

  it('gives at most so many, of insights the newest', () => {
    assert.deepEqual(ids(ready, 'tasks', { limit: 2 }), ['TASK_025', 'TASK_026']);
    const [newest] = listItems(sampleContext(), 'insights', { limit: 1 });
    assert.equal(newest?.['number'], 2);
  });

  it('refuses a state that the kind does not have, and names those there are', () => {
    assert.throws(
      () => listItems(ready, 'tasks', { status: 'reday' }),
      isAtlasError('inputInvalid', {
        operation: 'list',
        detail:
          'status: "reday" is none of tasks; there is pending, ready, blocked, active, completed, failed, cancelled',
      }),
    );
    assert.throws(
      () => listItems(ready, 'insights', { status: 'active' }),
      isAtlasError('inputInvalid'),
    );
  });

  it('takes a state that another tool gave', () => {
    const parked = { id: 'OBJ_009', description: 'x', status: 'parked' };
    const context = { ...freshContext(), objectives: [parked] };
    assert.deepEqual(listItems(context, 'objectives', { status: 'parked' }), [parked]);
  });

  it('refuses an objective for what serves none, and one that is not there', () => {
    for (const kind of ['objectives', 'insights', 'sessions'] as const) {
      assert.throws(
        () => listItems(ready, kind, { objective: '1' }),
        isAtlasError('inputInvalid'),
        kind,
      );
    }
    assert.throws(
      () => listItems(ready, 'tasks', { objective: '9' }),
      isAtlasError('objectiveNotFound'),
    );
  });

  it('counts as the status counts, for every context and sequence of operations', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        const { after } = walk(before, taken);
        const now = status(after);
        const count = (kind: ListKind, state: string): number =>
          listItems(after, kind, { status: state }).length;
        const { completed: _counted, ...tasks } = now.tasks;
        for (const [state, number] of Object.entries(tasks)) {
          assert.equal(count('tasks', state), number, state);
        }
        for (const [state, number] of Object.entries(now.agents)) {
          assert.equal(count('agents', state), number, state);
        }
        assert.equal(count('decisions', 'pending'), now.decisions.pending);
        for (const kind of LIST_KINDS) {
          for (const state of LIST_STATUSES[kind]) {
            assert.ok(listItems(after, kind, { status: state, limit: 1 }).length <= 1);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
