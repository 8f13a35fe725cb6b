import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ErrorCode } from '../../src/core/errors';
import { errorText } from '../../src/core/errorText';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { isAtlasError } from '../core/support/atlasError';
import { sampleText } from '../core/support/sample';
import { contextFileOf, open } from './support/open';
import { filesBelow, useSample } from './support/temporaryFolder';

const item = '{"id": "A", "type": "b", "mission": "c", "description": "d"}';

/** What can be found at the place of a context. */
const CORPUS: readonly (readonly [string, string | Buffer, ErrorCode])[] = [
  ['cut off', sampleText().slice(0, 700), 'contextUnreadable'],
  ['empty', '', 'contextUnreadable'],
  ['only a byte order mark', '\uFEFF', 'contextUnreadable'],
  ['full of zeros', '\0'.repeat(2000), 'contextUnreadable'],
  ['with zeros at its end', `${sampleText()}\0\0\0`, 'contextUnreadable'],
  [
    'with the marks of a merge',
    sampleText().replace('\n', '\n<<<<<<< HEAD\n'),
    'contextUnreadable',
  ],
  ['a list', '[]', 'contextInvalid'],
  ['with words for a list', '{"project_name": "p", "active_tasks": "all"}', 'contextInvalid'],
  [
    'with an id twice',
    `{"project_name": "p", "spawned_agents": [${item}, ${item}]}`,
    'contextInvalid',
  ],
  [
    'with a key twice',
    '{"project_name": "p", "key_insights": ["a"], "key_insights": []}',
    'contextInvalid',
  ],
  [
    'of a newer Atlas',
    '{"project_name": "p", "atlas": {"schema_version": 9, "revision": 1}}',
    'contextNewer',
  ],
  [
    'in the letters of Windows',
    Buffer.from('{"project_name": "Zürich"}', 'latin1'),
    'contextUnreadable',
  ],
  ['in UTF-16', Buffer.from(`\uFEFF${sampleText()}`, 'utf16le'), 'contextUnreadable'],
];

describe('a context file that cannot be used', () => {
  const folder = useSample();

  for (const [what, content, code] of CORPUS) {
    it(`because it is ${what}, is said to be so, and left as it is byte for byte`, async () => {
      fs.writeFileSync(contextFileOf(folder()), content);
      const before = filesBelow(folder().root);
      const { store, atlas } = open(folder());
      assert.equal(store.state.problem?.code, code);
      const refused = isAtlasError(code, {
        file: '.atlas/orchestrator/project_alpha_context.json',
      });
      await assert.rejects(atlas.run(recordInsight, { text: 'x' }), refused);
      await assert.rejects(atlas.run(spawnAgent, { mission: 'x' }), refused);
      assert.throws(() => atlas.runNow(reportAgent, { agent: '1', summary: 'x' }), refused);
      assert.deepEqual(filesBelow(folder().root), before);
    });
  }

  it('because its letters are none, is refused at their place', () => {
    const content = Buffer.concat([
      Buffer.from('{\n  "project_name": "Z'),
      Buffer.from([0xfc]),
      Buffer.from('rich"\n}'),
    ]);
    fs.writeFileSync(contextFileOf(folder()), content);
    const { problem } = open(folder()).store.state;
    assert.ok(problem);
    assert.match(errorText(problem).message, /at line 2, column 21: it is not UTF-8\.$/);
  });

  it('because a folder stands there, is said to be so', async () => {
    fs.rmSync(contextFileOf(folder()));
    fs.mkdirSync(contextFileOf(folder()));
    const { store, atlas } = open(folder());
    assert.ok(store.state.problem);
    const sentence = errorText(store.state.problem).message;
    assert.match(sentence, /a folder stands where the file should be/);
    assert.doesNotMatch(sentence, /line 0|not valid JSON/);
    await assert.rejects(atlas.run(recordInsight, { text: 'x' }));
    assert.ok(fs.statSync(contextFileOf(folder())).isDirectory());
  });

  it('can be used when it has a byte order mark and the line ends of Windows', async () => {
    fs.writeFileSync(contextFileOf(folder()), `\uFEFF${sampleText().replaceAll('\n', '\r\n')}`);
    const { number } = await open(folder()).atlas.run(recordInsight, { text: 'x' });
    assert.equal(number, 3);
  });

  it('can be used when its words are longer than a megabyte', async () => {
    const long = '\u{1F4DD}'.repeat(300_000);
    const { atlas } = open(folder());
    await atlas.run(recordInsight, { text: long });
    assert.equal(open(folder()).store.state.context?.key_insights?.[2], long);
  });

  if (process.platform !== 'win32') {
    it('is read through a link', async () => {
      const target = path.join(folder().root, 'shared.json');
      fs.renameSync(contextFileOf(folder()), target);
      fs.symlinkSync(target, contextFileOf(folder()));
      await open(folder()).atlas.run(recordInsight, { text: 'x' });
      assert.ok(fs.lstatSync(contextFileOf(folder())).isSymbolicLink());
      assert.match(fs.readFileSync(target, 'utf8'), /"x"/);
    });
  }
});
