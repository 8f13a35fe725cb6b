import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { addTask } from '../../src/core/operations/addTask';
import { contextFileOf, contextOf, open } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import {
  atlas,
  BUNDLE,
  data,
  plainEnvironment,
  says,
  useBundle,
  type Around,
} from './support/atlas';

describe('the words atlas is given', function () {
  this.timeout(20_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  const lastInsight = (): unknown => contextOf(folder()).key_insights?.at(-1);

  const words: Readonly<Record<string, string>> = {
    'letters of every kind': 'Prüfe \u{1F469}\u200D\u{1F4BB} اللغة 決済 \u0301',
    'line breaks': 'one\ntwo\r\nthree',
    'quotes and signs of a shell': `"it's" $(id) \`id\` $HOME * ; rm -rf / | cat`,
    'signs of JSON': '{"a": [1, "\\u0000"]}',
    'a hundred thousand letters': 'x'.repeat(100_000),
  };
  for (const [kind, text] of Object.entries(words)) {
    it(`are kept as they are: ${kind}`, async () => {
      assert.deepEqual(await data(['insight', text], here()), { text, number: 3 });
      assert.equal(lastInsight(), text);
    });
  }

  it('may begin with dashes after --', async () => {
    assert.equal(await says(['insight', '--', '--json'], here()), 'Insight 3: --json\n');
    assert.equal(lastInsight(), '--json');
  });

  it('lose the blanks around them', async () => {
    await says(['insight', '  x \n'], here());
    assert.equal(lastInsight(), 'x');
  });
});

describe('the words atlas says', function () {
  this.timeout(20_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  /** Runs `atlas` as a part of a line for the shell. */
  const shell = (line: string): { status: number | null; stdout: string; stderr: string } =>
    spawnSync('/bin/bash', ['--norc', '-c', line, process.execPath, BUNDLE], {
      cwd: folder().root,
      env: plainEnvironment(),
      encoding: 'utf8',
    });
  const manyTasks = (): void => {
    const { atlas: orchestration } = open(folder());
    for (let count = 0; count < 20; count += 1) {
      orchestration.runNow(addTask, { description: 'x'.repeat(30_000) });
    }
  };

  it('show the first line of long words, cut at a hundred letters', async () => {
    await says(['task', `${'long '.repeat(40)}\nsecond line`], here());
    const [line = ''] = (await says(['list'], here()))
      .split('\n')
      .filter((row) => row.startsWith('TASK_026'));
    assert.match(line, /^TASK_026 {2}pending {4}(long ){19}long…$/);
  });

  it('are not cut within a letter', async () => {
    await says(['task', '\u{1F680}'.repeat(120)], here());
    const text = await says(['list'], here());
    assert.ok(text.includes(`${'\u{1F680}'.repeat(99)}…\n`), text);
  });

  it('never move the cursor or change the colours of a terminal', async () => {
    const nasty = 'red \u001b[31m title \u001b]0;x\u0007 bell \u0007 back \r csi \u009b2J';
    const said = [
      await says(['insight', nasty], here()),
      await says(['list', 'insights'], here()),
      (await atlas(['complete', nasty, 'x'], here())).stderr,
    ];
    for (const text of said) {
      assert.doesNotMatch(text, /[^\P{Cc}\n\t]/u);
      assert.match(text, /red/i);
    }
    assert.equal(contextOf(folder()).key_insights?.at(-1), nasty);
  });

  it('show times nobody can read as they are written', async () => {
    const context = contextOf(folder());
    const session = { id: 'monday', started: 'on Monday', ended: 'at noon' };
    fs.writeFileSync(
      contextFileOf(folder()),
      JSON.stringify({ ...context, atlas: { schema_version: 1, revision: 1, session } }),
    );
    const text = await says(['status'], here());
    assert.match(text, /it ended at noon/);
    assert.doesNotMatch(text, /NaN|Invalid/);
  });

  if (process.platform !== 'win32') {
    it('stop quietly when their reader has seen enough', () => {
      manyTasks();
      for (const args of ['list', 'list --json']) {
        const { status, stderr } = shell(`set -o pipefail; "$0" "$1" ${args} | head -c 10`);
        assert.deepEqual([status, stderr], [0, '']);
      }
    });

    it('leave the exit code as it is when nobody reads what went wrong', () => {
      const { stdout } = shell('{ { "$0" "$1" complete 9 x; echo "$?" >&3; } 2>&1 | true; } 3>&1');
      assert.equal(stdout, '3\n');
    });
  }

  if (process.platform === 'linux') {
    it('say in one line that they could not be written', () => {
      const { status, stderr } = shell('"$0" "$1" status > /dev/full');
      assert.equal(status, 1);
      assert.match(stderr, /^atlas: The answer could not be written: [^\n]*ENOSPC[^\n]*\n$/);
    });
  }
});
