import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ById } from '../../../src/core/model/byId';
import { formatId, numberIn, plainNumber } from '../../../src/core/model/ids';

const ids = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 9n }).map((number) => formatId('task', number)),
  fc.nat(20).map((number) => `TASK_${number}`),
  fc.constantFrom(
    'TASK_0001',
    'TASK_',
    'TASK_1a',
    'TASKX_001',
    'OBJ_001',
    '__proto__',
    '',
    'task_001',
  ),
);

describe('things by id', () => {
  it('are found as in a map, by ids of any form', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, fc.nat())), ids, (entries, another) => {
        const [found, expected] = [new ById<number>('task'), new Map(entries)];
        for (const [id, thing] of entries) {
          found.set(id, thing);
        }
        for (const id of [...expected.keys(), another]) {
          assert.equal(found.get(id), expected.get(id), id);
        }
        const highest = [...expected.keys()]
          .map((id) => numberIn('task', id))
          .reduce((one, other) => (one > other ? one : other), 0n);
        assert.equal(found.highest, highest);
      }),
    );
  });

  it('have a plain number only in the form in which Atlas writes it', () => {
    assert.deepEqual(
      ['TASK_007', 'TASK_1000', 'TASK_7', 'TASK_0007', 'TASK_12345678', 'TASK_00x', 'OBJ_007'].map(
        (id) => plainNumber('task', id),
      ),
      [7, 1000, undefined, undefined, undefined, undefined, undefined],
    );
  });
});
