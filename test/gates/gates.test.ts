import * as assert from 'node:assert/strict';
import { PLANTS } from './support/plants';
import { RepositoryCopy, type GateResult } from './support/repositoryCopy';

const GATES = Object.keys(PLANTS);
const PLANTED_FILES = new Set(
  Object.values(PLANTS)
    .flat()
    .flatMap(({ files }) => Object.keys(files))
    .map((file) => file.replace(/\+$/, '')),
);

/** The gates read the whole repository, all at once; slow machines take their time. */
const PATIENCE_MS = 900_000;

describe('The gates', () => {
  let copy: RepositoryCopy;
  let clean: Map<string, GateResult>;
  let planted: Map<string, GateResult>;

  before(async function () {
    this.timeout(PATIENCE_MS);
    copy = new RepositoryCopy();
    clean = await copy.runAll(GATES.filter((gate) => gate !== 'lint'));
    for (const plant of Object.values(PLANTS).flat()) {
      copy.plant(plant.files);
    }
    planted = await copy.runAll(GATES);
  });

  after(() => {
    copy.dispose();
  });

  /** What a gate says against the repository without the plants. */
  function innocentLines(gate: string): readonly string[] {
    if (gate === 'lint') {
      // The slowest gate runs once: each of its lines names its file, so the plants' can be told.
      return (planted.get(gate)?.lines ?? []).filter((line) => !PLANTED_FILES.has(fileOf(line)));
    }
    const result = clean.get(gate);
    return result?.passed === true ? [] : (result?.lines ?? [`${gate} did not run`]);
  }

  for (const [gate, plants] of Object.entries(PLANTS)) {
    describe(`npm run ${gate}`, () => {
      it('lets the repository pass as it is', () => {
        assert.deepEqual(innocentLines(gate), []);
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

function fileOf(line: string): string {
  return line.split(': ')[0] ?? '';
}
