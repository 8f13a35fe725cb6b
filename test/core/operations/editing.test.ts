import * as assert from 'node:assert/strict';
import { eventLine } from '../../../src/core/documents/eventLine';
import type { JournalRecord } from '../../../src/core/journal/record';
import { applyEvent } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import { findAgent, findDecision } from '../../../src/core/model/lookup';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { askQuestion } from '../../../src/core/operations/askQuestion';
import { decide } from '../../../src/core/operations/decide';
import { editDecision } from '../../../src/core/operations/editDecision';
import { editInsight } from '../../../src/core/operations/editInsight';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { attention } from '../../../src/core/queries/attention';
import { happenings } from '../../../src/core/queries/happenings';
import { rememberedInsights } from '../../../src/core/queries/rememberedInsights';
import { isAtlasError } from '../support/atlasError';
import { freshContext, play } from '../support/play';

const NOW = '2026-02-03T12:00:00.000Z';

const CONTEXT: Context = {
  project_name: 'Payments',
  pending_decisions: [
    'A sentence of another tool',
    { id: 'DEC_001', question: 'Which?', options: ['A', 'B'], evidence: ['AGENT_0001'], own: 1 },
  ],
  key_insights: ['Tokens expire', 'Caching pays', { text: 'of another tool' }],
};

describe('editDecision', () => {
  it('puts a pending decision otherwise, and leaves what is not said', () => {
    const { events, after, result } = play(CONTEXT, editDecision, {
      decision: '1',
      question: 'Which provider?',
      options: ['A', 'B', 'C'],
      evidence: ['AGENT_0001'],
    });
    assert.deepEqual(events, [
      {
        type: 'decisionEdited',
        id: 'DEC_001',
        question: 'Which provider?',
        options: ['A', 'B', 'C'],
      },
    ]);
    assert.deepEqual(result, {
      id: 'DEC_001',
      question: 'Which provider?',
      options: ['A', 'B', 'C'],
      evidence: ['AGENT_0001'],
      own: 1,
    });
    assert.equal(after.pending_decisions?.[0], 'A sentence of another tool');
    assert.deepEqual(
      play(after, editDecision, { decision: '1', options: ['A', 'B', 'C'] }).events,
      [],
    );
    const { result: none } = play(after, editDecision, { decision: '1', options: [] });
    assert.deepEqual(none.options, []);
  });

  it('leaves what was decided as it was put, also where another branch decided it', () => {
    const { after } = play(CONTEXT, decide, { decision: '1', choice: '1', rationale: 'Cheap' });
    const input = { decision: '1', question: 'Which one?' };
    assert.throws(() => play(after, editDecision, input), isAtlasError('notEditable'));
    const event: AtlasEvent = { type: 'decisionEdited', id: 'DEC_001', question: 'Which one?' };
    assert.equal(findDecision(applyEvent(after, event, NOW), '1').question, 'Which?');
  });

  it('leaves the agent that asked waiting for the same answer', () => {
    const asked = play(
      play(play(freshContext(), spawnAgent, { mission: 'Look' }).after, startAgent, { agent: '1' })
        .after,
      askQuestion,
      { agent: '1', question: 'Wich?' },
    ).after;
    const { after } = play(asked, editDecision, { decision: '1', question: 'Which?' });
    assert.equal(findAgent(after, '1').waits_for?.about, 'Which?');
    assert.equal(attention(after, NOW).length, 1);
    const answered = play(after, decide, { decision: '1', choice: 'A', rationale: 'Cheap' }).after;
    assert.equal(findAgent(answered, '1').status, 'running');
  });

  it('has a line in the log', () => {
    const line = (event: object): string =>
      eventLine({ type: 'decisionEdited', id: 'DEC_001', ...event });
    assert.equal(line({ question: 'Which one?' }), 'DEC_001 is now: Which one?');
    assert.equal(line({ options: ['A', 'B'] }), 'DEC_001 put otherwise: A / B');
    assert.equal(line({ evidence: [] }), 'DEC_001 put otherwise');
  });
});

describe('editInsight', () => {
  it('says an insight in other words, in its place', () => {
    const { events, after, result } = play(CONTEXT, editInsight, {
      insight: '1',
      text: 'Tokens expire after an hour',
    });
    assert.deepEqual(after.key_insights, [
      'Tokens expire after an hour',
      ...(CONTEXT.key_insights ?? []).slice(1),
    ]);
    assert.deepEqual(result, { number: 1, text: 'Tokens expire after an hour' });
    // Said once more by another branch: there is nothing to change any more.
    const [event = assert.fail()] = events;
    assert.deepEqual(applyEvent(after, event, NOW).key_insights, after.key_insights);
    assert.deepEqual(
      play(CONTEXT, editInsight, { insight: 'Caching pays', text: 'Caching pays' }).events,
      [],
    );
  });

  it('refuses what is not there, and what another tool keeps there', () => {
    const refused = (insight: string, code: 'insightNotFound' | 'notEditable'): void => {
      assert.throws(() => play(CONTEXT, editInsight, { insight, text: 'x' }), isAtlasError(code));
    };
    refused('7', 'insightNotFound');
    refused('3', 'notEditable');
  });

  it('keeps where it came from, and the page that was made of it', () => {
    const records = (
      [
        {
          type: 'insightRecorded',
          text: 'Tokens expire',
          category: 'technical',
          origin: 'TASK_001',
        },
        { type: 'insightPromoted', text: 'Tokens expire', file: 'knowledge/tokens-expire.md' },
        { type: 'insightEdited', before: 'Tokens expire', text: 'They expire' },
      ] as const
    ).map((event, at): JournalRecord => ({
      seq: at + 1,
      id: `r${at}`,
      prev: [],
      time: NOW,
      actor: 'x',
      session: 's',
      event,
    }));
    const after: Context = { project_name: 'Payments', key_insights: ['They expire'] };
    assert.deepEqual(rememberedInsights(after, records), [
      {
        number: 1,
        text: 'They expire',
        category: 'technical',
        origin: 'TASK_001',
        time: NOW,
        session: 's',
        promoted: 'knowledge/tokens-expire.md',
      },
    ]);
    assert.deepEqual(happenings(records).learnt, ['They expire']);
  });
});
