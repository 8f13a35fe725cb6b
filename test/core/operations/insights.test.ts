import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { knowledgeFile } from '../../../src/core/documents/knowledge';
import { promoteInsight } from '../../../src/core/operations/promoteInsight';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { isAtlasError } from '../support/atlasError';
import { outsideFences } from '../support/fences';
import { freshContext, NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';

describe('recordInsight', () => {
  it('keeps its words in the context, and the rest in the event', () => {
    const { result, after, events } = play(sampleContext(), recordInsight, {
      text: 'Tokens expire',
      category: 'technical',
      origin: 'agent_1',
    });
    const insight = { text: 'Tokens expire', category: 'technical', origin: 'AGENT_0001' };
    assert.deepEqual(result, { ...insight, number: 3 });
    assert.deepEqual(events, [{ type: 'insightRecorded', ...insight }]);
    assert.equal(after.key_insights?.[2], 'Tokens expire');
  });

  it('takes the number of an item that only one kind has', () => {
    const { result } = play(sampleContext(), recordInsight, { text: 'x', origin: '25' });
    assert.equal(result.origin, 'TASK_025');
  });

  it('refuses an origin that is not there, or that may be several', () => {
    const refusals = [
      ['TASK_009', 'taskNotFound'],
      ['OBJ_9', 'objectiveNotFound'],
      ['agent9', 'agentNotFound'],
      ['DEC_9', 'decisionNotFound'],
      ['99', 'itemNotFound'],
      ['monday', 'itemNotFound'],
      ['1', 'itemUnclear'],
    ] as const;
    for (const [origin, code] of refusals) {
      assert.throws(
        () => play(sampleContext(), recordInsight, { text: 'x', origin }),
        isAtlasError(code),
        origin,
      );
    }
  });

  it('names the candidates of a number that may be several', () => {
    assert.throws(
      () => play(sampleContext(), recordInsight, { text: 'x', origin: '1' }),
      isAtlasError('itemUnclear', { id: '1', candidates: 'OBJ_001, TASK_001, AGENT_0001' }),
    );
  });
});

describe('promoteInsight', () => {
  it('plans a page of the knowledge base that names where the insight came from', () => {
    const { result, events, documents } = play(sampleContext(), promoteInsight, {
      insight: '2',
      category: 'general',
      origin: 'TASK_001',
      recorded: '2024-01-02T10:00:00.000Z',
    });
    const text = 'Migration can be phased by user segment';
    const file = 'knowledge/migration-can-be-phased-by-user-segment.md';
    assert.deepEqual(result, { number: 2, text, file });
    assert.deepEqual(events, [{ type: 'insightPromoted', text, file }]);
    assert.deepEqual(
      documents.map(({ path, mode }) => [path, mode]),
      [[`../${file}`, 'add']],
    );
    assert.equal(
      documents[0]?.text,
      [
        `# ${text}`,
        '',
        text,
        '',
        '- Category: general',
        '- Learnt from: TASK_001: Research OAuth providers',
        '- Learnt: 2024-01-02T10:00:00.000Z',
        '- Orchestration: project_alpha',
        `- Promoted: ${NOON}`,
        '',
      ].join('\n'),
    );
  });

  it('finds it by its words, and by its words before its number', () => {
    const context = { ...freshContext(), key_insights: ['2', 'two', { text: 'object' }, 7] };
    const number = (insight: string): number =>
      play(context, promoteInsight, { insight }).result.number;
    assert.deepEqual(['1', 'two', '2', ' object ', '4'].map(number), [1, 2, 1, 3, 4]);
  });

  it('refuses what is not there', () => {
    for (const insight of ['3', '0', 'no such words']) {
      assert.throws(
        () => play(sampleContext(), promoteInsight, { insight }),
        isAtlasError('insightNotFound', { insight }),
      );
    }
  });

  it('does without the item when that is gone', () => {
    const { documents } = play(sampleContext(), promoteInsight, {
      insight: '1',
      origin: 'TASK_404',
    });
    assert.match(documents[0]?.text ?? '', /^- Learnt from: TASK_404$/m);
  });
});

describe('the file of an insight', () => {
  it('is named after its first words', () => {
    assert.equal(
      knowledgeFile('Never log bearer tokens, at any level, in any service!'),
      'knowledge/never-log-bearer-tokens-at-any-level-in.md',
    );
    assert.equal(knowledgeFile('Prüfe das Zertifikat'), 'knowledge/prüfe-das-zertifikat.md');
    assert.equal(knowledgeFile('***'), 'knowledge/insight.md');
  });

  it('is one file of the folder, of a length that every file system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [folder, name = '', ...others] = knowledgeFile(text).split('/');
        assert.deepEqual([folder, others], ['knowledge', []]);
        assert.match(name, /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}-]*\.md$/u);
        assert.ok(new TextEncoder().encode(name).length < 255);
      }),
    );
  });

  it('says the words whole, and has one title, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (words) => {
        const text = `a ${words} z`;
        const context = { ...freshContext(), key_insights: [text] };
        const page = play(context, promoteInsight, { insight: '1' }).documents[0]?.text ?? '';
        assert.ok(page.includes(text));
        const [first] = outsideFences(page);
        assert.match(first ?? '', /^# a/);
      }),
    );
  });
});
