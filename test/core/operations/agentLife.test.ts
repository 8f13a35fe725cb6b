import * as assert from 'node:assert/strict';
import type { Agent, Context } from '../../../src/core/model/context';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, startAgent } from '../../../src/core/operations/agentProcess';
import { askQuestion } from '../../../src/core/operations/askQuestion';
import { cancelAgent } from '../../../src/core/operations/cancelAgent';
import { decide } from '../../../src/core/operations/decide';
import { launchAgent } from '../../../src/core/operations/launchAgent';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { signalAgent } from '../../../src/core/operations/signalAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { noteTimebox, timeOutAgent } from '../../../src/core/operations/timeboxAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { isAtlasError } from '../support/atlasError';
import { freshContext, NOON, play } from '../support/play';

const LATER = '2026-03-01T12:30:00.000Z';
const waiting = play(freshContext(), addTask, { description: 'Measure' }).after;
const spawned = play(waiting, spawnAgent, { mission: 'Measure', task: '1' }).after;
const running = play(spawned, startAgent, { agent: '1' }).after;
const reported = play(running, reportAgent, { agent: '1', summary: 'Two seconds' }).after;
const ended = play(running, endAgent, { agent: '1', exitCode: 0 }).after;
const cancelled = play(running, cancelAgent, { agent: '1', reason: 'Too dear' }).after;

function first(context: Context): Agent {
  const [agent] = context.spawned_agents ?? [];
  assert.ok(agent);
  return agent;
}

describe('signalAgent', () => {
  const ask = { agent: '1', signal: 'needsInput', about: 'May it run rm?' } as const;

  it('says what the agent waits for, and since when, until it goes on', () => {
    const { result, after } = play(running, signalAgent, ask, LATER);
    assert.deepEqual(
      [result.status, result.waits_for],
      ['needs_input', { since: LATER, about: 'May it run rm?' }],
    );
    const { result: on } = play(after, signalAgent, { agent: '1', signal: 'working' });
    assert.deepEqual([on.status, on.waits_for], ['running', undefined]);
  });

  it('records nothing that changes nothing, and something else to wait for', () => {
    const asked = play(running, signalAgent, ask).after;
    assert.deepEqual(play(asked, signalAgent, ask).events, []);
    assert.deepEqual(play(asked, signalAgent, { agent: '1', signal: 'needsInput' }).events, []);
    const { result } = play(asked, signalAgent, { ...ask, about: 'May it run ls?' }, LATER);
    assert.deepEqual(result.waits_for, { since: LATER, about: 'May it run ls?' });
  });

  it('says nothing of an agent that has reported, ended or was cancelled', () => {
    for (const context of [spawned, reported, ended, cancelled]) {
      assert.deepEqual(play(context, signalAgent, ask).events, []);
    }
  });

  it('keeps the conversation of its program, told with a signal or alone, once', () => {
    const told = play(running, signalAgent, { agent: '1', cliSession: 'abc' });
    assert.equal(told.result.cli_session, 'abc');
    assert.deepEqual(play(told.after, signalAgent, { agent: '1', cliSession: 'abc' }).events, []);
    const both = play(running, signalAgent, { agent: '1', signal: 'turnEnded', cliSession: 'abc' });
    assert.deepEqual([both.result.status, both.result.cli_session], ['turn_ended', 'abc']);
  });
});

describe('the timebox of an agent', () => {
  it('is noted once for each stage', () => {
    const warned = play(running, noteTimebox, { agent: '1', stage: 'warned' }, NOON).after;
    const over = play(warned, noteTimebox, { agent: '1', stage: 'over' }, LATER).after;
    assert.deepEqual(
      [first(over).timebox_warned, first(over).timebox_over, first(over).status],
      [NOON, LATER, 'running'],
    );
    assert.deepEqual(play(over, noteTimebox, { agent: '1', stage: 'over' }).events, []);
  });

  it('is nothing to one that has reported or ended', () => {
    for (const context of [spawned, reported, ended, cancelled]) {
      assert.deepEqual(play(context, noteTimebox, { agent: '1', stage: 'over' }).events, []);
      assert.deepEqual(play(context, timeOutAgent, { agent: '1', left: 'x' }).events, []);
    }
  });

  it('ends it, with what it left; the end of its process then says no more', () => {
    const out = play(running, timeOutAgent, { agent: '1', left: 'Half a table' }).after;
    const after = play(out, endAgent, { agent: '1', signal: 'SIGTERM' }).after;
    assert.deepEqual([first(after).status, first(after).failure], ['timed_out', 'Half a table']);
  });

  it('begins anew with the next run', () => {
    const over = play(running, noteTimebox, { agent: '1', stage: 'over' }).after;
    const out = play(over, timeOutAgent, { agent: '1', left: 'x' }).after;
    const { result } = play(out, startAgent, { agent: '1', run: 2 }, LATER);
    assert.deepEqual(
      [result.status, result.timebox_over, result.failure, result.runs],
      ['running', undefined, undefined, 2],
    );
  });
});

