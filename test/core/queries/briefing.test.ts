import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { AtlasEvent } from '../../../src/core/model/events';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, failAgentStart, startAgent } from '../../../src/core/operations/agentProcess';
import { cancelTask } from '../../../src/core/operations/cancelTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { decide } from '../../../src/core/operations/decide';
import { endSession } from '../../../src/core/operations/endSession';
import { noteLostAgents } from '../../../src/core/operations/noteLostAgents';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reopenTask } from '../../../src/core/operations/reopenTask';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { briefing, type Briefing } from '../../../src/core/queries/briefing';
import { isQuiet } from '../../../src/core/queries/briefingNews';
import { Diary } from '../support/diary';
import { freshContext } from '../support/play';
import { steps, walk } from '../support/steps';
import { ids, leftOnMonday, MONDAY, told, TUESDAY } from '../support/comingBack';

describe('the briefing', () => {
  const since = `${MONDAY}12:00:00.000Z`;
  const at = (minute: string): string => `${MONDAY}20:${minute}:00.000Z`;
  let diary: Diary;
  beforeEach(() => {
    diary = leftOnMonday();
    diary.act(since, endSession, {});
  });
  const back = (): Briefing => {
    diary.resume(`${TUESDAY}09:00:00.000Z`);
    return told(diary);
  };

  it('says that nothing happened when nothing did', () => {
    const { finished, running, ...rest } = back();
    assert.ok(isQuiet({ finished, ...rest }));
    assert.equal(rest.since, since);
    assert.equal(rest.session.number, 2);
    assert.deepEqual(ids(running), ['AGENT_0001']);
    assert.deepEqual(ids(rest.active), ['TASK_001']);
  });

  it('tells finished tasks with their outcomes, given up ones, and what can start now', () => {
    diary.act(at('01'), completeTask, { task: '1', outcome: 'Two seconds' });
    diary.act(at('02'), addTask, { description: 'Extra' });
    diary.act(at('03'), cancelTask, { task: '4', reason: 'No need' });
    const { finished, givenUp, ready, others } = back();
    assert.deepEqual(
      finished.map(({ id, outcome }) => [id, outcome]),
      [['TASK_001', 'Two seconds']],
    );
    assert.deepEqual(
      givenUp.map(({ id, status, outcome }) => [id, status, outcome]),
      [['TASK_004', 'cancelled', 'No need']],
    );
    assert.deepEqual(
      ready.map(({ id, waited_for }) => [id, waited_for]),
      [['TASK_002', ['TASK_001']]],
    );
    assert.deepEqual(others, { taskAdded: 1 });
  });

  it('does not call ready what has never waited, or waits for more', () => {
    diary.act(at('01'), completeTask, { task: '1', outcome: 'Two seconds' });
    diary.act(at('02'), addTask, { description: 'After it', dependsOn: ['1'] });
    diary.act(at('03'), addTask, { description: 'Not yet', dependsOn: ['1', '2'] });
    assert.deepEqual(ids(back().ready), ['TASK_002']);
  });

  it('does not tell as finished what was taken up again', () => {
    diary.act(at('01'), completeTask, { task: '1', outcome: 'Two seconds' });
    diary.act(at('02'), reopenTask, { task: '1' });
    const { finished, active, others } = back();
    assert.deepEqual([finished, ids(active)], [[], ['TASK_001']]);
    assert.deepEqual(others, { taskReopened: 1 });
  });

  it('tells every agent once, by what became of it', () => {
    for (const mission of ['b', 'c', 'd', 'e', 'f']) {
      diary.act(at('00'), spawnAgent, { mission });
    }
    for (const agent of ['2', '3', '4', '5']) {
      diary.act(at('01'), startAgent, { agent });
    }
    diary.act(at('02'), reportAgent, { agent: '1', summary: 'fine' });
    diary.act(at('02'), reportAgent, { agent: '2', summary: 'so so' });
    diary.act(at('03'), verifyReport, { agent: '2', accepted: false, note: 'No table' });
    diary.act(at('02'), reportAgent, { agent: '3', summary: 'good' });
    diary.act(at('03'), verifyReport, { agent: '3', accepted: true });
    diary.act(at('04'), endAgent, { agent: '4', exitCode: 0 });
    diary.act(at('05'), noteLostAgents, { agents: ['AGENT_0005', 'AGENT_0004', 'AGENT_0099'] });
    diary.act(at('06'), failAgentStart, { agent: '6', reason: 'claude was not found' });
    const { reported, rejected, verified, withoutReport, running } = back();
    assert.deepEqual([reported, rejected, verified, withoutReport, running].map(ids), [
      ['AGENT_0001'],
      ['AGENT_0002'],
      ['AGENT_0003'],
      ['AGENT_0004', 'AGENT_0005', 'AGENT_0006'],
      [],
    ]);
    assert.deepEqual(
      withoutReport.map(({ status }) => status),
      ['exited_without_report', 'lost', 'failed'],
    );
  });

  it('has a report that came after a rejection looked at anew', () => {
    diary.act(at('01'), reportAgent, { agent: '1', summary: 'fine' });
    diary.act(at('02'), verifyReport, { agent: '1', accepted: false, note: 'No table' });
    diary.act(at('03'), reportAgent, { agent: '1', summary: 'with a table' });
    const { reported, rejected } = back();
    assert.deepEqual([ids(reported), ids(rejected)], [['AGENT_0001'], []]);
  });

  it('tells decisions that wait and decisions that were made', () => {
    diary.act(at('01'), raiseDecision, { question: 'Cache?', options: ['Yes', 'No'] });
    diary.act(at('02'), raiseDecision, { question: 'When?' });
    diary.act(at('03'), decide, { decision: '2', choice: 'Now', rationale: 'It is late' });
    const { raised, decided, waiting } = back();
    assert.deepEqual([ids(raised), ids(decided)], [['DEC_001'], ['DEC_002']]);
    assert.deepEqual(waiting.decisions, []);
  });

  it('keeps apart what still waits from before', () => {
    diary.resume(`${MONDAY}13:00:00.000Z`);
    diary.act(`${MONDAY}13:01:00.000Z`, raiseDecision, { question: 'Cache?' });
    diary.act(`${MONDAY}13:02:00.000Z`, reportAgent, { agent: '1', summary: 'fine' });
    diary.act(`${MONDAY}13:03:00.000Z`, spawnAgent, { mission: 'x' });
    diary.act(`${MONDAY}13:04:00.000Z`, failAgentStart, { agent: '2', reason: 'no' });
    diary.act(`${MONDAY}14:00:00.000Z`, endSession, {});
    const { waiting, ...rest } = back();
    assert.ok(isQuiet(rest));
    assert.deepEqual([waiting.decisions, waiting.reported, waiting.withoutReport].map(ids), [
      ['DEC_001'],
      ['AGENT_0001'],
      ['AGENT_0002'],
    ]);
  });

  it('shows decisions as other tools write them, which have no id', () => {
    const odd = { ...diary.context, pending_decisions: ['Which bank?', { ask: 'When?' }] };
    const { waiting, raised } = briefing(odd, [], { now: at('00'), since });
    assert.deepEqual(raised, []);
    assert.deepEqual(waiting.decisions, [
      { id: null, question: 'Which bank?' },
      { id: null, question: '{"ask":"When?"}' },
    ]);
  });

  it('tells what was learnt, with its origin', () => {
    diary.act(at('01'), recordInsight, { text: 'Two seconds are too long', origin: 'TASK_001' });
    const [{ text, origin } = { text: '', origin: '' }, ...others] = back().learnt;
    assert.deepEqual([text, origin, others], ['Two seconds are too long', 'TASK_001', []]);
  });

  it('tells what others did to the context file, also as finished tasks and reports', () => {
    const edit: AtlasEvent = {
      type: 'contextEdited',
      changes: [
        {
          op: 'move',
          kind: 'task',
          id: 'TASK_001',
          from: 'active_tasks',
          to: 'completed_tasks',
        },
        { op: 'addValue', list: 'key_insights', value: 'By hand' },
      ],
    };
    diary.note(at('01'), [edit]);
    const { edits, finished, learnt } = back();
    assert.equal(edits.length, 1);
    assert.deepEqual([edits[0]?.how, edits[0]?.time], ['edited', at('01')]);
    assert.match(edits[0]?.changes ?? '', /1 insight added.*TASK_001: moved to completed_tasks/);
    assert.deepEqual(ids(finished), ['TASK_001']);
    assert.deepEqual(
      learnt.map(({ text }) => text),
      ['By hand'],
    );
  });

  it('tells that branches came together, and which items go by another id now', () => {
    diary.act(at('00'), addTask, { description: 'Theirs' });
    const renumbered = { id: 'TASK_005', description: 'Ours', renumbered_from: 'TASK_004' };
    diary.note(at('01'), [
      { type: 'taskAdded', task: renumbered },
      { type: 'branchesMerged', claims: [{ item: 'task TASK_004', id: 'TASK_005' }] },
    ]);
    assert.deepEqual(back().merges, [
      { time: at('01'), renumbered: [{ from: 'TASK_004', to: 'TASK_005' }] },
    ]);
  });

  it('carries what changed in git', () => {
    const repository = {
      branch: 'main',
      head: 'abc',
      uncommitted: 0,
      commits: [],
      commitCount: 0,
      branches: [],
    };
    const facts = { now: at('00'), since, repository };
    assert.equal(briefing(diary.context, [], facts).repository, repository);
    assert.ok(!('repository' in briefing(diary.context, [], { now: at('00'), since })));
  });

  it('tells every task that was finished since, once, and none that was finished before', () => {
    fc.assert(
      fc.property(steps, fc.nat(20), (taken, cut) => {
        const { timed } = walk(freshContext(), taken);
        const played = new Diary(freshContext());
        timed.forEach(({ event, at: time }) => {
          played.note(time, [event]);
        });
        const from = timed[cut % Math.max(1, timed.length)]?.at ?? null;
        const { finished, givenUp } = briefing(played.context, played.records, {
          now: `${TUESDAY}09:00:00.000Z`,
          since: from,
        });
        const last = new Map<string, { readonly type: string; readonly time: string }>();
        for (const { event, time } of played.records) {
          const arranges = ['taskMoved', 'taskOrdered', 'taskPrioritised'].includes(event.type);
          if (event.type.startsWith('task') && 'id' in event && !arranges) {
            last.set(event.id, { type: event.type, time });
          }
        }
        const expected = (...types: string[]): string[] =>
          [...last]
            .filter(([, { type, time }]) => types.includes(type) && (from === null || time > from))
            .map(([id]) => id)
            .sort();
        assert.deepEqual(ids(finished).sort(), expected('taskCompleted'));
        assert.deepEqual(ids(givenUp).sort(), expected('taskFailed', 'taskCancelled'));
      }),
    );
  });
});
