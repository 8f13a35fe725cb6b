import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Context } from '../../../src/core/model/context';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { endSession } from '../../../src/core/operations/endSession';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { status, type Phase } from '../../../src/core/queries/status';
import { contexts } from '../support/contexts';
import { freshContext, NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';
import { steps, walk } from '../support/steps';

describe('status', () => {
  it('tells the example of the process document as it is', () => {
    assert.deepEqual(status(sampleContext()), {
      project: 'project_alpha',
      session: {
        number: 12,
        id: 'session_20240115_143000',
        started: '2024-01-15T14:30:00.000Z',
        ended: null,
        active: false,
        since: null,
      },
      phase: 'agent orchestration',
      objectives: { active: 1, achieved: 0, dropped: 0 },
      tasks: {
        pending: 0,
        active: 1,
        ready: 0,
        blocked: 0,
        completed: 23,
        failed: 0,
        cancelled: 0,
      },
      agents: {
        planned: 0,
        spawned: 1,
        running: 0,
        needs_input: 0,
        turn_ended: 0,
        reported: 0,
        verified: 0,
        exited_without_report: 0,
        timed_out: 0,
        cancelled: 0,
        failed: 0,
        lost: 0,
      },
      decisions: { pending: 0, made: 15 },
      insights: 2,
    });
  });

  it('counts what somebody who goes through the lists one by one would count', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        const { after } = walk(before, taken);
        const { objectives, tasks, agents, insights } = status(after);
        assert.deepEqual({ objectives, tasks, agents, insights }, countOneByOne(after));
      }),
      { numRuns: 200 },
    );
  });

  it('numbers the sessions with the counter, and says since when things are new', () => {
    const context = { ...freshContext(), metrics: { total_sessions: 3 } };
    const ended = '2026-02-28T18:00:00.000Z';
    const atlas = {
      schema_version: 1,
      revision: 1,
      ...context.atlas,
      previous_session: { id: 's', ended },
    };
    const { session } = status({ ...context, atlas });
    assert.deepEqual(session, {
      number: 3,
      id: 'session_20260301_120000',
      started: NOON,
      ended: null,
      active: true,
      since: ended,
    });
  });

  it('takes the beginning of a session as its last sign when nothing else is known of it', () => {
    const context = freshContext();
    const previous_session = { id: 'session_20260227_090000' };
    const atlas = { schema_version: 1, revision: 1, ...context.atlas, previous_session };
    assert.equal(status({ ...context, atlas }).session.since, '2026-02-27T09:00:00.000Z');
  });

  it('takes a finished session as the one to come back from', () => {
    const later = '2026-03-01T13:00:00.000Z';
    const { session } = status(play(freshContext(), endSession, {}, later).after);
    assert.deepEqual([session.active, session.ended, session.since], [false, later, later]);
  });
});

describe('the phase', () => {
  const objective = play(freshContext(), addObjective, { description: 'Pay faster' }).after;
  const task = play(objective, addTask, { description: 'Measure' }).after;
  const spawned = play(task, spawnAgent, { mission: 'Measure it' }).after;
  const running = play(spawned, startAgent, { agent: '1' }).after;
  const reported = play(running, reportAgent, { agent: '1', summary: 'Two seconds' }).after;
  const phases: readonly (readonly [string, Context, Phase])[] = [
    ['without objectives', freshContext(), 'context establishment'],
    ['with an objective and no tasks', objective, 'strategic planning'],
    ['with tasks to do', task, 'agent orchestration'],
    ['while an agent is running', running, 'agent orchestration'],
    ['when a report waits', reported, 'synthesis & decision'],
    [
      'when a decision waits',
      { ...task, pending_decisions: ['Which provider?'] },
      'synthesis & decision',
    ],
    ['after the session', play(reported, endSession, {}).after, 'state preservation'],
    [
      'while an agent runs on after the session',
      play(running, endSession, {}).after,
      'agent orchestration',
    ],
  ];
  for (const [when, context, phase] of phases) {
    it(`is ${phase} ${when}`, () => {
      assert.equal(status(context).phase, phase);
    });
  }
});

function countOneByOne(context: Context): unknown {
  const objectives = { active: 0, achieved: 0, dropped: 0 };
  for (const objective of context.objectives ?? []) {
    if (objective.status === undefined || objective.status === 'active') objectives.active += 1;
    else if (objective.status === 'achieved') objectives.achieved += 1;
    else if (objective.status === 'dropped') objectives.dropped += 1;
  }
  const tasks = {
    pending: 0,
    active: 0,
    ready: 0,
    blocked: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
  };
  for (const task of context.active_tasks ?? []) {
    if (task.status !== 'pending') {
      tasks.active += 1;
      continue;
    }
    tasks.pending += 1;
    let free = true;
    const needed: unknown = task['depends_on'];
    for (const id of Array.isArray(needed) ? (needed as unknown[]) : []) {
      if (!(context.completed_tasks ?? []).some((done) => done.id === id)) free = false;
    }
    if (free) tasks.ready += 1;
    else tasks.blocked += 1;
  }
  tasks.completed = (context.completed_tasks ?? []).length;
  const counted = context.metrics?.total_tasks_completed ?? 0;
  if (counted > tasks.completed) tasks.completed = counted;
  for (const task of context.atlas?.closed_tasks ?? []) {
    if (task.status === 'cancelled') tasks.cancelled += 1;
    else tasks.failed += 1;
  }
  const agents = {
    planned: 0,
    spawned: 0,
    running: 0,
    needs_input: 0,
    turn_ended: 0,
    reported: 0,
    verified: 0,
    exited_without_report: 0,
    timed_out: 0,
    cancelled: 0,
    failed: 0,
    lost: 0,
  };
  for (const { status: state = '' } of context.spawned_agents ?? []) {
    if (state === 'running') agents.running += 1;
    else if (state === 'planned') agents.planned += 1;
    else if (state === 'needs_input') agents.needs_input += 1;
    else if (state === 'turn_ended') agents.turn_ended += 1;
    else if (state === 'timed_out') agents.timed_out += 1;
    else if (state === 'cancelled') agents.cancelled += 1;
    else if (state === 'reported') agents.reported += 1;
    else if (state === 'verified') agents.verified += 1;
    else if (state === 'lost') agents.lost += 1;
    else if (state === 'exited_without_report') agents.exited_without_report += 1;
    else if (state === 'failed') agents.failed += 1;
    else agents.spawned += 1;
  }
  return { objectives, tasks, agents, insights: (context.key_insights ?? []).length };
}
