import * as assert from 'node:assert/strict';
import { itemPage } from '../../../src/core/documents/itemPage';
import { sessionPage } from '../../../src/core/documents/sessionPage';
import { decide } from '../../../src/core/operations/decide';
import { judgeDecision } from '../../../src/core/operations/judgeDecision';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { Diary } from '../support/diary';

const format = { time: (iso: string) => iso.slice(11, 16) };

describe('the page of a session', () => {
  const diary = new Diary();
  diary.act('2026-03-02T08:00:00.000Z', newOrchestration, { project: 'Payments' });
  diary.resume('2026-03-02T09:00:00.000Z');
  diary.act('2026-03-02T09:01:00.000Z', raiseDecision, { question: 'Which *provider*?' });
  const choice = { decision: '1', choice: 'A', rationale: 'Cheaper' };
  diary.act('2026-03-02T09:02:00.000Z', decide, choice);

  it('says what happened in it, and in no other', () => {
    const page = sessionPage(diary.records, 'session_20260302_090000', format);
    assert.match(page, /^# session_20260302_090000$/m);
    assert.match(page, /^- 09:01 · DEC_001 raised: Which \\\*provider\\\*\?$/m);
    assert.doesNotMatch(page, /orchestration created/);
    assert.match(sessionPage(diary.records, 'session_2', format), /The journal says nothing/);
  });

  it('is beside that of a decision, which says how it turned out', () => {
    const judged = { decision: '1', good: false, note: 'It was down twice' };
    diary.act('2026-03-02T09:03:00.000Z', judgeDecision, judged);
    const page = itemPage(diary.context, 'DEC_001', format);
    assert.match(page, /Turned out\W+bad/);
    assert.match(page, /## What came of it\n\nIt was down twice/);
  });
});
