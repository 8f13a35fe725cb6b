import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { linkItems } from '../../../src/core/documents/linkItems';

const all = (page: string): string => linkItems(page, () => true);

describe('linkItems', () => {
  it('makes links of the items a page names', () => {
    assert.equal(
      all('# TASK_001 and AGENT_0012, see DEC_003.'),
      '# [TASK_001](TASK_001.md) and [AGENT_0012](AGENT_0012.md), see [DEC_003](DEC_003.md).',
    );
  });

  it('leaves items alone that are not there, and words that only look alike', () => {
    assert.equal(
      linkItems('TASK_001', () => false),
      'TASK_001',
    );
    assert.equal(all('MY_TASK_001 TASK_001b TASK_'), 'MY_TASK_001 TASK_001b TASK_');
  });

  it('leaves code and links as they are', () => {
    const same = [
      '`atlas show TASK_001`',
      '``a ` TASK_001``',
      '[TASK_001](x.md)',
      '```\nTASK_001\n```',
      'Text\n\n~~~~ sh\nTASK_001\n~~~\nTASK_002\n~~~~\n',
      '```\nTASK_001 is never closed',
    ];
    assert.deepEqual(same.map(all), same);
    assert.match(all('```\nx\n```\nTASK_001'), /\[TASK_001\]/);
  });

  it('changes nothing but by adding links', () => {
    const part = fc.constantFrom(
      'TASK_001',
      '`',
      '```',
      '\n',
      'x ',
      '[',
      ']',
      '(',
      ')',
      '~~~',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const page = parts.join('');
        assert.equal(all(page).replaceAll('[TASK_001](TASK_001.md)', 'TASK_001'), page);
      }),
    );
  });
});
