import * as fc from 'fast-check';
import { open as openWindow, openQuietly } from './support/open';
import { StoreDay } from './support/storeDay';
import { useSample } from './support/temporaryFolder';

/** How many days; more by `npm run test:soak`. */
const DAYS = Number(process.env['ATLAS_SOAK_RUNS'] ?? 150);

const who = fc.constantFrom(0, 1);
const what = fc.constantFrom('insight' as const, 'task' as const);

type Deed = (day: StoreDay) => unknown;
const named = (name: string, deed: Deed): Deed => Object.assign(deed, { toString: () => name });

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(who, what).map(([w, x]) => named(`add ${w} ${x}`, (day) => day.add(w, x))),
  },
  { weight: 2, arbitrary: who.map((w) => named(`complete ${w}`, (day) => day.complete(w))) },
  {
    weight: 1,
    arbitrary: who.map((w) => named(`look ${w}`, (day) => day.look(w))),
  },
  {
    weight: 1,
    arbitrary: who.map((w) =>
      named(`reopen ${w}`, (day) => {
        day.reopen(w);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constant(
      named('read', (day) => {
        day.read();
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(3), what)
      .map(([age, x]) => named(`edit ${age} ${x}`, (day) => day.edit(age, x))),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('reformat' as const, 'tear' as const, 'deleteContext' as const, 'mend' as const)
      .map((verb) => named(verb, (day) => day[verb]())),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('context cut' as const, 'journal cut' as const, 'journal gone' as const)
      .map((harm) => named(harm, (day) => day.harm(harm))),
  },
);

describe('two windows, a program without our lock, and accidents', () => {
  const folder = useSample();

  for (const [how, open] of [
    ['', openWindow],
    [', where all is read in slices and by a thread', openQuietly],
  ] as const) {
    it(`lose nothing, write over no damage, and see the same in the end${how}`, async function () {
      this.timeout(DAYS * 400);
      await fc.assert(
        fc.asyncProperty(fc.array(deeds, { maxLength: 18 }), async (done) => {
          folder.reset();
          const day = new StoreDay(folder(), open);
          // From here on there is a journal: before, nobody could tell an edit from the edit before it.
          await day.add(0, 'task');
          for (const deed of done) {
            await deed(day);
            await day.check();
          }
          await day.end();
        }),
        { numRuns: DAYS },
      );
    });
  }
});
