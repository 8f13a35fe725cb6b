import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contextFileOf, contextOf } from '../node/support/open';
import { useSample, useTemporaryFolder } from '../node/support/temporaryFolder';
import { BUNDLE, data, plainEnvironment, says, useBundle, type Around } from './support/atlas';

describe('atlas completion', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  /** What can stand in place of the last word. */
  const offered = async (...words: string[]): Promise<string[]> => {
    const text = await says(['completion', 'complete', '--', ...words], here());
    const lines = text.trimEnd().split('\n');
    assert.match(lines.at(-1) ?? '', /^:\d+$/);
    return lines.slice(0, -1).map((line) => line.split('\t')[0] ?? '');
  };

  it('offers verbs, options and choices', async () => {
    assert.deepEqual(await offered('re'), ['resume', 'reopen', 'report']);
    assert.ok((await offered('')).includes('completion'));
    assert.deepEqual(await offered('decide', '--be'), ['--because']);
    assert.deepEqual(await offered('list', 'a'), ['agents']);
    assert.deepEqual(await offered('report', '--status', 'p'), ['partial']);
    assert.ok((await offered('list', '--status', '')).includes('blocked'));
  });

  it('offers the ids that make sense there', async () => {
    await says(['task', 'Roll out'], here());
    await says(['decision', 'Which?'], here());
    await says(['report', '--agent', '1', '--summary', 'x'], here());
    assert.deepEqual(await offered('start', ''), ['TASK_026']);
    assert.deepEqual(await offered('complete', ''), ['TASK_025', 'TASK_026']);
    assert.deepEqual(await offered('reopen', 'TASK'), ['TASK_001']);
    assert.deepEqual(await offered('decide', ''), ['DEC_016']);
    assert.deepEqual(await offered('verify', ''), ['AGENT_0001']);
    assert.deepEqual(await offered('task', 'x', '--objective', ''), ['OBJ_001']);
    assert.deepEqual(await offered('insight', 'x', '--from', 'OBJ'), ['OBJ_001']);
    assert.deepEqual(await offered('objective', ''), []);
  });

  it('offers no ids where there is none, or none that can be read', async () => {
    fs.writeFileSync(contextFileOf(folder()), '{');
    assert.deepEqual(await offered('start', ''), []);
  });

  it('looks where the command would', async () => {
    const text = await says(
      ['completion', 'complete', '--', 'complete', '--cwd', folder().root, ''],
      { cwd: '/' },
    );
    assert.match(text, /^TASK_025\t/);
  });

  it('offers no id that is more to a shell than a word', async () => {
    const context = contextOf(folder());
    const ids = ['$(touch x)', '`id`', 'a b', 'T-9'];
    const active = ids.map((id) => ({ id, description: 'x' }));
    fs.writeFileSync(contextFileOf(folder()), JSON.stringify({ ...context, active_tasks: active }));
    assert.deepEqual(await offered('complete', ''), ['T-9']);
  });

  it('prints a script for each shell that asks for these', async () => {
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      const script = await says(['completion', shell], here());
      assert.match(script, /atlas completion complete/, shell);
      const answer = (await data(['completion', shell], here())) as { text: string };
      assert.equal(answer.text, script.trimEnd());
    }
  });
});

const bash = ['/bin/bash', '/usr/bin/bash'].find((file) => fs.existsSync(file));
if (bash !== undefined) {
  describe('bash with the script of atlas completion', function () {
    this.timeout(30_000);
    useBundle();
    const folder = useSample();
    const bin = useTemporaryFolder();
    /** What bash would offer for the last of the words. */
    const replies = async (...words: string[]): Promise<string[]> => {
      const script = await says(['completion', 'bash'], { cwd: folder().root });
      fs.writeFileSync(
        path.join(bin(), 'atlas'),
        `#!/bin/sh\nexec '${process.execPath}' '${BUNDLE}' "$@"\n`,
        { mode: 0o755 },
      );
      const { stdout, stderr } = spawnSync(
        bash,
        [
          '--norc',
          '-c',
          `${script}\nCOMP_WORDS=(atlas "$@"); COMP_CWORD=$#; _atlas; printf '%s\\n' "\${COMPREPLY[@]}"`,
          'bash',
          ...words,
        ],
        {
          cwd: folder().root,
          env: { ...plainEnvironment(), PATH: `${bin()}:${process.env['PATH'] ?? ''}` },
          encoding: 'utf8',
        },
      );
      assert.equal(stderr, '');
      return stdout.split('\n').filter((line) => line !== '');
    };

    it('offers what atlas offers', async () => {
      assert.deepEqual(await replies('st'), ['status', 'start']);
      assert.deepEqual(await replies('complete', ''), ['TASK_025']);
      assert.deepEqual(await replies('complete', '25', '--js'), ['--json']);
    });

    it('runs nothing that somebody is typing', async () => {
      const trap = path.join(folder().root, 'trapped');
      await replies('insight', `"the cost of $(touch '${trap}')`, '$(touch trapped)', '--');
      assert.ok(!fs.existsSync(trap));
    });
  });
}
