import * as assert from 'node:assert/strict';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, startAgent } from '../../../src/core/operations/agentProcess';
import { cancelTask } from '../../../src/core/operations/cancelTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { noteLostAgents } from '../../../src/core/operations/noteLostAgents';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { startTask } from '../../../src/core/operations/startTask';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { briefing } from '../../../src/core/queries/briefing';
import { Diary } from '../support/diary';
import { freshContext } from '../support/play';
import { leftOnMonday, MONDAY, told } from '../support/comingBack';

function next(diary: Diary, now?: string): string[] {
  return told(diary, now).next.map(({ act, item }) => `${act} ${item ?? ''}`.trim());
}

describe('what to do next', () => {
  it('is the most urgent first, at most five', () => {
    const diary = leftOnMonday();
    const at = `${MONDAY}10:00:00.000Z`;
    const later = `${MONDAY}10:30:00.000Z`;
    assert.deepEqual(next(diary), []);
    diary.act(at, addTask, { description: 'Ready' });
    diary.act(at, addTask, { description: 'Under way' });
    diary.act(at, startTask, { task: '5' });
    assert.deepEqual(next(diary), ['goOn TASK_005', 'start TASK_004']);
    diary.act(at, reportAgent, { agent: '1', summary: 'fine' });
    assert.equal(next(diary)[0], 'verify AGENT_0001');
    diary.act(at, spawnAgent, { mission: 'x', timeboxMinutes: 20 });
    diary.act(at, startAgent, { agent: '2' });
    assert.equal(next(diary, at)[0], 'verify AGENT_0001');
    assert.equal(next(diary, later)[0], 'hurry AGENT_0002');
    diary.act(at, noteLostAgents, { agents: ['AGENT_0002'] });
    diary.act(at, raiseDecision, { question: 'Cache?' });
    assert.deepEqual(next(diary, later), [
      'decide DEC_001',
      'lookAfter AGENT_0002',
      'verify AGENT_0001',
      'goOn TASK_005',
      'start TASK_004',
    ]);
    diary.act(at, raiseDecision, { question: 'When?' });
    assert.deepEqual(next(diary, later).slice(1), [
      'decide DEC_002',
      'lookAfter AGENT_0002',
      'verify AGENT_0001',
      'goOn TASK_005',
    ]);
  });

  it('leads a verified report to its task, and a rejected one to another agent', () => {
    const diary = leftOnMonday();
    const at = `${MONDAY}10:00:00.000Z`;
    diary.act(at, reportAgent, { agent: '1', summary: 'fine' });
    diary.act(at, verifyReport, { agent: '1', accepted: true });
    assert.deepEqual(next(diary), ['complete TASK_001']);
    diary.act(`${MONDAY}10:01:00.000Z`, verifyReport, {
      agent: '1',
      accepted: false,
      note: 'No table',
    });
    const [rejected] = told(diary).next;
    assert.deepEqual(
      [rejected?.act, rejected?.about, rejected?.command],
      ['sendAnother', 'No table', 'atlas spawn "…" --follows AGENT_0001'],
    );
    diary.act(`${MONDAY}10:02:00.000Z`, spawnAgent, { mission: 'Again', follows: '1' });
    assert.deepEqual(next(diary), []);
  });

  it('sends nobody after a rejected report whose task was given up, or that has somebody after it', () => {
    const diary = leftOnMonday();
    diary.act(`${MONDAY}10:00:00.000Z`, spawnAgent, { mission: 'Without a task' });
    for (const agent of ['1', '2']) {
      diary.act(`${MONDAY}10:01:00.000Z`, reportAgent, { agent, summary: 'fine' });
      const verdict = { agent, accepted: false, note: 'No table' };
      diary.act(`${MONDAY}10:02:00.000Z`, verifyReport, verdict);
    }
    assert.deepEqual(next(diary), ['sendAnother AGENT_0001', 'sendAnother AGENT_0002']);
    diary.act(`${MONDAY}10:03:00.000Z`, cancelTask, { task: '1', reason: 'No need' });
    assert.deepEqual(next(diary).slice(0, 1), ['sendAnother AGENT_0002']);
    diary.act(`${MONDAY}10:04:00.000Z`, spawnAgent, { mission: 'Again', follows: '2' });
    assert.ok(next(diary).every((each) => !each.startsWith('sendAnother')));
  });

  it('is no more about an agent whose task is completed or that another was sent after', () => {
    const diary = leftOnMonday();
    diary.act(`${MONDAY}10:00:00.000Z`, endAgent, { agent: '1', exitCode: 1 });
    assert.deepEqual(next(diary), ['lookAfter AGENT_0001']);
    diary.act(`${MONDAY}10:01:00.000Z`, spawnAgent, { mission: 'Again', task: '1' });
    assert.deepEqual(next(diary), []);
    diary.act(`${MONDAY}10:02:00.000Z`, completeTask, { task: '1', outcome: 'x' });
    assert.deepEqual(next(diary), ['start TASK_002']);
  });

  it('starts what is most important, then what is oldest', () => {
    const task = (id: string, priority?: string): object => ({
      id,
      description: '',
      status: 'pending',
      objective: 'OBJ_1',
      ...(priority === undefined ? {} : { priority }),
    });
    const context = {
      ...freshContext(),
      active_tasks: [task('a'), task('b', 'low'), task('c', 'High'), task('d')] as never,
    };
    const { next: found } = briefing(context, [], { now: MONDAY, since: null });
    assert.deepEqual(
      found.map(({ item }) => item),
      ['c', 'a', 'd', 'b'],
    );
  });

  it('is to plan where nothing is planned', () => {
    const diary = new Diary();
    diary.act(`${MONDAY}09:00:00.000Z`, newOrchestration, { project: 'Payments' });
    assert.deepEqual(next(diary), ['addObjective']);
    diary.act(`${MONDAY}09:01:00.000Z`, addObjective, { description: 'Pay faster' });
    assert.deepEqual(next(diary), ['addTask OBJ_001']);
    diary.act(`${MONDAY}09:02:00.000Z`, addTask, { description: 'x', objective: '1' });
    assert.deepEqual(next(diary), ['start TASK_001']);
    diary.act(`${MONDAY}09:03:00.000Z`, completeTask, { task: '1', outcome: 'x' });
    assert.deepEqual(next(diary), ['conclude OBJ_001']);
  });

  it('gives no command with an id that a shell would take for something else', () => {
    const context = {
      ...freshContext(),
      active_tasks: [{ id: '$(x)', description: '', status: 'pending' }],
    };
    const { next: found } = briefing(context, [], { now: MONDAY, since: null });
    assert.deepEqual([found[0]?.item, found[0]?.command], ['$(x)', null]);
  });
});
