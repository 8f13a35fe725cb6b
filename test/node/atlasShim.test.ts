import * as assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installShim } from '../../src/node/atlasShim';
import { useTemporaryFolder } from './support/temporaryFolder';

/** Says what it was started with, as JSON. */
const SCRIPT =
  'process.stdout.write(JSON.stringify([process.env.ELECTRON_RUN_AS_NODE, ...process.argv.slice(2)]))';
const STRANGE = `it's "odd" $HOME \`x\` \\ 100% *`;

if (process.platform !== 'win32') {
  describe('the atlas command for PATH', () => {
    const folder = useTemporaryFolder();
    const install = (below = STRANGE): string => {
      const script = path.join(folder(), below, 'cli.cjs');
      const node = path.join(folder(), below, 'node');
      fs.mkdirSync(path.dirname(script), { recursive: true });
      fs.writeFileSync(script, SCRIPT);
      fs.rmSync(node, { force: true });
      fs.symlinkSync(process.execPath, node);
      return installShim(path.join(folder(), below, 'bin'), node, script);
    };

    it('runs the script with its arguments unchanged, wherever it lies', () => {
      const args = [
        'insight',
        '',
        ' two  words ',
        'new\nline',
        "it's",
        '"$(id)"',
        '\u{1F44B}',
        '--',
        '*',
      ];
      assert.deepEqual(JSON.parse(execFileSync(install(), args, { encoding: 'utf8' })), [
        '1',
        ...args,
      ]);
    });

    it('is found by its name on a PATH that has nothing else, without any environment', () => {
      const shim = install('bare');
      const { stdout } = spawnSync(
        '/usr/bin/env',
        ['-i', `PATH=${path.dirname(shim)}`, '/bin/sh', '-c', 'atlas list'],
        {
          encoding: 'utf8',
        },
      );
      assert.deepEqual(JSON.parse(stdout), ['1', 'list']);
    });

    it('passes on the exit code, and standard input', () => {
      const shim = install();
      const script =
        'process.stdin.on("data", (words) => process.stdout.write(words)).on("end", () => process.exit(7))';
      fs.writeFileSync(path.join(folder(), STRANGE, 'cli.cjs'), script);
      const { status, stdout } = spawnSync(shim, { input: 'words', encoding: 'utf8' });
      assert.deepEqual([status, stdout], [7, 'words']);
    });

    it('is written again when the editor moved', () => {
      const shim = install();
      const before = fs.readFileSync(shim, 'utf8');
      installShim(path.dirname(shim), process.execPath, '/elsewhere/cli.cjs');
      assert.notEqual(fs.readFileSync(shim, 'utf8'), before);
    });

    it('is left alone when nothing moved', () => {
      const { ino } = fs.statSync(install());
      assert.equal(fs.statSync(install()).ino, ino);
    });

    it('can be run again after somebody took that right away', () => {
      const shim = install();
      fs.chmodSync(shim, 0o644);
      execFileSync(install(), ['x']);
      assert.equal(fs.statSync(shim).mode & 0o777, 0o755);
    });
  });
}