describe('cancelAgent', () => {
  it('gives an agent up, whatever it did, and says why', () => {
    const planned = play(waiting, spawnAgent, { mission: 'x', planned: true }).after;
    for (const context of [planned, spawned, running, ended]) {
      const { result } = play(context, cancelAgent, { agent: '1', reason: 'Too dear' });
      assert.deepEqual([result.status, result.failure], ['cancelled', 'Too dear']);
    }
  });

  it('is once enough', () => {
    assert.deepEqual(play(cancelled, cancelAgent, { agent: '1' }).events, []);
  });

  it('is not for a report, which is accepted or rejected', () => {
    const accepted = play(reported, verifyReport, { agent: '1', accepted: true }).after;
    for (const context of [reported, accepted]) {
      assert.throws(
        () => play(context, cancelAgent, { agent: '1' }),
        isAtlasError('agentReported', { id: 'AGENT_0001' }),
      );
    }
  });
});

describe('launchAgent', () => {
  const planned = play(waiting, spawnAgent, { mission: 'x', task: '1', planned: true }).after;

  it('takes a planned mission up, and its task with it', () => {
    assert.deepEqual(
      [first(planned).status, planned.active_tasks?.[0]?.status],
      ['planned', 'pending'],
    );
    const { result, after } = play(planned, launchAgent, { agent: '1', profile: 'codex' }, LATER);
    assert.deepEqual([result.status, result.profile], ['spawned', 'codex']);
    const [task] = after.active_tasks ?? [];
    assert.deepEqual([task?.status, task?.started], ['active', LATER]);
  });

  it('leaves one that is spawned as it is, except for another profile', () => {
    assert.deepEqual(play(spawned, launchAgent, { agent: '1' }).events, []);
    const { result } = play(spawned, launchAgent, { agent: '1', profile: 'codex' });
    assert.deepEqual([result.status, result.profile], ['spawned', 'codex']);
  });

  it('is refused once it was started, has reported, or was cancelled', () => {
    for (const context of [running, ended, reported]) {
      assert.throws(
        () => play(context, launchAgent, { agent: '1' }),
        isAtlasError('agentAlreadyStarted', { id: 'AGENT_0001', started: NOON }),
      );
    }
    assert.throws(
      () => play(cancelled, launchAgent, { agent: '1' }),
      isAtlasError('agentCancelled', { reason: 'Too dear' }),
    );
  });

  it('does not mind a task that is no longer there', () => {
    const gone = { ...planned, active_tasks: [] };
    assert.equal(play(gone, launchAgent, { agent: '1' }).result.status, 'spawned');
  });
});

