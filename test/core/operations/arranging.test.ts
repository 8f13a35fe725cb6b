import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { renameIds } from '../../../src/core/journal/itemIds';
import { mentionedIds } from '../../../src/core/journal/mentions';
import { applyEvent } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import { waitingPath } from '../../../src/core/model/dependencies';
import type { AtlasEvent } from '../../../src/core/model/events';
import { priorityOf } from '../../../src/core/model/priorities';
import { allTasks } from '../../../src/core/model/lookup';
import { dependsOn } from '../../../src/core/model/taskStates';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { editItem } from '../../../src/core/operations/editItem';
import { moveTask } from '../../../src/core/operations/moveTask';
import { prioritiseTask } from '../../../src/core/operations/prioritiseTask';
import { setDependencies } from '../../../src/core/operations/setDependencies';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { isAtlasError } from '../support/atlasError';
import { freshContext, NOON, play } from '../support/play';

function tasks(count: number): Context {
  let context = play(freshContext(), addObjective, { description: 'Cut costs' }).after;
  for (let at = 1; at <= count; at += 1) {
    context = play(context, addTask, { description: `Step ${at}` }).after;
  }
  return context;
}

const THREE = tasks(3);
const id = (number: number): string => `TASK_00${number}`;

/** Slow and obvious: takes away what waits for nothing that is left, until nothing can be taken. */
function hasCycle(context: Context): boolean {
  let left = allTasks(context);
  for (;;) {
    const names = new Set(left.map((task) => task.id));
    const waiting = left.filter((task) => dependsOn(task).some((each) => names.has(each)));
    if (waiting.length === left.length) {
      return left.length > 0;
    }
    left = waiting;
  }
}

describe('editItem', () => {
  it('says an objective or a task in other words, also when it is completed', () => {
    const { after } = play(THREE, editItem, { item: 'OBJ_001', description: 'Halve costs' });
    assert.equal(after.objectives?.[0]?.description, 'Halve costs');
    const done = play(after, completeTask, { task: '2', outcome: 'x' }).after;
    const { result, events } = play(done, editItem, { item: 'TASK_002', description: 'Count' });
    assert.deepEqual([result.id, result.description, result.status], [id(2), 'Count', 'completed']);
    assert.deepEqual(events, [
      { type: 'itemEdited', kind: 'task', id: id(2), description: 'Count' },
    ]);
  });

  it('has nothing to tell where the words are the same', () => {
    assert.deepEqual(play(THREE, editItem, { item: id(1), description: ' Step 1 ' }).events, []);
  });

  it('leaves what somebody was asked as it is', () => {
    const { after } = play(THREE, spawnAgent, { mission: 'Look' });
    const input = { item: 'AGENT_0001', description: 'x' };
    assert.throws(() => play(after, editItem, input), isAtlasError('notEditable'));
  });
});

