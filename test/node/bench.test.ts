import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { REPOSITORY } from '../core/support/sample';
import { useBundle } from '../cli/support/atlas';

interface Results {
  readonly processes: readonly (Readonly<Record<string, readonly number[]>> & {
    readonly size: number;
  })[];
  readonly additions: readonly { readonly additions: readonly number[] }[];
  readonly openings: readonly { readonly open: readonly number[]; readonly openBytes: number[] }[];
  readonly windows: readonly { readonly longest: number }[];
}

describe('the bench', () => {
  useBundle();

  it('runs, and measures something everywhere', function () {
    this.timeout(60_000);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(REPOSITORY, 'bench', 'bench.mjs'), '--quick', '--built'],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
    const { processes, additions, openings, windows } = JSON.parse(stdout) as Results;
    assert.deepEqual(
      processes.map(({ size }) => size),
      [10, 1_000],
    );
    const measured = [
      ...processes.flatMap(({ size: _size, ...series }) => Object.values(series)),
      ...additions.map((series) => series.additions),
      ...openings.flatMap(({ open, openBytes }) => [open, openBytes]),
      windows.map(({ longest }) => longest),
    ];
    assert.equal(measured.length, 2 * 7 + 2 + 4 + 1);
    for (const series of measured) {
      assert.ok(series.length > 0 && series.every((number) => number > 0), series.join(' '));
    }
  });
});
