import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contextOf } from '../node/support/open';
import { filesBelow, useSample } from '../node/support/temporaryFolder';
import { atlas, BUNDLE, plainEnvironment, useBundle, type Around } from './support/atlas';

describe('a text that is - for atlas', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const reading = (input: string | Buffer): Around => ({ cwd: folder().root, input });

  const verbs: readonly (readonly [readonly string[], () => unknown])[] = [
    [['objective', '-'], () => contextOf(folder()).objectives?.at(-1)?.description],
    [['task', '-'], () => contextOf(folder()).active_tasks?.at(-1)?.description],
    [['complete', '25', '-'], () => contextOf(folder()).completed_tasks?.at(-1)?.outcome],
    [['fail', '25', '-'], () => contextOf(folder()).atlas?.closed_tasks?.at(-1)?.outcome],
    [['cancel', '25', '-'], () => contextOf(folder()).atlas?.closed_tasks?.at(-1)?.outcome],
    [['reopen', '1', '-'], () => contextOf(folder()).active_tasks?.at(-1)?.['reopen_reason']],
    [['insight', '-'], () => contextOf(folder()).key_insights?.at(-1)],
    [['spawn', '-'], () => contextOf(folder()).spawned_agents?.at(-1)?.mission],
    [
      ['report', '--agent', '1', '--summary', '-'],
      () => contextOf(folder()).spawned_agents?.[0]?.report?.summary,
    ],
    [
      ['decision', '-', '--option', 'x'],
      () => (contextOf(folder()).pending_decisions?.[0] as { question: string }).question,
    ],
  ];
  for (const [args, kept] of verbs) {
    it(`is read from standard input: ${args.join(' ')}`, async () => {
      const { code, stderr } = await atlas(args, reading('Prüfe\nzwei Zeilen\n'));
      assert.deepEqual([code, stderr], [0, '']);
      assert.equal(kept(), 'Prüfe\nzwei Zeilen');
    });
  }

  it('may be a megabyte of every kind of letter', async () => {
    const text = `${'決済 \u{1F680}\n'.repeat(100_000)}end`;
    assert.ok(Buffer.byteLength(text) > 1_000_000);
    const { code } = await atlas(['insight', '-'], reading(text));
    assert.equal(code, 0);
    assert.equal(contextOf(folder()).key_insights?.at(-1), text);
    const { stdout } = await atlas(['list', 'insights', '--json'], { cwd: folder().root });
    const { data } = JSON.parse(stdout) as { data: { text: string }[] };
    assert.equal(data.at(-1)?.text, text);
  });

  it('must say something, and be UTF-8', async () => {
    const before = filesBelow(folder().root);
    for (const [input, message] of [
      ['', /must not be empty/],
      [' \n\n', /must not be empty/],
      [Buffer.from([0x61, 0xff]), /-: standard input is not UTF-8/],
    ] as const) {
      const { code, stderr } = await atlas(['insight', '-'], reading(input));
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
    assert.deepEqual(filesBelow(folder().root), before);
  });

  it('can stand in one place only', async () => {
    const { code, stderr } = await atlas(['decision', '-', '--option', '-'], reading('x'));
    assert.equal(code, 2);
    assert.match(stderr, /standard input can be read once only/);
  });

  it('is a dash after all when it is an id', async () => {
    const { code } = await atlas(['complete', '-', 'x'], reading('25'));
    assert.equal(code, 3);
  });

  if (process.platform === 'linux' && fs.existsSync('/usr/bin/script')) {
    it('is not waited for where a person sits at a terminal', () => {
      const line = `'${process.execPath}' '${BUNDLE}' insight -`;
      const { status, stdout } = spawnSync('script', ['-qec', line, '/dev/null'], {
        cwd: folder().root,
        env: { ...plainEnvironment(), PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` },
        encoding: 'utf8',
        timeout: 10_000,
      });
      assert.equal(status, 2);
      assert.match(stdout, /standard input is a terminal/);
    });
  }
});
