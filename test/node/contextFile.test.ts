import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Context } from '../../src/core/model/context';
import { formatContext, parseContext } from '../../src/node/contextFile';
import { isAtlasError } from '../core/support/atlasError';
import { contexts } from '../core/support/contexts';
import { sampleText } from '../core/support/sample';

const read = (text: string): Context => parseContext(text, 'x.json');

describe('the context file', () => {
  it('comes out of a round trip byte for byte', () => {
    assert.equal(formatContext(read(sampleText())), sampleText());
  });

  it('keeps every key, at every level, in the order it had, whoever wrote it', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(contexts, (context) => {
        const text = formatContext(context);
        assert.equal(formatContext(read(text)), text);
      }),
    );
  });

  it('keeps a key that is called __proto__ as the key it is', () => {
    const text = '{\n  "project_name": "p",\n  "__proto__": {\n    "polluted": true\n  }\n}\n';
    assert.equal(formatContext(read(text)), text);
    assert.equal('polluted' in {}, false);
  });

  it('may use a key again in another object, inside, beside and after', () => {
    const text = '{"x": {"id": 1, "y": [{"id": 2}, {"id": 3}]}, "id": 4, "project_name": "p"}';
    assert.deepEqual(read(text), JSON.parse(text));
  });

  it('is read with a byte order mark', () => {
    assert.deepEqual(read(`\uFEFF${sampleText()}`), read(sampleText()));
  });

  it('is read with the line ends of Windows', () => {
    assert.deepEqual(read(sampleText().replaceAll('\n', '\r\n')), read(sampleText()));
  });

  it('is read with words of a megabyte', () => {
    const insight = 'word '.repeat(200_000);
    assert.deepEqual(
      read(JSON.stringify({ project_name: 'p', key_insights: [insight] })).key_insights,
      [insight],
    );
  });

  it('keeps half letters, which some programs leave behind', () => {
    const text = formatContext({ project_name: 'p', key_insights: ['\uD83D and \uDE00'] });
    assert.match(text, /\\ud83d and \\ude00/);
    assert.equal(formatContext(read(text)), text);
  });

  it('is written with two spaces, and a new line at the end', () => {
    assert.equal(
      formatContext({ project_name: 'p', objectives: [] }),
      '{\n  "project_name": "p",\n  "objectives": []\n}\n',
    );
  });

  it('needs nothing but the name of the project', () => {
    assert.deepEqual(read('{"project_name":"p"}'), { project_name: 'p' });
  });

  it('of a newer Atlas is refused', () => {
    const text = '{"project_name":"p","atlas":{"schema_version":3,"revision":1}}';
    assert.throws(
      () => read(text),
      isAtlasError('contextNewer', { file: 'x.json', found: 3, known: 2 }),
    );
  });

  it('of a newer Atlas is called newer even where its form is not ours any more', () => {
    const text = '{"project_name":{"en":"p"},"objectives":{},"atlas":{"schema_version":3}}';
    assert.throws(() => read(text), isAtlasError('contextNewer', { found: 3 }));
  });
});
