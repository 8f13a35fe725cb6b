import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readHistory } from '../../../src/core/journal/history';
import type { JournalRecord } from '../../../src/core/journal/record';
import type { Context, Task } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import { allTasks, servedBy } from '../../../src/core/model/lookup';
import { inOrder, placeBetween, placeOf, placeOfId } from '../../../src/core/model/taskOrder';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { moveTask } from '../../../src/core/operations/moveTask';
import { orderTasks } from '../../../src/core/operations/orderTasks';
import { itemView } from '../../../src/core/queries/itemView';
import { listItems } from '../../../src/core/queries/listItems';
import { objectiveTree } from '../../../src/core/queries/objectiveTree';
import { isAtlasError } from '../support/atlasError';
import { play } from '../support/play';

const task = (id: string, more: object = {}): Task => ({
  id,
  description: `do ${id}`,
  status: 'pending',
  ...more,
});

const plan = (tasks: readonly Task[]): Context => ({
  project_name: 'Payments',
  objectives: [
    { id: 'OBJ_001', description: 'Pay' },
    { id: 'OBJ_002', description: 'Refund' },
  ],
  active_tasks: [...tasks],
});

const FOUR = plan([1, 2, 3, 4].map((n) => task(`TASK_00${n}`, { objective: 'OBJ_001' })));

function shown(context: Context, objective: string | undefined = 'OBJ_001'): string[] {
  const node = objectiveTree(context).find((each) => each.objective?.id === objective);
  return (node?.tasks ?? []).map(({ task: { id } }) => id);
}

const numbers = (context: Context, objective?: string): string =>
  shown(context, objective)
    .map((id) => id.replace(/^TASK_0*/, ''))
    .join(' ');

