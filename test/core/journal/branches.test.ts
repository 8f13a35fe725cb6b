import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { holdSame } from '../../../src/core/journal/history';
import { BranchedWork, DEEDS } from './branchedWork';

/** How many histories; more by `npm run test:soak`. */
const HISTORIES = process.env['ATLAS_SOAK'] ? 5_000 : 200;

type Step = (work: BranchedWork) => void;
const step = (name: string, run: Step): Step => Object.assign(run, { toString: () => name });

const index = fc.nat(11);
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(index, fc.constantFrom(...DEEDS), fc.nat(2), fc.nat(2))
      .map(([on, deed, one, other]) =>
        step(`on ${on}: ${deed} ${one} ${other}`, (work) => {
          work.act(on, deed, one, other);
        }),
      ),
  },
  {
    weight: 2,
    arbitrary: index.map((from) =>
      step(`fork ${from}`, (work) => {
        work.fork(from);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(index, index).map(([into, from]) =>
      step(`merge ${from} into ${into}`, (work) => {
        work.merge(into, from);
      }),
    ),
  },
);

/** Numbers that look like chance and come again. */
function chanceFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

describe('branches of a journal', () => {
  it('keep every item and what it refers to, however they are forked and merged', function () {
    this.timeout(HISTORIES * 400);
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30, size: 'max' }), fc.nat(), (done, seed) => {
        const chance = chanceFrom(seed);
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, at: chance(1_000_000) }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const work = new BranchedWork(chance);
        work.act(0, 'objective', 0, 0);
        work.act(0, 'task', 0, 0);
        work.fork(0);
        for (const run of done) {
          run(work);
          work.check(shuffle);
        }
        const [first, ...others] = work.converge();
        work.check(shuffle);
        assert.ok(first);
        for (const other of others) {
          assert.ok(holdSame(first, other), 'two that have the same lines see another thing');
        }
      }),
      { numRuns: HISTORIES },
    );
  });
});
