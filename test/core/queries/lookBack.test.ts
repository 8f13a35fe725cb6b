import * as assert from 'node:assert/strict';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { endSession } from '../../../src/core/operations/endSession';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { lookBack } from '../../../src/core/queries/lookBack';
import { Diary } from '../support/diary';
import { sampleContext } from '../support/sample';
import { ids, leftOnMonday, MONDAY, told, TUESDAY } from '../support/comingBack';

describe('looking back', () => {
  it('reaches to the goodbye of the session before, however often it is asked', () => {
    const diary = leftOnMonday();
    diary.act(`${MONDAY}12:00:00.000Z`, endSession, {});
    diary.resume(`${TUESDAY}09:00:00.000Z`);
    const { since } = lookBack(diary.context, diary.history);
    assert.equal(since, `${MONDAY}12:00:00.000Z`);
    diary.act(`${TUESDAY}10:00:00.000Z`, addTask, { description: 'More' });
    assert.equal(lookBack(diary.context, diary.history).since, since);
  });

  it('reaches to the goodbye also before the next session has begun', () => {
    const diary = leftOnMonday();
    diary.act(`${MONDAY}12:00:00.000Z`, endSession, {});
    assert.equal(lookBack(diary.context, diary.history).since, `${MONDAY}12:00:00.000Z`);
  });

  it('reaches to the last thing the person did where nobody said goodbye, not to what agents did', () => {
    const diary = leftOnMonday();
    diary.act(
      `${MONDAY}15:00:00.000Z`,
      reportAgent,
      { agent: '1', summary: 'Two s' },
      'AGENT_0001',
    );
    diary.act(`${MONDAY}16:00:00.000Z`, recordInsight, { text: 'Slow' }, 'AGENT_0001');
    diary.resume(`${TUESDAY}09:00:00.000Z`);
    assert.equal(lookBack(diary.context, diary.history).since, `${MONDAY}09:06:00.000Z`);
    assert.deepEqual(ids(told(diary).reported), ['AGENT_0001']);
  });

  it('does not take what was soon taken up again for a visit of its own', () => {
    const diary = leftOnMonday();
    diary.act(`${MONDAY}12:00:00.000Z`, endSession, {});
    diary.resume(`${TUESDAY}09:00:00.000Z`);
    diary.resume(`${TUESDAY}09:00:30.000Z`);
    diary.act(`${TUESDAY}09:01:00.000Z`, completeTask, { task: '1', outcome: 'Two seconds' });
    diary.resume(`${TUESDAY}09:05:00.000Z`);
    assert.equal(lookBack(diary.context, diary.history).since, `${MONDAY}12:00:00.000Z`);
    assert.deepEqual(ids(told(diary).finished), ['TASK_001']);
    diary.resume(`${TUESDAY}09:30:00.000Z`);
    assert.equal(lookBack(diary.context, diary.history).since, `${TUESDAY}09:05:00.000Z`);
  });

  it('reaches to the beginning where there was no session before', () => {
    const diary = leftOnMonday();
    assert.equal(lookBack(diary.context, diary.history).since, null);
    diary.resume(`${MONDAY}09:08:00.000Z`);
    assert.equal(lookBack(diary.context, diary.history).since, null);
    assert.deepEqual(ids(told(diary).finished), ['TASK_003']);
  });

  it('reaches to the beginning of a session of an older script, of which no more is known', () => {
    const diary = new Diary();
    diary.note(`${TUESDAY}09:00:00.000Z`, [
      { type: 'contextAdopted', context: sampleContext() },
      { type: 'taskCompleted', id: 'TASK_025', outcome: 'Live' },
    ]);
    assert.equal(lookBack(diary.context, diary.history).since, '2024-01-15T14:30:00.000Z');
    diary.resume(`${TUESDAY}09:00:01.000Z`);
    assert.equal(lookBack(diary.context, diary.history).since, '2024-01-15T14:30:00.000Z');
    assert.deepEqual(ids(told(diary).finished), ['TASK_025']);
  });

  it('reads no more of the history than it needs', () => {
    const diary = leftOnMonday();
    diary.act(`${MONDAY}12:00:00.000Z`, endSession, {});
    diary.resume(`${TUESDAY}09:00:00.000Z`);
    const asked: (string | undefined)[] = [];
    lookBack(diary.context, (since) => {
      asked.push(since);
      return diary.history(since);
    });
    assert.deepEqual(asked, [`${MONDAY}09:00:00.000Z`]);
  });
});
