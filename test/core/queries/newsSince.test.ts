import * as assert from 'node:assert/strict';
import type { Agent, Context } from '../../../src/core/model/context';
import { newsSince } from '../../../src/core/queries/newsSince';
import { atOnce } from '../../../src/core/slices';
import { freshContext } from '../support/play';

const BEFORE = '2026-03-01T09:59:59.999Z';
const THEN = '2026-03-01T10:00:00.000Z';
const AFTER = '2026-03-01T10:00:00.001Z';

function agent(id: string, more: Partial<Agent>): Agent {
  return { id, type: 'developer', mission: 'Work', ...more };
}

const context: Context = {
  ...freshContext(),
  completed_tasks: [
    { id: 'TASK_001', description: '', completed: BEFORE },
    { id: 'TASK_002', description: '', completed: THEN },
    { id: 'TASK_003', description: '', completed: AFTER },
    { id: 'TASK_004', description: '', completed: '2026-03-01T12:00:01+02:00' },
    { id: 'TASK_005', description: '' },
    { id: 'TASK_006', description: '', completed: 'on Monday' },
  ],
  spawned_agents: [
    agent('AGENT_0001', {
      status: 'reported',
      report: { status: 'success', summary: '', reported: BEFORE },
    }),
    agent('AGENT_0002', {
      status: 'reported',
      ended: AFTER,
      report: { status: 'partial', summary: '', reported: AFTER },
    }),
    agent('AGENT_0003', { status: 'exited_without_report', ended: AFTER }),
    agent('AGENT_0004', { status: 'failed', ended: AFTER }),
    agent('AGENT_0005', { status: 'failed', ended: BEFORE }),
    agent('AGENT_0006', { status: 'running', ended: AFTER }),
  ],
};

function ids(since: string | null): Record<string, string[]> {
  const { completed, reported, withoutReport } = atOnce(newsSince(context, since));
  return {
    completed: completed.map(({ id }) => id),
    reported: reported.map(({ id }) => id),
    withoutReport: withoutReport.map(({ id }) => id),
  };
}

describe('newsSince', () => {
  it('tells what came after the moment, in whatever zone its time is written', () => {
    assert.deepEqual(ids(THEN), {
      completed: ['TASK_003', 'TASK_004'],
      reported: ['AGENT_0002'],
      withoutReport: ['AGENT_0003', 'AGENT_0004'],
    });
  });

  it('tells nothing where no moment is known', () => {
    assert.deepEqual(ids(null), { completed: [], reported: [], withoutReport: [] });
  });

  it('tells nothing of a context that lists nothing', () => {
    const empty = { completed: [], reported: [], withoutReport: [] };
    assert.deepEqual(atOnce(newsSince({ project_name: 'bare' }, THEN)), empty);
  });
});
