import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { decide } from '../../../src/core/operations/decide';
import { endSession } from '../../../src/core/operations/endSession';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { longTermMemory, shortTermMemory, workingMemory } from '../../../src/core/queries/memory';
import { rememberedInsights } from '../../../src/core/queries/rememberedInsights';
import { sessionHistory } from '../../../src/core/queries/sessionHistory';
import { Diary } from '../support/diary';
import { sampleContext } from '../support/sample';

const NOW = '2026-03-20T12:00:00.000Z';

/** Two sessions: one long ago that was ended, one of this week that goes on. */
function twoSessions(): Diary {
  const diary = new Diary();
  diary.act('2026-03-01T09:00:00.000Z', newOrchestration, { project: 'Payments' });
  diary.act('2026-03-01T09:01:00.000Z', addTask, { description: 'Measure' });
  diary.act('2026-03-01T09:02:00.000Z', spawnAgent, {
    mission: 'Time the checkout',
    type: 'analyst',
    task: '1',
  });
  diary.act('2026-03-01T10:00:00.000Z', endSession, {});
  const report = { agent: '1', summary: 'Two seconds' };
  diary.act('2026-03-18T23:00:00.000Z', reportAgent, report, 'AGENT_0001');
  diary.resume('2026-03-19T09:00:00.000Z');
  diary.act('2026-03-19T09:05:00.000Z', completeTask, { task: '1', outcome: 'Two seconds' });
  diary.act('2026-03-19T09:06:00.000Z', raiseDecision, { question: 'Cache?' });
  diary.act('2026-03-19T09:07:00.000Z', decide, {
    decision: '1',
    choice: 'Yes',
    rationale: 'Fast',
  });
  diary.act('2026-03-19T09:08:00.000Z', recordInsight, {
    text: 'Caching pays',
    category: 'technical',
    origin: 'TASK_001',
  });
  return diary;
}

describe('the list of sessions', () => {
  it('says of each when it began, when and how it ended, and which one goes on', () => {
    const { context, records } = twoSessions();
    assert.deepEqual(sessionHistory(context, records), [
      {
        id: 'session_20260301_090000',
        started: '2026-03-01T09:00:00.000Z',
        ended: '2026-03-01T10:00:00.000Z',
        clean: true,
        active: false,
        witnessed: true,
      },
      {
        id: 'session_20260319_090000',
        started: '2026-03-19T09:00:00.000Z',
        ended: null,
        clean: null,
        active: true,
        witnessed: true,
      },
    ]);
  });

  it('knows the sessions that were not ended, and those that were taken up again', () => {
    const diary = twoSessions();
    diary.resume('2026-03-20T09:00:00.000Z');
    diary.act('2026-03-20T09:30:00.000Z', endSession, {});
    const ended = sessionHistory(diary.context, diary.records);
    assert.deepEqual(
      ended.map(({ clean }) => clean),
      [true, false, true],
    );
    diary.note('2026-03-20T09:31:00.000Z', [{ type: 'sessionContinued' }]);
    const { ended: again, active } = sessionHistory(diary.context, diary.records).at(-1) ?? {};
    assert.deepEqual([again, active], [null, true]);
  });

  it('says what is known of sessions of older scripts: their names, and what these tell', () => {
    const sample = sampleContext();
    const diary = new Diary();
    diary.note('2026-03-01T09:00:00.000Z', [
      { type: 'contextAdopted', context: sample },
      {
        type: 'contextEdited',
        changes: [{ op: 'setKey', path: ['last_session'], value: 'monday', was: 'x' }],
      },
    ]);
    diary.resume('2026-03-01T10:00:00.000Z');
    assert.deepEqual(
      sessionHistory(diary.context, diary.records).map(({ id, started, witnessed }) => [
        id,
        started,
        witnessed,
      ]),
      [
        ['monday', null, false],
        ['session_20240115_143000', '2024-01-15T14:30:00.000Z', false],
        ['session_20260301_100000', '2026-03-01T10:00:00.000Z', true],
      ],
    );
  });
});

describe('working memory', () => {
  it('is what happened in the session that is going on', () => {
    const { context, records } = twoSessions();
    assert.deepEqual(
      workingMemory(context, records).map(({ event }) => event.type),
      ['sessionStarted', 'taskCompleted', 'decisionRaised', 'decisionMade', 'insightRecorded'],
    );
  });

  it('is empty when no session is going on', () => {
    const diary = twoSessions();
    diary.act(NOW, endSession, {});
    assert.deepEqual(workingMemory(diary.context, diary.records), []);
    assert.deepEqual(workingMemory(sampleContext(), []), []);
  });
});

describe('short-term memory', () => {
  it('is the sessions of the last seven days, with what came of them', () => {
    const { context, records } = twoSessions();
    const { sessions, between } = shortTermMemory(context, records, NOW);
    assert.equal(sessions.length, 1);
    const [{ id, counts, finished, decided, learnt } = { id: '' }] = sessions;
    assert.deepEqual(
      { id, counts, finished, decided, learnt },
      {
        id: 'session_20260319_090000',
        counts: {
          sessionStarted: 1,
          taskCompleted: 1,
          decisionRaised: 1,
          decisionMade: 1,
          insightRecorded: 1,
        },
        finished: ['TASK_001'],
        decided: ['DEC_001'],
        learnt: ['Caching pays'],
      },
    );
    assert.deepEqual(between.counts, { agentReported: 1 });
  });

  it('holds a session that began earlier and went on into the week', () => {
    const diary = twoSessions();
    const found = (now: string): number =>
      shortTermMemory(diary.context, diary.records, now).sessions.length;
    assert.equal(found('2026-03-08T09:59:00.000Z'), 2);
    assert.equal(found('2026-03-08T10:01:00.000Z'), 1);
    diary.act('2026-03-19T10:00:00.000Z', endSession, {});
    assert.equal(found('2026-04-19T10:00:00.000Z'), 0);
  });
});

