import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatId, fullId, kindOf, numberIn, type ItemKind } from '../../../src/core/model/ids';
import { findItem, newIds, nextId } from '../../../src/core/model/lookup';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { isAtlasError } from '../support/atlasError';
import { freshContext, play } from '../support/play';
import { sampleContext } from '../support/sample';

describe('nextId', () => {
  it('continues after the highest id and after the counters of an older context', () => {
    const context = sampleContext();
    assert.equal(nextId(context, 'objective'), 'OBJ_002');
    assert.equal(nextId(context, 'task'), 'TASK_026');
    assert.equal(nextId(context, 'agent'), 'AGENT_0048');
  });

  it('starts with one', () => {
    const context = freshContext();
    assert.equal(nextId(context, 'objective'), 'OBJ_001');
    assert.equal(nextId(context, 'task'), 'TASK_001');
    assert.equal(nextId(context, 'agent'), 'AGENT_0001');
  });

  it('starts with one also where nothing was ever counted', () => {
    for (const kind of ['objective', 'task', 'agent'] as const) {
      assert.match(nextId({ project_name: 'bare' }, kind), /_0*1$/);
    }
  });

  it('looks at completed and at active tasks', () => {
    const context = sampleContext();
    const swapped = {
      ...context,
      completed_tasks: context.active_tasks,
      active_tasks: context.completed_tasks,
    };
    assert.equal(nextId(swapped, 'task'), 'TASK_026');
  });

  it('takes more digits when the padded ones are used up', () => {
    const full = { ...freshContext(), active_tasks: [{ id: 'TASK_999', description: 'last' }] };
    assert.equal(nextId(full, 'task'), 'TASK_1000');
  });

  it('counts only ids of its own form', () => {
    const tasks = ['TASK_7x', 'SUBTASK_90', 'TASK-80', 'TASK_', 'task'].map((id) => ({
      id,
      description: '',
    }));
    assert.equal(nextId({ ...freshContext(), active_tasks: tasks }, 'task'), 'TASK_001');
  });

  it('hands out a new id of the usual form whatever numbers stand in the file', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.bigInt({ min: 0n }),
      fc.nat(),
    );
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 4 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (ids, counted) => {
          const tasks = ids.map((id) => ({ id: `TASK_${id}`, description: 'strange' }));
          const context = {
            ...freshContext(),
            active_tasks: tasks,
            metrics: { total_tasks_completed: counted },
          };
          const next = nextId(context, 'task');
          assert.match(next, /^TASK_\d{3,}$/);
          assert.ok(!tasks.some(({ id }) => id === next), `${next} is there already`);
        },
      ),
    );
  });

  it('hands none out twice where numbers are longer than a double can count', () => {
    const context = {
      ...freshContext(),
      objectives: [{ id: 'OBJ_9007199254740991', description: 'far' }],
    };
    const { after } = play(context, addObjective, { description: 'one' });
    const { after: last } = play(after, addObjective, { description: 'two' });
    const ids = (last.objectives ?? []).map((objective) => objective.id);
    assert.equal(new Set(ids).size, 3, ids.join());
  });
});

describe('fullId', () => {
  const typed: readonly (readonly [ItemKind, string, string])[] = [
    ['task', '26', 'TASK_026'],
    ['task', 'task_26', 'TASK_026'],
    ['task', 'TASK_026', 'TASK_026'],
    ['task', 'Task26', 'TASK_026'],
    ['task', ' 26 ', 'TASK_026'],
    ['task', '1026', 'TASK_1026'],
    ['agent', '7', 'AGENT_0007'],
    ['agent', 'agent_0007', 'AGENT_0007'],
    ['objective', 'obj1', 'OBJ_001'],
    ['task', 'OBJ_001', 'OBJ_001'],
    ['task', 'first one', 'FIRST ONE'],
  ];
  for (const [kind, words, id] of typed) {
    it(`reads "${words}" as the ${kind} ${id}`, () => {
      assert.equal(fullId(kind, words), id);
    });
  }
});

describe('kindOf', () => {
  it('knows every kind by an id of our form, and nothing by anything else', () => {
    assert.deepEqual(['OBJ_001', 'task26', ' AGENT_7 ', 'dec_2'].map(kindOf), [
      'objective',
      'task',
      'agent',
      'decision',
    ]);
    for (const words of ['26', '', 'TASK', 'TASK_', 'T-9', 'SUBTASK_1', 'TASK_1x']) {
      assert.equal(kindOf(words), undefined, words);
    }
  });
});

describe('newIds', () => {
  it('hands out one id after the other of each kind, without adding anything', () => {
    const next = newIds(sampleContext());
    assert.deepEqual(
      [next('task'), next('agent'), next('task'), next('decision')],
      ['TASK_026', 'AGENT_0048', 'TASK_027', 'DEC_016'],
    );
  });
});

describe('findItem', () => {
  const tasks = ['TASK_007', 'legacy-7', 'TASK_1', 'task_900'].map((id) => ({
    id,
    description: '',
  }));
  const context = { ...freshContext(), active_tasks: tasks };
  const found = (words: string): string => findItem(context, 'task', words).id;

  it('finds what people typed in short', () => {
    assert.equal(found('7'), 'TASK_007');
  });

  it('finds an id of another form by its exact words', () => {
    assert.equal(found('legacy-7'), 'legacy-7');
    assert.equal(found('TASK_1'), 'TASK_1');
    assert.equal(found(' task_900 '), 'task_900');
  });

  it('finds nothing rather than something near, and says what it looked for', () => {
    for (const words of ['70', 'task', '', 'TASK_0077', 'agent_7']) {
      const id = fullId('task', words);
      assert.throws(() => found(words), isAtlasError('taskNotFound', { id }), words);
    }
  });

  it('says of each kind that it is not there', () => {
    for (const kind of ['objective', 'task', 'agent', 'decision'] as const) {
      assert.throws(() => findItem(context, kind, '404'), isAtlasError(`${kind}NotFound`));
    }
  });

  it('finds every id that was handed out, typed in full, in small letters, or as its number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (number) => {
        const counted = { ...freshContext(), metrics: { total_tasks_completed: number } };
        const { after, result } = play(counted, addTask, { description: 'x' });
        const { id } = result;
        for (const words of [id, id.toLowerCase(), String(number + 1)]) {
          assert.equal(findItem(after, 'task', words).id, id);
        }
        assert.equal(numberIn('task', id), BigInt(number) + 1n);
        assert.equal(formatId('task', numberIn('task', id)), id);
      }),
    );
  });
});
