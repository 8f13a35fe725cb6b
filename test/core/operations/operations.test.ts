import * as assert from 'node:assert/strict';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, failAgentStart, startAgent } from '../../../src/core/operations/agentProcess';
import { completeTask } from '../../../src/core/operations/completeTask';
import { endSession } from '../../../src/core/operations/endSession';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { saveContext } from '../../../src/core/operations/saveContext';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { isAtlasError } from '../support/atlasError';
import { freshContext, NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';

const LATER = '2026-03-01T12:30:00.000Z';

describe('newOrchestration', () => {
  it('makes exactly the keys of the process document, and its first session', () => {
    const { result } = play(undefined, newOrchestration, { project: ' Payments ' }, NOON);
    const published = 'pending_decisions';
    assert.deepEqual(
      Object.keys(result).filter((key) => key !== 'atlas' && key !== published),
      Object.keys(sampleContext()),
    );
    assert.deepEqual(
      [
        result.project_name,
        result.created_date,
        result.last_session,
        result.metrics?.total_sessions,
      ],
      ['Payments', NOON, 'session_20260301_120000', 1],
    );
  });

  it('begins with nothing counted but that session', () => {
    const { result } = play(undefined, newOrchestration, { project: 'Payments' }, NOON);
    const { created_date, last_session, atlas, project_name, metrics, ...lists } = result;
    assert.deepEqual(
      [project_name, created_date, last_session],
      ['Payments', NOON, atlas?.session?.id],
    );
    assert.deepEqual(Object.values(lists), [[], [], [], [], [], []]);
    assert.deepEqual(Object.values(metrics ?? {}), [1, 0, 0, 0]);
    assert.deepEqual([atlas?.schema_version, atlas?.revision], [2, 0]);
  });

  it('refuses where there is one', () => {
    const refused = isAtlasError('alreadyExists', { project: 'project_alpha' });
    assert.throws(() => play(sampleContext(), newOrchestration, { project: 'x' }), refused);
  });
});

describe('addObjective', () => {
  it('adds an active objective at the end', () => {
    const { result, after } = play(sampleContext(), addObjective, { description: 'Pay faster' });
    assert.deepEqual(result, {
      id: 'OBJ_002',
      description: 'Pay faster',
      status: 'active',
      created: NOON,
    });
    assert.deepEqual(after.objectives?.at(-1), result);
  });

  it('needs an orchestration', () => {
    assert.throws(
      () => play(undefined, addObjective, { description: 'x' }),
      isAtlasError('noOrchestration'),
    );
  });
});

describe('addTask', () => {
  it('adds a pending task with its objective and what it waits for, by their full ids', () => {
    const { result } = play(sampleContext(), addTask, {
      description: 'Roll out',
      objective: '1',
      dependsOn: ['25', 'task_1'],
    });
    assert.deepEqual(result, {
      id: 'TASK_026',
      description: 'Roll out',
      status: 'pending',
      objective: 'OBJ_001',
      depends_on: ['TASK_025', 'TASK_001'],
      created: NOON,
    });
  });

  it('keeps the one task it waits for', () => {
    const { result } = play(sampleContext(), addTask, { description: 'x', dependsOn: ['25'] });
    assert.deepEqual(result['depends_on'], ['TASK_025']);
  });

  it('leaves out what it was not given', () => {
    const { result } = play(sampleContext(), addTask, { description: 'Alone' });
    assert.deepEqual(Object.keys(result), ['id', 'description', 'status', 'created']);
  });

  it('refuses an objective that is not there, by its full id', () => {
    const input = { description: 'x', objective: '7' };
    assert.throws(
      () => play(sampleContext(), addTask, input),
      isAtlasError('objectiveNotFound', { id: 'OBJ_007' }),
    );
  });

  it('refuses a dependency that is not there', () => {
    const input = { description: 'x', dependsOn: ['25', '7'] };
    assert.throws(
      () => play(sampleContext(), addTask, input),
      isAtlasError('taskNotFound', { id: 'TASK_007' }),
    );
  });
});

describe('completeTask', () => {
  it('moves the task to the completed ones, with what came of it', () => {
    const { result, after } = play(sampleContext(), completeTask, {
      task: 'task_25',
      outcome: 'Live',
    });
    assert.equal(result.outcome, 'Live');
    assert.deepEqual(after.active_tasks, []);
    assert.equal(after.metrics?.total_tasks_completed, 24);
  });

  it('refuses a completed task, and says what came of it', () => {
    const refused = isAtlasError('taskAlreadyCompleted', {
      id: 'TASK_001',
      outcome: 'Selected Auth0',
    });
    assert.throws(
      () => play(sampleContext(), completeTask, { task: '1', outcome: 'again' }),
      refused,
    );
  });

  it('refuses a task that is not there', () => {
    assert.throws(
      () => play(sampleContext(), completeTask, { task: '9', outcome: 'x' }),
      isAtlasError('taskNotFound'),
    );
  });
});

describe('recordInsight', () => {
  it('says which insight it is, counted from one', () => {
    const { result, after } = play(sampleContext(), recordInsight, { text: 'Tokens expire' });
    assert.deepEqual(result, { text: 'Tokens expire', number: 3 });
    assert.equal(after.key_insights?.[2], 'Tokens expire');
  });
});

describe('spawnAgent', () => {
  it('records everything the mission was given', () => {
    const { result } = play(sampleContext(), spawnAgent, {
      mission: 'Integrate',
      type: 'executor',
      task: '25',
      successCriteria: ['Login works'],
      timeboxMinutes: 45,
      profile: 'claude',
    });
    assert.deepEqual(result, {
      id: 'AGENT_0048',
      type: 'executor',
      mission: 'Integrate',
      spawned: NOON,
      status: 'spawned',
      task: 'TASK_025',
      success_criteria: ['Login works'],
      timebox_minutes: 45,
      profile: 'claude',
      session: 'session_20240115_143000',
    });
  });

  it('records nothing that the mission was not given', () => {
    const { result } = play(freshContext(), spawnAgent, { mission: 'Look' });
    assert.deepEqual(Object.keys(result), [
      'id',
      'type',
      'mission',
      'spawned',
      'status',
      'session',
    ]);
    assert.equal(result.type, 'developer');
  });

  it('plans the mission as a new document of the agent', () => {
    const { documents } = play(sampleContext(), spawnAgent, { mission: 'Integrate' });
    assert.deepEqual(
      documents.map(({ path, mode }) => [path, mode]),
      [['agents/AGENT_0048/mission.md', 'create']],
    );
  });

  it('makes a pending task active, and says since when', () => {
    const waiting = play(freshContext(), addTask, { description: 'Measure' }).after;
    const { after } = play(waiting, spawnAgent, { mission: 'Measure', task: '1' }, LATER);
    assert.deepEqual(
      after.active_tasks?.map((task) => [task.status, task.started]),
      [['active', LATER]],
    );
  });

  it('does not start a task a second time', () => {
    const { after } = play(sampleContext(), spawnAgent, { mission: 'Help', task: '25' });
    assert.deepEqual(after.active_tasks, sampleContext().active_tasks);
  });

  it('refuses a task that is completed', () => {
    const refused = isAtlasError('taskAlreadyCompleted', {
      id: 'TASK_001',
      outcome: 'Selected Auth0',
    });
    assert.throws(() => play(sampleContext(), spawnAgent, { mission: 'x', task: '1' }), refused);
  });
});

describe('the life of an agent', () => {
  const spawned = play(freshContext(), spawnAgent, { mission: 'Measure' }).after;
  const running = play(spawned, startAgent, { agent: '1' }, NOON).after;

  it('is started once only, and the refusal says since when it runs', () => {
    const refused = isAtlasError('agentAlreadyStarted', { id: 'AGENT_0001', started: NOON });
    assert.throws(() => play(running, startAgent, { agent: '1' }, LATER), refused);
  });

  it('ends with the code of its process', () => {
    const { result } = play(running, endAgent, { agent: '1', exitCode: 3 }, LATER);
    assert.deepEqual(
      [result.status, result.ended, result.exit_code],
      ['exited_without_report', LATER, 3],
    );
  });

  it('ends with the signal that ended its process', () => {
    const { result } = play(running, endAgent, { agent: '1', signal: 'SIGTERM' }, LATER);
    assert.deepEqual([result.exit_signal, 'exit_code' in result], ['SIGTERM', false]);
  });

  it('fails with the reason why it could not start', () => {
    const { result } = play(
      running,
      failAgentStart,
      { agent: '1', reason: 'claude was not found' },
      LATER,
    );
    assert.deepEqual([result.status, result.failure], ['failed', 'claude was not found']);
  });

  it('reports below what it reported before, and leaves its task alone', () => {
    const { result, documents } = play(
      running,
      reportAgent,
      { agent: '1', summary: 'Two seconds', files: ['a.csv'] },
      LATER,
    );
    const report = { status: 'success', summary: 'Two seconds', files: ['a.csv'], reported: LATER };
    assert.deepEqual(result.report, report);
    assert.deepEqual(
      documents.map(({ path, mode }) => [path, mode]),
      [['agents/AGENT_0001/report.md', 'add']],
    );
  });

  it('reports with what shows it, and without lists that are empty', () => {
    const { result } = play(running, reportAgent, { agent: '1', summary: 'x', evidence: ['log'] });
    assert.deepEqual(Object.keys(result.report ?? {}), [
      'status',
      'summary',
      'evidence',
      'reported',
    ]);
    assert.deepEqual(result.report?.evidence, ['log']);
  });

  it('cannot be told of an agent that is not there', () => {
    const refused = isAtlasError('agentNotFound', { id: 'AGENT_0002' });
    assert.throws(() => play(running, reportAgent, { agent: '2', summary: 'x' }), refused);
    assert.throws(() => play(running, startAgent, { agent: '2' }), refused);
    assert.throws(() => play(running, endAgent, { agent: '2' }), refused);
    assert.throws(() => play(running, failAgentStart, { agent: '2', reason: 'x' }), refused);
  });
});

describe('saveContext', () => {
  it('marks the moment', () => {
    const { after, result } = play(freshContext(), saveContext, {}, LATER);
    assert.equal(after.atlas?.saved, LATER);
    assert.deepEqual(result, { project: 'Payments', revision: 0, saved: LATER });
  });
});

describe('endSession', () => {
  it('ends the session that goes on, saved and cleanly', () => {
    const { result, after } = play(freshContext(), endSession, {}, LATER);
    assert.deepEqual([result?.ended, result?.clean, after.atlas?.saved], [LATER, true, LATER]);
  });

  it('does nothing when it has ended, or when there never was one', () => {
    const ended = play(freshContext(), endSession, {}).after;
    assert.deepEqual(play(ended, endSession, {}, LATER).events, []);
    assert.deepEqual(play(sampleContext(), endSession, {}, LATER).events, []);
  });
});