describe('setDependencies', () => {
  it('adds and removes what a task waits for', () => {
    const { after, result } = play(THREE, setDependencies, { task: '3', on: ['1', 'task_2'] });
    assert.deepEqual(dependsOn(result), [id(1), id(2)]);
    const removed = play(after, setDependencies, { task: '3', notOn: ['1', '2'] }).result;
    assert.equal('depends_on' in removed, false);
  });

  it('has nothing to tell where nothing changes', () => {
    const { after } = play(THREE, setDependencies, { task: '3', on: ['1'] });
    assert.deepEqual(
      play(after, setDependencies, { task: '3', on: ['1'], notOn: ['2'] }).events,
      [],
    );
  });

  it('refuses a circle, and names it', () => {
    const one = play(THREE, setDependencies, { task: '2', on: ['1'] }).after;
    const two = play(one, setDependencies, { task: '3', on: ['2'] }).after;
    assert.throws(
      () => play(two, setDependencies, { task: '1', on: ['3'] }),
      isAtlasError('dependencyCycle', {
        id: id(1),
        before: id(3),
        path: 'TASK_001 → TASK_003 → TASK_002 → TASK_001',
      }),
    );
    assert.throws(
      () => play(two, setDependencies, { task: '1', on: ['1'] }),
      isAtlasError('dependencyCycle'),
    );
  });

  it('never comes to a circle, whatever is added and removed, decided or folded', () => {
    const size = 6;
    const some = fc.array(fc.integer({ min: 1, max: size }), { maxLength: 3 });
    const change = fc.record({ task: fc.integer({ min: 1, max: size }), on: some, notOn: some });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let decided = tasks(size);
        let folded = decided;
        for (const { task, on, notOn } of changes) {
          const [added, removed] = [on.map(id), notOn.map(id)];
          // As another branch may have decided it, which knew nothing of the rest.
          const event: AtlasEvent = { type: 'dependenciesChanged', id: id(task), added, removed };
          folded = applyEvent(folded, event, NOON);
          assert.equal(hasCycle(folded), false);
          try {
            decided = play(decided, setDependencies, {
              task: id(task),
              on: added,
              notOn: removed,
            }).after;
          } catch (error) {
            isAtlasError('dependencyCycle')(error);
          }
          assert.equal(hasCycle(decided), false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses no dependency that makes no circle', () => {
    const edges = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        edges,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (known, a, b) => {
          let context = tasks(5);
          for (const [task, on] of known) {
            const event: AtlasEvent = {
              type: 'dependenciesChanged',
              id: id(task),
              added: [id(on)],
              removed: [],
            };
            context = applyEvent(context, event, NOON);
          }
          const forced: Context = {
            ...context,
            active_tasks: (context.active_tasks ?? []).map((task) =>
              task.id === id(a) ? { ...task, depends_on: [...dependsOn(task), id(b)] } : task,
            ),
          };
          assert.equal(waitingPath(context, id(b), id(a)) !== undefined, hasCycle(forced));
        },
      ),
    );
  });
});

describe('prioritiseTask and moveTask', () => {
  it('say how urgent a task is', () => {
    const { result, after } = play(THREE, prioritiseTask, { task: '1', priority: 'high' });
    assert.equal(priorityOf(result), 'high');
    assert.deepEqual(play(after, prioritiseTask, { task: '1', priority: 'high' }).events, []);
  });

  it('read the words of other tools', () => {
    const of = (priority: unknown): unknown => priorityOf({ id: 'x', description: 'x', priority });
    assert.deepEqual(['URGENT', 'Low', 'normal', 'constructor', 3, undefined].map(of), [
      'critical',
      'low',
      'medium',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('say which objective a task serves, or that it serves none', () => {
    const { after, result } = play(THREE, moveTask, { task: '1', objective: '1' });
    assert.equal(result.objective, 'OBJ_001');
    assert.deepEqual(play(after, moveTask, { task: '1', objective: '1' }).events, []);
    assert.equal(
      'objective' in play(after, moveTask, { task: '1', objective: null }).result,
      false,
    );
    const input = { task: '1', objective: '7' };
    assert.throws(() => play(after, moveTask, input), isAtlasError('objectiveNotFound'));
  });
});

describe('what arranging events speak of', () => {
  const events: AtlasEvent[] = [
    { type: 'itemEdited', kind: 'task', id: 'TASK_001', description: 'x' },
    { type: 'dependenciesChanged', id: 'TASK_001', added: ['TASK_002'], removed: ['TASK_003'] },
    { type: 'taskPrioritised', id: 'TASK_001', priority: 'low' },
    { type: 'taskMoved', id: 'TASK_001', objective: 'OBJ_001' },
    { type: 'taskOrdered', id: 'TASK_001', place: 'b3i' },
  ];

  it('is named, and called otherwise where its items are', () => {
    for (const event of events) {
      const renamed = renameIds(event, {
        ownId: (claim) => claim.id,
        meantBy: (each) => each.replace('00', '90'),
      });
      assert.deepEqual(
        [...mentionedIds(renamed)],
        [...mentionedIds(event)].map((each) => each.replace('00', '90')),
      );
      assert.doesNotMatch(JSON.stringify(renamed), /_00/);
      const same = renameIds(event, { ownId: (claim) => claim.id, meantBy: (each) => each });
      assert.deepEqual(same, event);
    }
  });
});