describe('long-term memory', () => {
  const { records } = twoSessions();
  const types = (filter: Parameters<typeof longTermMemory>[1]): string[] =>
    longTermMemory(records, filter).map(({ event }) => event.type);

  it('is everything, in its order', () => {
    assert.deepEqual(longTermMemory(records), records);
  });

  it('is asked by item: what brought it, changed it, or named it', () => {
    const about = ['taskAdded', 'agentSpawned', 'taskStarted', 'taskCompleted', 'insightRecorded'];
    assert.deepEqual(types({ item: 'TASK_001' }), about);
    assert.deepEqual(types({ item: 'task_1' }), about);
    assert.deepEqual(types({ item: 'AGENT_0001' }), ['agentSpawned', 'agentReported']);
    assert.deepEqual(types({ item: 'TASK_009' }), []);
  });

  it('is asked by type, session, actor and words', () => {
    assert.deepEqual(types({ type: 'decisionMade' }), ['decisionMade']);
    assert.equal(types({ session: 'session_20260319_090000' }).length, 5);
    assert.deepEqual(types({ actor: 'AGENT_0001' }), ['agentReported']);
    assert.deepEqual(types({ text: 'two SECONDS' }), ['agentReported', 'taskCompleted']);
    assert.deepEqual(types({ text: 'analyst' }), ['agentSpawned']);
    assert.deepEqual(types({ text: 'taskAdded' }), []);
    assert.deepEqual(types({ item: 'TASK_001', actor: 'AGENT_0001' }), []);
  });

  it('finds items in what was taken over or edited', () => {
    const diary = new Diary();
    diary.note(NOW, [
      { type: 'contextAdopted', context: sampleContext() },
      {
        type: 'contextEdited',
        changes: [
          {
            op: 'move',
            kind: 'task',
            id: 'TASK_025',
            from: 'active_tasks',
            to: 'completed_tasks',
          },
          { op: 'add', list: 'active_tasks', item: { id: 'TASK_026', depends_on: ['TASK_001'] } },
        ],
      },
    ]);
    const found = (item: string): number => longTermMemory(diary.records, { item }).length;
    assert.deepEqual(['TASK_025', 'TASK_026', 'TASK_001', 'AGENT_0001'].map(found), [2, 1, 2, 1]);
  });
});

describe('the insights', () => {
  it('come with category, origin, time and session where the history knows them', () => {
    const diary = new Diary(sampleContext());
    diary.resume('2026-03-01T09:00:00.000Z');
    diary.act('2026-03-01T09:01:00.000Z', recordInsight, {
      text: 'Tenants differ',
      category: 'critical',
      origin: 'AGENT_0001',
    });
    diary.note('2026-03-01T09:02:00.000Z', [
      { type: 'insightPromoted', text: 'Tenants differ', file: 'knowledge/tenants.md' },
      { type: 'insightRecorded', text: 'Old', recorded: '2025-01-01T00:00:00.000Z' },
      {
        type: 'contextEdited',
        changes: [{ op: 'addValue', list: 'key_insights', value: 'By hand' }],
      },
    ]);
    const session = 'session_20260301_090000';
    const unknown = { category: null, origin: null, time: null, session: null, promoted: null };
    assert.deepEqual(rememberedInsights(diary.context, diary.records), [
      { number: 1, text: 'Auth0 provides best enterprise features', ...unknown },
      { number: 2, text: 'Migration can be phased by user segment', ...unknown },
      {
        number: 3,
        text: 'Tenants differ',
        category: 'critical',
        origin: 'AGENT_0001',
        time: '2026-03-01T09:01:00.000Z',
        session,
        promoted: 'knowledge/tenants.md',
      },
      { number: 4, text: 'Old', ...unknown, time: '2025-01-01T00:00:00.000Z' },
      { number: 5, text: 'By hand', ...unknown, time: '2026-03-01T09:02:00.000Z', session },
    ]);
  });

  it('give the same words said twice to the last ones, because insights come at the end', () => {
    const diary = new Diary({ ...sampleContext(), key_insights: ['x', 'y'] });
    diary.act(NOW, recordInsight, { text: 'x' });
    assert.deepEqual(
      rememberedInsights(diary.context, diary.records).map(({ text, time }) => [text, time]),
      [
        ['x', null],
        ['y', null],
        ['x', NOW],
      ],
    );
  });

  it('are those of the context, in its order, whatever the history is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c')),
        fc.array(fc.constantFrom('a', 'b', 'c', 'd')),
        (listed, recorded) => {
          const diary = new Diary(sampleContext());
          recorded.forEach((text) => {
            diary.act(NOW, recordInsight, { text });
          });
          const context = { ...diary.context, key_insights: listed };
          assert.deepEqual(
            rememberedInsights(context, diary.records).map(({ text }) => text),
            listed,
          );
        },
      ),
    );
  });
});
