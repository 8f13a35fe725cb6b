import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { itemPage } from '../../../src/core/documents/itemPage';
import type { Context } from '../../../src/core/model/context';
import { decisionsIn } from '../../../src/core/model/decisions';
import { allTasks } from '../../../src/core/model/lookup';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { decide } from '../../../src/core/operations/decide';
import { judgeDecision } from '../../../src/core/operations/judgeDecision';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { contexts } from '../support/contexts';
import { freshContext, play } from '../support/play';
import { steps, walk } from '../support/steps';

const time = (iso: string): string => iso;

function day(): Context {
  let context = play(freshContext(), addObjective, { description: 'Cut *costs*' }).after;
  context = play(context, addTask, { description: 'Measure', objective: '1' }).after;
  context = play(context, addTask, { description: 'Act', objective: '1', dependsOn: ['1'] }).after;
  context = play(context, raiseDecision, {
    question: 'How much?',
    options: ['Half', 'All'],
    task: '2',
  }).after;
  return context;
}

describe('itemPage', () => {
  it('tells of an objective what it has come to', () => {
    const { after } = play(day(), completeTask, { task: '1', outcome: 'Two seconds' });
    assert.throws(() => itemPage(after, '9', { time }), /itemNotFound/);
    assert.match(itemPage(after, 'OBJ_001', { time }), /^# OBJ_001 · Cut \\\*costs\\\*\n/);
    assert.match(itemPage(after, 'OBJ_001', { time }), /\*\*Progress\*\* \| 1 of 2 tasks/);
    assert.match(itemPage(after, 'OBJ_001', { time }), /- TASK_001 \(completed\): Measure/);
  });

  it('names of very many tasks those that are open first, and says how many there are more', () => {
    const objective = 'OBJ_001';
    const tasks = Array.from({ length: 1_000 }, (_, index) => ({
      id: `TASK_${String(index + 1).padStart(3, '0')}`,
      description: 'Some',
      objective,
    }));
    const page = itemPage(
      { ...day(), active_tasks: tasks.slice(900), completed_tasks: tasks.slice(0, 900) },
      objective,
      { time },
    );
    const lines = page.split('\n').filter((line) => line.startsWith('- '));
    assert.equal(lines.length, 301);
    assert.match(lines[0] ?? '', /^- TASK_901 \(active\)/);
    assert.match(lines[100] ?? '', /^- TASK_001 \(completed\)/);
    assert.equal(lines[300], '- … and 700 more tasks');
    assert.match(page, /900 of 1000 tasks completed/);
  });

  it('tells of a task what it waits for, and what is to be decided about it', () => {
    const page = itemPage(day(), 'TASK_002', { time });
    assert.match(page, /\*\*Waits for\*\* \| TASK_001/);
    assert.match(page, /\*\*Objective\*\* \| OBJ_001 Cut \\\*costs\\\*/);
    assert.match(page, /- DEC_001 \(pending\): How much\?/);
  });

  it('tells of a decision what was chosen, and why', () => {
    const { after } = play(day(), decide, { decision: '1', choice: '1', rationale: 'Enough' });
    const page = itemPage(after, 'DEC_001', { time });
    assert.match(
      page,
      /## Chosen\n\nHalf\n\n## Because\n\nEnough\n\n## Options\n\n- Half\n- All\n/,
    );
  });

  it('says whether a decision was judged, and what showed it', () => {
    const { after: made } = play(day(), decide, {
      decision: '1',
      choice: '1',
      rationale: 'Enough',
    });
    assert.doesNotMatch(itemPage(day(), 'DEC_001', { time }), /Turned out/);
    assert.match(itemPage(made, 'DEC_001', { time }), /Turned out\*\* \| nobody has judged it yet/);
    const { after } = play(made, judgeDecision, { decision: '1', good: false, note: 'Too much' });
    const page = itemPage(after, 'DEC_001', { time });
    assert.match(page, /\*\*Turned out\*\* \| bad/);
    assert.match(page, /## What came of it\n\nToo much/);
  });

  it('has a page for whatever there is', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        const { after } = walk(before, taken);
        const items = [
          ...(after.objectives ?? []),
          ...allTasks(after),
          ...(after.spawned_agents ?? []),
          ...decisionsIn(after),
        ].filter(({ id }) => /^[A-Z]+_\d+$/.test(id));
        for (const { id } of items) {
          assert.doesNotMatch(itemPage(after, id, { time }), /\[object|\bundefined\b/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