describe('orderTasks', () => {
  it('puts a task before or after another one, and changes that task alone', () => {
    const before = play(FOUR, orderTasks, { tasks: ['4'], before: '2' });
    assert.equal(numbers(before.after), '1 4 2 3');
    assert.deepEqual(
      before.events.map((event) => [event.type, 'id' in event && event.id]),
      [['taskOrdered', 'TASK_004']],
    );
    assert.equal(before.result[0]?.id, 'TASK_004');
    const last = play(before.after, orderTasks, { tasks: ['1'], after: '3' });
    assert.equal(numbers(last.after), '4 2 3 1');
    const first = play(last.after, orderTasks, { tasks: ['3'], before: '4' });
    assert.equal(numbers(first.after), '3 4 2 1');
  });

  it('puts several there, in the order they are named, and says nothing that is so already', () => {
    const { after } = play(FOUR, orderTasks, { tasks: ['4', '1', '4'], after: '2' });
    assert.equal(numbers(after), '2 4 1 3');
    assert.deepEqual(play(after, orderTasks, { tasks: ['4', '1'], before: '3' }).events, []);
    assert.deepEqual(play(after, orderTasks, { tasks: ['3'], before: '3' }).events, []);
    // One of them is the one the others are put beside.
    assert.equal(
      numbers(play(after, orderTasks, { tasks: ['3', '1'], before: '1' }).after),
      '2 4 3 1',
    );
  });

  it('leaves the end to what is added later', () => {
    const { after } = play(FOUR, orderTasks, { tasks: ['1'], after: '4' });
    const added = play(after, addTask, { description: 'Fifth', objective: '1' }).after;
    assert.equal(numbers(added), '2 3 4 1 5');
    assert.equal(numbers(play(added, orderTasks, { tasks: ['2'], after: '5' }).after), '3 4 1 5 2');
  });

  it('takes tasks of another objective into that of the task they are put beside', () => {
    const { after } = play(FOUR, addTask, { description: 'Fifth', objective: '2' });
    const { after: moved, events } = play(after, orderTasks, { tasks: ['2', '5'], before: '1' });
    assert.equal(numbers(moved), '2 5 1 3 4');
    assert.equal(numbers(moved, 'OBJ_002'), '');
    assert.deepEqual(
      events.map(({ type }) => type),
      ['taskMoved', 'taskOrdered', 'taskOrdered'],
    );
    const none = plan([task('TASK_001'), task('TASK_002', { objective: 'OBJ_001' })]);
    const free = play(none, orderTasks, { tasks: ['2'], before: '1' }).after;
    assert.equal(servedBy(free, allTasks(free)[1] ?? assert.fail()), undefined);
  });

  it('forgets the place of a task that goes to another objective', () => {
    const { after } = play(FOUR, orderTasks, { tasks: ['4'], before: '1' });
    const { after: moved, result } = play(after, moveTask, { task: '4', objective: '2' });
    assert.equal(Object.hasOwn(result, 'hand_order'), false);
    const back = play(moved, moveTask, { task: '4', objective: '1' }).after;
    assert.equal(numbers(back), '1 2 3 4');
  });

  it('keeps places when tasks are completed, and lists and pages follow them', () => {
    const { after } = play(FOUR, orderTasks, { tasks: ['4'], before: '1' });
    const { after: done } = play(after, completeTask, { task: '1', outcome: 'Done' });
    assert.equal(numbers(done), '4 1 2 3');
    const listed = listItems(done, 'tasks', { objective: '1' }).map(({ id }) => id);
    assert.deepEqual(listed, ['TASK_004', 'TASK_001', 'TASK_002', 'TASK_003']);
    const view = itemView(done, 'OBJ_001');
    assert.ok(view.kind === 'objective');
    assert.deepEqual(
      view.item.tasks.map(({ id }) => id),
      listed,
    );
  });

  it('refuses what is not there, and wants one side', () => {
    const refused = (input: Parameters<typeof play>[2], code: string): void => {
      assert.throws(() => play(FOUR, orderTasks, input as never), isAtlasError(code as never));
    };
    refused({ tasks: ['9'], before: '1' }, 'taskNotFound');
    refused({ tasks: ['1'], after: '9' }, 'taskNotFound');
    refused({ tasks: ['1'] }, 'inputInvalid');
    refused({ tasks: ['1'], before: '2', after: '3' }, 'inputInvalid');
    refused({ tasks: [], before: '2' }, 'inputInvalid');
  });

  it('does what a list would do, however often, whatever ids and places there are', function () {
    this.timeout(30_000);
    const ids = fc.uniqueArray(
      fc.oneof(
        fc.nat(200).map((n) => `TASK_${String(n).padStart(3, '0')}`),
        fc.constantFrom('setup', 'T-1', 'TASK_123456789012345678', 'Zebra'),
      ),
      { minLength: 2, maxLength: 12 },
    );
    const place = fc.oneof(
      { weight: 5, arbitrary: fc.constant(undefined) },
      fc.constantFrom<unknown>('b20', 'b2', '5', 'zz', 7, '', 'ä', null),
    );
    const act = fc.record({
      moved: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 3 }),
      beside: fc.nat(11),
      before: fc.boolean(),
    });
    fc.assert(
      fc.property(
        ids,
        fc.array(place, { minLength: 12, maxLength: 12 }),
        fc.array(act, { maxLength: 30 }),
        (all, places, acts) => {
          let context = plan(
            all.map((id, at) =>
              task(id, {
                objective: 'OBJ_001',
                ...(places[at] === undefined ? {} : { hand_order: places[at] }),
              }),
            ),
          );
          let list = shown(context);
          for (const { moved, beside, before } of acts) {
            const at = (index: number): string => list[index % list.length] ?? assert.fail();
            const target = at(beside);
            const own = [...new Set(moved.map(at))];
            const put = own.filter((id) => id !== target);
            const left = list.filter((id) => !put.includes(id));
            left.splice(left.indexOf(target) + (before ? 0 : 1), 0, ...put);
            const input = { tasks: own, ...(before ? { before: target } : { after: target }) };
            context = play(context, orderTasks, input).after;
            list = left;
            assert.deepEqual(shown(context), list);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stays short where the same gap is filled again and again', () => {
    let context = FOUR;
    for (let at = 0; at < 400; at += 1) {
      const [, second = '', , last = ''] = shown(context);
      context = play(context, orderTasks, { tasks: [last], before: second }).after;
    }
    const longest = Math.max(...allTasks(context).map((each) => placeOf(each)?.length ?? 0));
    assert.ok(longest < 100, `${longest} signs`);
  });
});

describe('two branches that both put tasks elsewhere', () => {
  const events = fc.array(
    fc.record({
      branch: fc.constantFrom('a', 'b'),
      moved: fc.nat(5),
      beside: fc.nat(5),
      before: fc.boolean(),
    }),
    { maxLength: 12 },
  );

  it('come to one order, in which what only one of them moved is as it put it', () => {
    fc.assert(
      fc.property(events, (acts) => {
        const six = plan(
          [1, 2, 3, 4, 5, 6].map((n) => task(`TASK_00${n}`, { objective: 'OBJ_001' })),
        );
        const start = record('0', [], 1, { type: 'contextAdopted', context: six });
        const branches = { a: [start], b: [start] };
        for (const { branch, moved, beside, before } of acts) {
          const own = branches[branch];
          const { context = assert.fail() } = readHistory(own);
          const [one = '', other = ''] = [shown(context)[moved], shown(context)[beside]];
          const side = before ? { before: other } : { after: other };
          for (const event of play(context, orderTasks, { tasks: [one], ...side }).events) {
            const head = own.at(-1) ?? assert.fail();
            own.push(record(`${branch}${own.length}`, [head.id], head.seq + 1, event));
          }
        }
        const merged = readHistory([...branches.a, ...branches.b]).context ?? assert.fail();
        const turned = readHistory([...branches.b, ...branches.a]).context ?? assert.fail();
        assert.deepEqual(merged, turned);
        assert.deepEqual(shown(merged).toSorted(), shown(six));
        // Tasks that only one branch touched stand to each other as they stand there.
        const touched = (branch: 'a' | 'b'): Set<string> =>
          new Set(branches[branch].flatMap(({ event }) => ('id' in event ? [event.id] : [])));
        for (const [mine, other] of [
          ['a', 'b'],
          ['b', 'a'],
        ] as const) {
          const own = shown(readHistory(branches[mine]).context ?? assert.fail());
          const free = (id: string): boolean => !touched(other).has(id);
          assert.deepEqual(shown(merged).filter(free), own.filter(free));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('places', () => {
  it('are in the order of the numbers, and between any two of them lies one', () => {
    const id = (n: bigint): string => `TASK_${String(n).padStart(3, '0')}`;
    const number = fc.bigInt({ min: 1n, max: 10n ** 20n });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = [placeOfId(id(a)) ?? assert.fail(), placeOfId(id(b)) ?? assert.fail()];
        assert.equal(low < high, a < b);
        if (a < b) {
          const middle = placeBetween(low, high);
          assert.ok(low < middle && middle < high, `${low} ${middle} ${high}`);
        }
      }),
    );
  });

  it('are told from whatever else stands there', () => {
    const of = (value: unknown): unknown => placeOf(task('TASK_012', { hand_order: value }));
    assert.deepEqual(['b3', 'b30', 'B3', '', 3, null].map(of), [
      'b3',
      ...new Array<string>(5).fill('b12i'),
    ]);
    assert.deepEqual(
      inOrder([task('TASK_010'), task('TASK_9'), task('other')]).map(({ id }) => id),
      ['other', 'TASK_9', 'TASK_010'],
    );
  });
});

function record(
  id: string,
  prev: readonly string[],
  seq: number,
  event: AtlasEvent,
): JournalRecord {
  return { seq, id, prev, time: '2026-01-01T00:00:00.000Z', actor: 'x', session: null, event };
}
