import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Context, Task } from '../../../src/core/model/context';
import { findTask } from '../../../src/core/model/lookup';
import { orderTasks } from '../../../src/core/operations/orderTasks';
import { AS_IT_IS, type Arrangement } from '../../../src/core/queries/arrangedTree';
import { objectiveTree } from '../../../src/core/queries/objectiveTree';
import { placeOfDrop, placesByOne, type Place } from '../../../src/core/queries/taskPlaces';
import { atOnce } from '../../../src/core/slices';
import { play } from '../support/play';

const task = (number: number, objective: string | undefined, status = 'pending'): Task => ({
  id: `TASK_00${number}`,
  description: `Step ${number}`,
  status,
  ...(objective === undefined ? {} : { objective }),
});

/** Five tasks of one objective, of which the third is done, and two of another. */
const PLAN: Context = {
  project_name: 'Payments',
  objectives: [
    { id: 'OBJ_001', description: 'Pay' },
    { id: 'OBJ_002', description: 'Refund' },
  ],
  active_tasks: [
    ...[1, 2, 4, 5].map((number) => task(number, 'OBJ_001')),
    ...[6, 7].map((number) => task(number, 'OBJ_002')),
  ],
  completed_tasks: [task(3, 'OBJ_001', 'completed')],
};

const WITHOUT_DONE: Arrangement = { ...AS_IT_IS, hideCompleted: true };

const tasks = (context: Context, ...numbers: number[]): Task[] =>
  numbers.map((number) => findTask(context, String(number)));

function put(context: Context, places: readonly (Place | undefined)[]): Context {
  return places.reduce(
    (before, place) =>
      place ? play(before, orderTasks, { ...place, tasks: [...place.tasks] }).after : before,
    context,
  );
}

const shown = (context: Context): string =>
  objectiveTree(context)
    .map((node) => node.tasks.map(({ task: { id } }) => id.slice(-1)).join(''))
    .join(' ');

describe('placeOfDrop', () => {
  const dropped = (onto: number, ...numbers: number[]): string => {
    const [target = assert.fail()] = tasks(PLAN, onto);
    return shown(put(PLAN, [atOnce(placeOfDrop(PLAN, tasks(PLAN, ...numbers), target, AS_IT_IS))]));
  };

  it('is the place of the task that others are dropped onto', () => {
    assert.equal(dropped(2, 5), '15234 67');
    assert.equal(dropped(5, 2), '13452 67');
    assert.equal(dropped(1, 5), '51234 67');
    assert.equal(dropped(7, 6), '12345 76');
    assert.equal(dropped(4, 4), '12345 67');
  });

  it('is before it for what comes from another objective, and takes all there in their order', () => {
    assert.equal(dropped(2, 7), '172345 6');
    assert.equal(dropped(1, 7, 6, 4), '4671235 ');
    assert.equal(dropped(4, 2, 1, 6), '341265 7');
    assert.equal(dropped(4, 4, 1), '23415 67');
  });
});

describe('placesByOne', () => {
  const moved = (
    direction: 'up' | 'down',
    arrangement: Arrangement,
    ...numbers: number[]
  ): string =>
    shown(put(PLAN, atOnce(placesByOne(PLAN, tasks(PLAN, ...numbers), direction, arrangement))));

  it('moves a task by one row, and not beyond the ends', () => {
    assert.equal(moved('up', AS_IT_IS, 2), '21345 67');
    assert.equal(moved('down', AS_IT_IS, 2), '13245 67');
    assert.equal(moved('up', AS_IT_IS, 1), '12345 67');
    assert.equal(moved('down', AS_IT_IS, 5), '12345 67');
  });

  it('goes by the rows that are shown', () => {
    assert.equal(moved('up', WITHOUT_DONE, 4), '14235 67');
    assert.equal(moved('down', WITHOUT_DONE, 2), '13425 67');
  });

  it('moves several together, each in its own objective', () => {
    assert.equal(moved('up', AS_IT_IS, 4, 3), '13425 67');
    assert.equal(moved('down', AS_IT_IS, 2, 3), '14235 67');
    assert.equal(moved('up', AS_IT_IS, 2, 4), '24135 67');
    assert.equal(moved('down', AS_IT_IS, 3, 5), '12435 67');
    assert.equal(moved('down', AS_IT_IS, 1, 6), '21345 76');
  });

  it('comes back when the other way is gone, if there was a row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), (number) => {
        const up = put(PLAN, atOnce(placesByOne(PLAN, tasks(PLAN, number), 'up', AS_IT_IS)));
        assert.notEqual(shown(up), shown(PLAN));
        const back = put(up, atOnce(placesByOne(up, tasks(up, number), 'down', AS_IT_IS)));
        assert.equal(shown(back), shown(PLAN));
      }),
    );
  });
});
