import * as assert from 'node:assert/strict';
import type { Advisory } from '../../../src/core/metrics/advisories/advisory';
import { HistoryFacts } from '../../../src/core/metrics/historyFacts';
import { measure } from '../../../src/core/metrics/measure';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, startAgent } from '../../../src/core/operations/agentProcess';
import { completeTask } from '../../../src/core/operations/completeTask';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { saveContext } from '../../../src/core/operations/saveContext';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { Diary } from '../support/diary';

const BEGIN = Date.parse('2026-03-02T08:00:00.000Z');

/** A diary whose hours go on by one with every act. */
class Work {
  readonly diary = new Diary();
  #minutes = 0;

  constructor(tasks: number) {
    this.diary.act(this.now, newOrchestration, { project: 'Payments' });
    this.diary.act(this.now, addObjective, { description: 'Move it' });
    for (let at = 0; at < tasks; at += 1) {
      this.diary.act(this.now, addTask, { description: 'x', objective: '1' });
    }
  }

  get now(): string {
    return new Date(BEGIN + this.#minutes * 60_000).toISOString();
  }

  wait(minutes = 10): string {
    this.#minutes += minutes;
    return this.now;
  }

  spawn(task: string, criteria = ['It works']): string {
    const { id } = this.diary.act(this.wait(), spawnAgent, {
      mission: 'x',
      task,
      successCriteria: criteria,
    });
    return id;
  }

  report(agent: string): void {
    this.diary.act(this.wait(), reportAgent, { agent, summary: 'x' }, agent);
  }

  advice(later = 0): readonly Advisory[] {
    const { context, records } = this.diary;
    const now = new Date(Date.parse(this.now) + later).toISOString();
    return measure(context, HistoryFacts.of(records), now).advisories;
  }

  only(): Advisory {
    const [first, ...more] = this.advice();
    assert.deepEqual(more, []);
    assert.ok(first);
    return first;
  }
}

const WEEK_MS = 7 * 24 * 60 * 60_000;

describe('an advisory', () => {
  it('is not given where the process is followed', () => {
    const work = new Work(4);
    const agents = ['1', '2', '3'].map((task) => work.spawn(task));
    agents.forEach((agent) => work.diary.act(work.wait(), startAgent, { agent }));
    for (const [at, agent] of agents.entries()) {
      work.report(agent);
      work.diary.act(work.wait(), verifyReport, { agent, accepted: true });
      work.diary.act(work.wait(), completeTask, { task: String(at + 1), outcome: 'x' });
    }
    assert.deepEqual(work.advice(), []);
  });

  it('tells of tasks that were completed without an agent, for a week', () => {
    const work = new Work(4);
    ['1', '2'].forEach((task) => work.diary.act(work.wait(), completeTask, { task, outcome: 'x' }));
    assert.deepEqual(work.advice(), []);
    work.diary.act(work.wait(), completeTask, { task: '3', outcome: 'x' });
    const { kind, count, evidence, action } = work.only();
    assert.deepEqual([kind, count], ['directImplementation', 3]);
    assert.deepEqual(
      evidence.map(({ id }) => id),
      ['TASK_003', 'TASK_002', 'TASK_001'],
    );
    assert.equal(action.typed, 'atlas spawn "…" --task TASK_004');
    assert.deepEqual(work.advice(WEEK_MS), []);
  });

  it('tells of sessions that did not begin from what was saved', () => {
    const work = new Work(0);
    work.diary.act(work.wait(), saveContext, {});
    const session = (saves: boolean): void => {
      work.diary.resume(work.wait());
      work.diary.act(work.wait(), recordInsight, { text: 'x' });
      if (saves) {
        work.diary.act(work.wait(), saveContext, {});
      }
    };
    [true, true, false].forEach(session);
    assert.deepEqual(work.advice(), []);
    [false, false].forEach(session);
    const { kind, count, evidence, action } = work.only();
    assert.deepEqual([kind, count, action.typed], ['contextLoss', 2, 'atlas save']);
    assert.match(evidence[0]?.id ?? '', /^session_/);
  });

  it('tells of missions without criteria', () => {
    const work = new Work(3);
    work.spawn('1', []);
    assert.deepEqual(work.advice(), []);
    work.spawn('2', []);
    const { kind, action } = work.only();
    assert.equal(kind, 'missionsWithoutCriteria');
    assert.equal(action.typed, 'atlas spawn "…" --task TASK_003 --criterion "…"');
  });

  it('tells of more than three agents on an open task', () => {
    const work = new Work(1);
    const ids = [1, 2, 3].map(() => work.spawn('1'));
    assert.deepEqual(work.advice(), []);
    work.spawn('1');
    const { kind, evidence, action } = work.only();
    assert.deepEqual([kind, evidence], ['tooManyAgents', [{ kind: 'task', id: 'TASK_001' }]]);
    assert.equal(action.typed, 'atlas task "…" --objective OBJ_001');
    assert.equal(ids.length, 3);
    work.diary.act(work.wait(), completeTask, { task: '1', outcome: 'x' });
    assert.deepEqual(work.advice(), []);
  });

  it('tells of reports that pile up: five, or three when one is older than a day', () => {
    const work = new Work(5);
    const reported = (task: string): void => work.report(work.spawn(task));
    ['1', '2', '3'].forEach(reported);
    assert.deepEqual(work.advice(), []);
    const [old] = work.advice(25 * 60 * 60_000);
    assert.deepEqual([old?.kind, old?.count], ['unverifiedReports', 3]);
    ['4', '5'].forEach(reported);
    const { kind, count, action } = work.only();
    assert.deepEqual([kind, count], ['unverifiedReports', 5]);
    assert.deepEqual(action, {
      act: 'verifyReport',
      item: 'AGENT_0001',
      typed: 'atlas verify AGENT_0001',
    });
  });

  it('tells of agents that waited for one their task does not depend on', () => {
    const run = (work: Work, task: string): void => {
      const agent = work.spawn(task);
      work.diary.act(work.wait(), startAgent, { agent });
      work.diary.act(work.wait(), endAgent, { agent, exitCode: 0 });
    };
    const work = new Work(4);
    ['1', '2', '3'].forEach((task) => {
      run(work, task);
    });
    assert.deepEqual(work.advice(), []);
    run(work, '4');
    const { kind, count, evidence } = work.only();
    assert.deepEqual([kind, count], ['sequentialWork', 3]);
    assert.equal(evidence[0]?.id, 'AGENT_0004');

    const chain = new Work(1);
    for (const before of ['1', '2', '3']) {
      const values = { description: 'x', objective: '1', dependsOn: [before] };
      chain.diary.act(chain.now, addTask, values);
    }
    for (const task of ['1', '2', '3', '4']) {
      run(chain, task);
      chain.diary.act(chain.wait(), completeTask, { task, outcome: 'x' });
    }
    assert.deepEqual(chain.advice(), []);
  });
});
