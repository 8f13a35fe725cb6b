import * as assert from 'node:assert/strict';
import { PLANTS } from './support/plants';
import { RepositoryCopy, type GateResult } from './support/repositoryCopy';

const GATES = Object.keys(PLANTS);

/** The gates read the whole repository, all at once; slow machines take their time. */
const PATIENCE_MS = 300_000;

describe('The gates', () => {
  let copy: RepositoryCopy;
  let clean: Map<string, GateResult>;
  let planted: Map<string, GateResult>;

  before(async function () {
    this.timeout(PATIENCE_MS);
    copy = new RepositoryCopy();
    clean = await copy.runAll(GATES);
    for (const plant of Object.values(PLANTS).flat()) {
      copy.plant(plant.files);
    }
    planted = await copy.runAll(GATES);
  });

  after(() => {
    copy.dispose();
  });

  for (const [gate, plants] of Object.entries(PLANTS)) {
    describe(`npm run ${gate}`, () => {
      it('lets the repository pass as it is', () => {
        const result = clean.get(gate);
        assert.ok(result?.passed, result?.lines.join('\n'));
      });

      it('fails when something is wrong', () => {
        assert.equal(planted.get(gate)?.passed, false);
      });

      for (const { what, complaint } of plants) {
        it(`refuses ${what}`, () => {
          const lines = planted.get(gate)?.lines ?? [];
          const isThere = lines.some((line) => complaint.test(line));
          assert.ok(isThere, `No line is like ${String(complaint)}:\n${lines.join('\n')}`);
        });
      }
    });
  }

  it('are run by npm run check, which names those that failed', async function () {
    this.timeout(PATIENCE_MS);
    const { passed, lines } = await copy.run('check', 'boundaries', 'build');
    assert.equal(passed, false);
    assert.match(lines.join('\n'), /^Failed: (boundaries, build|build, boundaries) \(/m);
  });
});
