import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Context } from '../../../src/core/model/context';
import { allTasks, taskState } from '../../../src/core/model/lookup';
import { addTask } from '../../../src/core/operations/addTask';
import { cancelTask } from '../../../src/core/operations/cancelTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { failTask } from '../../../src/core/operations/failTask';
import { reopenTask } from '../../../src/core/operations/reopenTask';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { startTask } from '../../../src/core/operations/startTask';
import { status } from '../../../src/core/queries/status';
import { isAtlasError } from '../support/atlasError';
import { contexts } from '../support/contexts';
import { freshContext, NOON, play } from '../support/play';
import { steps, walk } from '../support/steps';

const LATER = '2026-03-01T12:30:00.000Z';
const ONE = play(freshContext(), addTask, { description: 'Measure' }).after;
const TWO = play(ONE, addTask, { description: 'Roll out', dependsOn: ['1'] }).after;
const FAILED = play(ONE, failTask, { task: '1', reason: 'No data' }, LATER).after;
const CANCELLED = play(ONE, cancelTask, { task: '1', reason: 'Not wanted' }, LATER).after;
const COMPLETED = play(TWO, completeTask, { task: '1', outcome: 'Two seconds' }, LATER).after;

describe('startTask', () => {
  it('makes a pending task active, and says since when', () => {
    const { result } = play(ONE, startTask, { task: 'task_1' }, LATER);
    assert.deepEqual([result.status, result.started], ['active', LATER]);
  });

  it('refuses a task that waits for others, and names these', () => {
    const refused = isAtlasError('taskBlocked', { id: 'TASK_002', tasks: 'TASK_001' });
    assert.throws(() => play(TWO, startTask, { task: '2' }), refused);
  });

  it('starts it all the same when it is told to', () => {
    assert.equal(play(TWO, startTask, { task: '2', force: true }).result.status, 'active');
  });

  it('starts it when what it waits for is completed, and not when that was given up', () => {
    assert.equal(play(COMPLETED, startTask, { task: '2' }).result.status, 'active');
    const given = play(TWO, cancelTask, { task: '1', reason: 'x' }).after;
    assert.throws(() => play(given, startTask, { task: '2' }), isAtlasError('taskBlocked'));
  });

  it('refuses what is active, completed, failed or cancelled', () => {
    const active = play(ONE, startTask, { task: '1' }).after;
    const refusals = [
      [active, 'taskAlreadyStarted'],
      [COMPLETED, 'taskAlreadyCompleted'],
      [FAILED, 'taskClosed'],
      [CANCELLED, 'taskClosed'],
    ] as const;
    for (const [context, code] of refusals) {
      assert.throws(() => play(context, startTask, { task: '1' }), isAtlasError(code));
    }
  });

  it('refuses a task that is not there', () => {
    assert.throws(() => play(ONE, startTask, { task: '9' }), isAtlasError('taskNotFound'));
  });
});

describe('failTask and cancelTask', () => {
  const kinds = [
    ['failed', failTask],
    ['cancelled', cancelTask],
  ] as const;
  for (const [state, operation] of kinds) {
    it(`keep a ${state} task with the reason, out of the list of what is to do`, () => {
      const { after, result } = play(ONE, operation, { task: '1', reason: 'No data' }, LATER);
      assert.deepEqual([result.status, result.outcome, result.closed], [state, 'No data', LATER]);
      assert.deepEqual([after.active_tasks, after.completed_tasks], [[], []]);
      assert.equal(status(after).tasks[state], 1);
    });

    it(`refuse what is ended already: ${state}`, () => {
      const input = { task: '1', reason: 'x' };
      assert.throws(
        () => play(COMPLETED, operation, input),
        isAtlasError('taskAlreadyCompleted', { outcome: 'Two seconds' }),
      );
      const closed = isAtlasError('taskClosed', { state: 'failed', reason: 'No data' });
      assert.throws(() => play(FAILED, operation, input), closed);
      assert.throws(
        () => play(CANCELLED, operation, input),
        isAtlasError('taskClosed', { state: 'cancelled', reason: 'Not wanted' }),
      );
      assert.throws(
        () => play(ONE, operation, { task: '9', reason: 'x' }),
        isAtlasError('taskNotFound'),
      );
    });

    it(`need a reason: ${state}`, () => {
      const refused = isAtlasError('inputInvalid');
      assert.throws(() => play(ONE, operation, { task: '1', reason: ' ' }), refused);
    });
  }
});

