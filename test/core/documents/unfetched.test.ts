import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import MarkdownIt = require('markdown-it');
import { itemPage } from '../../../src/core/documents/itemPage';
import { block, item } from '../../../src/core/documents/markdown';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { freshContext, play } from '../support/play';

/** What VS Code renders Markdown with, and as it sets it. */
const renderer = new MarkdownIt({ html: true, linkify: true });

function tokens(words: string): MarkdownIt.Token[] {
  return renderer.parse(words, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

const FETCHES = ['image', 'html_block', 'html_inline'];

function fetched(words: string): string[] {
  return tokens(words)
    .filter(({ type }) => FETCHES.includes(type))
    .map(({ type, content }) => `${type}: ${content}`);
}

function code(words: string): string[] {
  return tokens(words)
    .filter(({ type }) => /^(fence|code_block|code_inline)$/.test(type))
    .map(({ content }) => content.trim());
}

const IMAGES = [
  '![plan](https://evil.test/a.png "title")',
  'See ![](https://evil.test/a.png) here',
  '![plan][p]\n\n[p]: https://evil.test/a.png',
  '![p][]\n\n[p]: https://evil.test/a.png',
  '![p]\n\n[p]: https://evil.test/a.png',
  '\\\\![plan](https://evil.test/a.png)',
  '[![badge](https://evil.test/a.svg)](https://evil.test)',
  '<img src="https://evil.test/a.png">',
  '<picture>\n<source srcset="https://evil.test/a.png">\n</picture>',
  '<!-- --><iframe src="https://evil.test"></iframe>',
  '<style>@import "https://evil.test/a.css"</style>',
  '1. x\n   ```\n![x](https://evil.test/a.png)\n   ```',
  '- x\n     ```\n   ```\n   ![x](https://evil.test/a.png)',
  '> ```\n![x](https://evil.test/a.png)',
  '<div>\n```\n\n![x](https://evil.test/a.png)\n```',
  '[a](`b) <img src="https://evil.test/a.png">`',
  '[a](\n`b) <img src="https://evil.test/a.png">`',
  '| ` | <img src="https://evil.test/a.png"> ` |\n|---|---|\n| ` | <img src="https://evil.test/a.png"> ` |',
  '# `\n<img src="https://evil.test/a.png"> `',
  '<http://a`> <img src="https://evil.test/a.png"> `',
];

describe("people's words on a page", () => {
  it('show no image, whichever way it is written, and still say where it is', () => {
    for (const words of IMAGES) {
      assert.ok(fetched(words).length > 0 || words.startsWith('\\'), words);
      assert.deepEqual(fetched(block(words)), [], words);
      assert.deepEqual(fetched(item('- ', words)), [], words);
      assert.match(block(words), /evil\.test/);
    }
    assert.equal(block('![plan](https://a.test/b.png)'), '\\![plan](https://a.test/b.png)');
    assert.equal(block('![](https://a.test/b.png)'), '\\![image](https://a.test/b.png)');
    assert.equal(block('\\![no image](x)'), '\\![no image](x)');
  });

  it('draw no diagram, which may name images too', () => {
    assert.equal(block('```mermaid\nA --> B\n```'), '```text mermaid\nA --> B\n```');
    assert.equal(block('::: mermaid\nA\n:::'), '\\:\\:\\: mermaid\nA\n\\:\\:\\:');
  });

  it('are otherwise as they were said', () => {
    const same = [
      'Plain, **bold**, [a link](https://a.test) and <https://a.test>; 1 < 2, a <- b, Really!',
      '# Heading\n\n1. one\n2. two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      'Use `Vec<T>` and `vec![1]`, not ``a ` <b>``.',
      '- `Vec<T>` first\n- `vec![1, 2]` second',
      '```html\n<img src="https://a.test">\n![x](y)\n```\n\nDone.',
      '~~~\n<b>\n```\n<i>\n~~~',
      '1. Run this:\n\n   ```ts\n   const a = new Map<string, number>();\n\n   ```\n\n2. Then that',
    ];
    for (const words of same) {
      assert.equal(block(words), words);
    }
    const [seen] = code(block(same[4] ?? ''));
    assert.equal(seen, '<img src="https://a.test">\n![x](y)');
  });

  it('do not swallow what follows, whatever they left open', () => {
    for (const words of [
      '```\nopen',
      '~~~~\nopen',
      '1. x\n   ```\n   open\ntext',
      '- x\n  ```\n  open',
    ]) {
      const page = `${block(words)}\n\n## After\n\n${block('![x](https://evil.test)')}\n`;
      assert.ok(
        tokens(page).some(({ type, content }) => type === 'inline' && content === 'After'),
        page,
      );
      assert.deepEqual(fetched(page), []);
    }
  });

  it('fetch nothing, however they are put together', function () {
    this.timeout(process.env['ATLAS_SOAK'] ? 600_000 : 60_000);
    const pieces = fc.constantFrom(
      ...['```', '~~~', '````', '`', '``', '\n', '\n', '\n\n', ' ', '  ', '   ', '    ', '\t'],
      ...[
        '- ',
        '1. ',
        '> ',
        '# ',
        '* ',
        '| ',
        '|---|---|',
        '\\',
        '[a]',
        '[a](',
        ')',
        '](',
        '[a]: ',
      ],
      ...[
        '![a](https://evil.test)',
        '![a]',
        '![',
        ']',
        '!',
        '<img src=x>',
        '<div>',
        '</div>',
        '<!--',
      ],
      ...[
        '-->',
        '<',
        '>',
        '<http://a',
        '"',
        "'",
        'x',
        '***',
        '---',
        '===',
        '&lt;',
        '\u00a0',
        '\r',
        '<a b="',
      ],
      ...['<pre>', '<?', '<![CDATA[', ']]>', 'mermaid', '\u2028', '\f'],
    );
    const words = fc.array(pieces, { maxLength: 24, size: 'max' }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, (one, other) => {
        const page = `# Page\n\n${block(one)}\n\n## Next\n\n${item('- ', other)}\n${item('12. ', one)}\n\n${block(other)}\n`;
        assert.deepEqual(fetched(page), []);
        assert.ok(
          tokens(page).some(({ type, content }) => type === 'inline' && content === 'Next'),
        );
      }),
      { numRuns: process.env['ATLAS_SOAK'] ? 200_000 : 4_000 },
    );
  });

  it('are so on pages and in documents', () => {
    const words = IMAGES.join('\n\n');
    const spawned = play(freshContext(), spawnAgent, { mission: words, successCriteria: [words] });
    const reported = play(spawned.after, reportAgent, {
      agent: '1',
      summary: words,
      evidence: [words],
    });
    const written = play(spawned.after, reportAgent, {
      agent: '1',
      summary: words,
      written: true,
      document: `status: success\n\n${words}`,
    });
    const { after } = play(reported.after, raiseDecision, { question: words, options: [words] });
    const pages = [
      ...[spawned, reported, written].flatMap(({ documents }) => documents.map(({ text }) => text)),
      itemPage(after, 'AGENT_0001', { time: (iso) => iso }),
      itemPage(after, 'DEC_001', { time: (iso) => iso }),
    ];
    assert.equal(pages.length, 5);
    for (const page of pages) {
      assert.deepEqual(fetched(page), []);
    }
  });
});
