import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { LazyList } from '../../src/core/lazyList';
import { AT_ONCE, atOnce } from '../../src/core/slices';

const double = (source: number): number => source * 2;
const all = (list: LazyList<number, number>): number[] => atOnce(list.all());

describe('LazyList', () => {
  it('is the list that everything would make at once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(20), fc.nat(20), (sources, from, to) => {
        const list = new LazyList(sources, double);
        const made = sources.map(double);
        assert.equal(list.length, made.length);
        assert.deepEqual(all(list), made);
        assert.deepEqual(list.slice(from, to), made.slice(from, to));
        assert.equal(list.at(from), made[from]);
      }),
    );
  });

  it('keeps what something holds of, and ranks without changing the order of what is alike', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 })), (sources) => {
        const list = new LazyList(sources, double);
        const made = sources.map(double);
        const isKept = (each: number): boolean => each % 3 === 0;
        const rank = (each: number): number => (each < 0 ? Infinity : each % 5);
        assert.deepEqual(all(atOnce(list.filtering(isKept))), made.filter(isKept));
        const ranked = made.toSorted((one, other) =>
          rank(one) === rank(other) ? 0 : rank(one) - rank(other),
        );
        assert.deepEqual(all(atOnce(list.ranking(rank))), ranked);
      }),
    );
  });

  it('makes those that are looked at, and no others', () => {
    const made: number[] = [];
    const list = new LazyList([...Array(1_000).keys()], (source) => {
      made.push(source);
      return source;
    });
    assert.deepEqual(list.slice(500, 502), [500, 501]);
    assert.equal(list.at(7), 7);
    assert.equal(list.at(1_000), undefined);
    assert.deepEqual(made, [500, 501, 7]);
  });

  it('lets others go on while it goes through very many', () => {
    const list = new LazyList([...Array(3 * AT_ONCE).keys()], double);
    for (const work of [list.all(), list.filtering(() => true), list.ranking(() => 0)]) {
      let stops = 0;
      while (work.next().done !== true) stops += 1;
      assert.ok(stops >= 2, `${stops} stops`);
    }
  });
});