describe('reopenTask', () => {
  it('takes up what was completed, failed or cancelled, and keeps what came of it', () => {
    for (const [context, outcome] of [
      [COMPLETED, 'Two seconds'],
      [FAILED, 'No data'],
      [CANCELLED, 'Not wanted'],
    ] as const) {
      const { after, result } = play(context, reopenTask, { task: '1', reason: 'New data' });
      assert.deepEqual(
        [result.status, result.reopened, result['earlier_outcome'], result['reopen_reason']],
        ['pending', NOON, outcome, 'New data'],
      );
      assert.ok(!('outcome' in result) && !('completed' in result) && !('closed' in result));
      assert.ok(after.active_tasks?.some(({ id }) => id === 'TASK_001'));
    }
  });

  it('makes active again what was active before', () => {
    const started = play(ONE, startTask, { task: '1' }).after;
    const failed = play(started, failTask, { task: '1', reason: 'x' }).after;
    const { result, events } = play(failed, reopenTask, { task: '1' });
    assert.equal(result.status, 'active');
    assert.deepEqual(events, [{ type: 'taskReopened', id: 'TASK_001' }]);
  });

  it('lets what depends on it wait again', () => {
    const reopened = play(COMPLETED, reopenTask, { task: '1' }).after;
    assert.throws(() => play(reopened, startTask, { task: '2' }), isAtlasError('taskBlocked'));
  });

  it('refuses what is still to do, and what is not there', () => {
    const refused = isAtlasError('taskOpen', { id: 'TASK_001', state: 'pending' });
    assert.throws(() => play(ONE, reopenTask, { task: '1' }), refused);
    assert.throws(() => play(ONE, reopenTask, { task: '9' }), isAtlasError('taskNotFound'));
  });
});

describe('a task that was given up', () => {
  it('can be named as one to wait for', () => {
    const { result } = play(FAILED, addTask, { description: 'x', dependsOn: ['1'] });
    assert.deepEqual(result['depends_on'], ['TASK_001']);
  });

  it('cannot be completed, nor get an agent', () => {
    const refused = isAtlasError('taskClosed', { id: 'TASK_001', state: 'cancelled' });
    assert.throws(() => play(CANCELLED, completeTask, { task: '1', outcome: 'x' }), refused);
    assert.throws(() => play(CANCELLED, spawnAgent, { task: '1', mission: 'x' }), refused);
  });
});

describe('the operations on tasks, for every context and sequence of operations', function () {
  this.timeout(20_000);

  it('take or refuse a task by its state alone, and leave all others as they were', () => {
    const allowed: Readonly<Record<string, readonly string[]>> = {
      startTask: ['pending'],
      completeTask: ['pending', 'active'],
      failTask: ['pending', 'active'],
      cancelTask: ['pending', 'active'],
      reopenTask: ['completed', 'failed', 'cancelled'],
    };
    fc.assert(
      fc.property(contexts, steps, fc.nat(), (before, taken, pick) => {
        const { after } = walk(before, taken);
        const tasks = allTasks(after);
        const task = tasks[pick % Math.max(tasks.length, 1)];
        fc.pre(task !== undefined);
        const state = taskState(after, task);
        const acts: Readonly<Record<string, () => Context>> = {
          startTask: () => play(after, startTask, { task: task.id, force: true }).after,
          completeTask: () => play(after, completeTask, { task: task.id, outcome: 'x' }).after,
          failTask: () => play(after, failTask, { task: task.id, reason: 'x' }).after,
          cancelTask: () => play(after, cancelTask, { task: task.id, reason: 'x' }).after,
          reopenTask: () => play(after, reopenTask, { task: task.id }).after,
        };
        // An empty id cannot be typed, and one that is another's in short means the other.
        fc.pre(/^TASK_\d{3,}$/.test(task.id));
        for (const [name, act] of Object.entries(acts)) {
          if (allowed[name]?.includes(state)) {
            const others = (context: Context): unknown[] =>
              allTasks(context).filter(({ id }) => id !== task.id);
            assert.deepEqual(new Set(others(act())), new Set(others(after)), name);
          } else {
            assert.throws(act, `${name} of a task that is ${state}`);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
