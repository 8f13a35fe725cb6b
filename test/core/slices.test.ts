import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  AT_ONCE,
  atOnce,
  mapping,
  sorting,
  togetherInSlices,
  type Slices,
} from '../../src/core/slices';

/** How often it stops, and what comes of it. */
function stepping<T>(work: Slices<T>): { readonly stops: number; readonly made: T } {
  for (let stops = 0; ; stops += 1) {
    const step = work.next();
    if (step.done) return { stops, made: step.value };
  }
}

/** Long enough to be cut into slices, of few different values, so that many are alike. */
const long = fc
  .tuple(fc.integer({ min: 0, max: 3 * AT_ONCE }), fc.integer({ min: 1, max: 1_000 }), fc.nat())
  .map(([length, values, seed]) =>
    Array.from({ length }, (_, at) => ({ at, value: (at * 7_919 + seed) % values })),
  );

describe('work in slices', () => {
  it('sorts as at once, and keeps the order of what is alike', () => {
    const compare = (one: { value: number }, other: { value: number }): number =>
      one.value - other.value;
    fc.assert(
      fc.property(long, (items) => {
        assert.deepEqual(atOnce(sorting(items, compare)), items.toSorted(compare));
      }),
      { numRuns: 30 },
    );
  });

  it('makes as at once', () => {
    fc.assert(
      fc.property(long, (items) => {
        assert.deepEqual(
          atOnce(mapping(items, ({ value }) => value)),
          items.map(({ value }) => value),
        );
      }),
      { numRuns: 10 },
    );
  });

  it('stops where there is much, and not where there is little', () => {
    const many = Array.from({ length: 10 * AT_ONCE }, (_, at) => at);
    assert.equal(stepping(mapping(many, String)).stops, 9);
    assert.ok(stepping(sorting(many, (a, b) => b - a)).stops >= 15);
    const few = many.slice(0, AT_ONCE);
    assert.equal(stepping(mapping(few, String)).stops, 0);
    assert.equal(stepping(sorting(few, (a, b) => b - a)).stops, 0);
  });

  it('is done together by those that ask at the same time', () => {
    let steps = 0;
    const make = togetherInSlices(
      function* () {
        for (let left = 4; left > 0; left -= 1) {
          steps += 1;
          yield;
        }
        return {};
      },
      () => 1,
    );
    const [one, other] = [make(), make()];
    for (let turn = 0; turn < 2; turn += 1) {
      assert.deepEqual([one.next().done, other.next().done], [false, false]);
    }
    const made = stepping(one).made;
    assert.equal(stepping(other).made, made);
    assert.equal(stepping(make()).made, made);
    assert.equal(steps, 4);
  });

  it('is done anew where what it is about has changed, or where it failed', () => {
    let [now, fails] = [1, false];
    const make = togetherInSlices(
      function* () {
        const begun = now;
        yield;
        if (fails) throw new Error('as it should');
        yield;
        return [begun, now];
      },
      () => now,
    );
    const [one, other] = [make(), make()];
    one.next();
    one.next();
    now = 2;
    other.next();
    assert.deepEqual(stepping(one).made, [2, 2]);
    assert.deepEqual(stepping(other).made, [2, 2]);
    [now, fails] = [3, true];
    assert.throws(() => stepping(make()), /as it should/);
    fails = false;
    assert.deepEqual(stepping(make()).made, [3, 3]);
  });
});