describe('startAgent with the number of the run', () => {
  it('starts each run once, whoever comes first', () => {
    const again = play(ended, startAgent, { agent: '1', run: 2, purpose: 'goOn' }, LATER).after;
    assert.deepEqual(
      [first(again).status, first(again).runs, first(again).ended, first(again).exit_code],
      ['running', 2, undefined, undefined],
    );
    const over = play(again, endAgent, { agent: '1', exitCode: 0 }).after;
    for (const run of [1, 2]) {
      assert.throws(
        () => play(over, startAgent, { agent: '1', run }),
        isAtlasError('agentAlreadyStarted', { started: LATER }),
      );
    }
  });

  it('starts no second process beside the first', () => {
    assert.throws(
      () => play(running, startAgent, { agent: '1', run: 2 }),
      isAtlasError('agentAlreadyStarted', { started: NOON }),
    );
  });

  it('counts an agent that was started before runs were counted', () => {
    const { runs: _runs, ...older } = first(ended);
    const context = { ...ended, spawned_agents: [older] };
    assert.throws(
      () => play(context, startAgent, { agent: '1', run: 1 }),
      isAtlasError('agentAlreadyStarted'),
    );
    assert.equal(play(context, startAgent, { agent: '1', run: 2 }).result.runs, 2);
  });

  it('is rework when the report was rejected, and only then takes it back to work', () => {
    const goOn = { agent: '1', run: 2, purpose: 'goOn' } as const;
    assert.equal(play(reported, startAgent, goOn).result.status, 'reported');
    const verdict = { agent: '1', accepted: false, note: 'No numbers' };
    const rejected = play(reported, verifyReport, verdict, LATER).after;
    const { events, result } = play(rejected, startAgent, goOn);
    assert.deepEqual(events, [{ type: 'agentStarted', id: 'AGENT_0001', purpose: 'rework' }]);
    assert.equal(result.status, 'running');
  });

  it('is rework too for one that had reported without ever being started', () => {
    const byHand = play(spawned, reportAgent, { agent: '1', summary: 'x' }).after;
    const verdict = { agent: '1', accepted: false, note: 'No numbers' };
    const rejected = play(byHand, verifyReport, verdict, LATER).after;
    const { result } = play(rejected, startAgent, { agent: '1', purpose: 'goOn' });
    assert.deepEqual([result.status, result.runs], ['running', 1]);
  });

  it('takes up what was cancelled only on purpose', () => {
    const unstarted = play(spawned, cancelAgent, { agent: '1', reason: 'Too dear' }).after;
    assert.throws(
      () => play(unstarted, startAgent, { agent: '1' }),
      isAtlasError('agentCancelled', { reason: 'Too dear' }),
    );
    const input = { agent: '1', purpose: 'goOn' } as const;
    const { result } = play(unstarted, startAgent, input);
    assert.deepEqual([result.status, result.failure], ['running', undefined]);
    assert.equal(play(cancelled, startAgent, { ...input, run: 2 }).result.status, 'running');
  });

  it('keeps the conversation that is known beforehand', () => {
    const { result } = play(spawned, startAgent, { agent: '1', cliSession: 'abc' });
    assert.equal(result.cli_session, 'abc');
    assert.equal(play(ended, startAgent, { agent: '1', run: 2 }).result.cli_session, undefined);
  });
});

describe('a question of an agent', () => {
  const because = { choice: 'yes', rationale: 'x' };
  const asking = play(running, askQuestion, {
    agent: '1',
    question: 'Auth0?',
    options: ['yes', 'no'],
  });

  it('is a decision about its task, which it waits for', () => {
    assert.deepEqual(asking.result, {
      id: 'DEC_001',
      question: 'Auth0?',
      options: ['yes', 'no'],
      task: 'TASK_001',
      agent: 'AGENT_0001',
      raised: NOON,
    });
    const { status, waits_for: waitsFor } = first(asking.after);
    assert.deepEqual([status, waitsFor], ['needs_input', { since: NOON, about: 'Auth0?' }]);
  });

  it('lets it go on when it is decided', () => {
    const { after } = play(asking.after, decide, { decision: '1', ...because });
    assert.deepEqual([first(after).status, first(after).waits_for], ['running', undefined]);
  });

  it('keeps it waiting while another one of its questions is open, whichever is decided first', () => {
    const two = play(asking.after, askQuestion, { agent: '1', question: 'Okta?' }).after;
    assert.equal(first(two).waits_for?.about, 'Okta?');
    for (const [one, other, about] of [
      ['1', '2', 'Okta?'],
      ['2', '1', 'Auth0?'],
    ] as const) {
      const half = play(two, decide, { decision: one, ...because }).after;
      assert.deepEqual([first(half).status, first(half).waits_for?.about], ['needs_input', about]);
      const all = play(half, decide, { decision: other, ...because }).after;
      assert.equal(first(all).status, 'running');
    }
  });

  it('keeps it waiting for a permission that it asked for since', () => {
    const permission = { agent: '1', signal: 'needsInput', about: 'May it run rm?' } as const;
    const both = play(asking.after, signalAgent, permission).after;
    const after = play(both, decide, { decision: '1', ...because }).after;
    assert.equal(first(after).waits_for?.about, 'May it run rm?');
  });

  it('changes nothing of an agent that is not at work', () => {
    for (const context of [spawned, ended, reported]) {
      const { after } = play(context, askQuestion, { agent: '1', question: 'Auth0?' });
      assert.deepEqual(first(after), first(context));
      const decided = play(after, decide, { decision: '1', ...because });
      assert.deepEqual(first(decided.after), first(context));
    }
  });

  it('is forgotten with its agent: one that reported meanwhile is not set to work again', () => {
    const done = play(asking.after, reportAgent, { agent: '1', summary: 'Without it' }).after;
    const after = play(done, decide, { decision: '1', ...because }).after;
    assert.equal(first(after).status, 'reported');
  });
});
