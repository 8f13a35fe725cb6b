import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  AGENT_SIGNALS,
  AGENT_STATES,
  isAtWork,
  agentState,
  nextAgentState,
  type AgentSignal,
  type AgentState,
} from '../../../src/core/model/agentStates';
import type { Context } from '../../../src/core/model/context';
import { endAgent, failAgentStart, startAgent } from '../../../src/core/operations/agentProcess';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { freshContext, play } from '../support/play';

/** What only a person does to an agent; everything else is what is heard of it. */
const BY_A_PERSON: ReadonlySet<AgentSignal> = new Set(['launched', 'reworked', 'cancelled']);
const HEARD = AGENT_SIGNALS.filter((signal) => !BY_A_PERSON.has(signal));
const signals = fc.array(fc.constantFrom(...HEARD), { maxLength: 8 });
const states = fc.constantFrom(...AGENT_STATES);

/** States of an agent that has reported. */
const SPOKEN: ReadonlySet<AgentState> = new Set(['reported', 'verified']);
/** States of an agent that is gone, or was given up, without a report. */
const OVER: ReadonlySet<AgentState> = new Set([
  'exited_without_report',
  'timed_out',
  'cancelled',
  'failed',
  'lost',
]);
/** Signals that decide whether a report is verified. */
const VERDICTS: ReadonlySet<AgentSignal> = new Set(['reported', 'accepted', 'rejected']);

describe('nextAgentState', () => {
  it('is reported from the first report on, verified or not, in whatever order the signals come', () => {
    fc.assert(
      fc.property(states, signals, signals, (state, before, after) => {
        // What was cancelled stays so; see below.
        fc.pre(state !== 'cancelled');
        const end = [...before, 'reported' as const, ...after].reduce(nextAgentState, state);
        const verdict = after.findLast((signal) => VERDICTS.has(signal));
        assert.equal(end, verdict === 'accepted' ? 'verified' : 'reported');
      }),
    );
  });

  it('never says reported or verified when nothing was reported', () => {
    fc.assert(
      fc.property(states, signals, (state, heard) => {
        fc.pre(!SPOKEN.has(state) && !heard.includes('reported'));
        assert.ok(!SPOKEN.has(heard.reduce(nextAgentState, state)));
      }),
    );
  });

  it('takes a new report after a verification as one to verify anew', () => {
    assert.equal(
      (['reported', 'accepted', 'reported'] as const).reduce(nextAgentState, 'running'),
      'reported',
    );
  });

  it('takes an acceptance back', () => {
    assert.equal(nextAgentState('verified', 'rejected'), 'reported');
  });

  it('is lost when its process went away unseen, until somebody hears of it again', () => {
    const lost = nextAgentState('running', 'vanished');
    assert.equal(lost, 'lost');
    assert.equal(nextAgentState(lost, 'reported'), 'reported');
    assert.equal(nextAgentState(lost, 'exited'), 'exited_without_report');
    assert.equal(nextAgentState('spawned', 'vanished'), 'spawned');
  });

  it('changes nothing when a signal comes twice', () => {
    fc.assert(
      fc.property(states, fc.constantFrom(...AGENT_SIGNALS), (state, signal) => {
        const once = nextAgentState(state, signal);
        assert.equal(nextAgentState(once, signal), once);
      }),
    );
  });

  it('takes neither the end of a turn nor that of a process for a report', () => {
    fc.assert(
      fc.property(signals, (heard) => {
        fc.pre(!heard.includes('reported'));
        const end = ['started' as const, ...heard].reduce(nextAgentState, 'spawned');
        assert.ok(isAtWork(end) || OVER.has(end), end);
      }),
    );
  });

  it('keeps what a person cancelled as it is, whatever is heard of it but a new start', () => {
    fc.assert(
      fc.property(signals, (heard) => {
        fc.pre(!heard.includes('started'));
        assert.equal(heard.reduce(nextAgentState, 'cancelled'), 'cancelled');
      }),
    );
  });

  it('does not cancel what has reported: a report is accepted or rejected', () => {
    assert.equal(nextAgentState('reported', 'cancelled'), 'reported');
    assert.equal(nextAgentState('verified', 'cancelled'), 'verified');
  });

  it('waits for a person and goes on, as often as its program says', () => {
    const states = (['needsInput', 'working', 'turnEnded', 'needsInput', 'working'] as const).map(
      (
        (state: AgentState) => (signal: AgentSignal) =>
          (state = nextAgentState(state, signal))
      )('running'),
    );
    assert.deepEqual(states, ['needs_input', 'running', 'turn_ended', 'needs_input', 'running']);
  });

  it('goes back to work on a rejected report only when it is started to mend it', () => {
    assert.equal(nextAgentState('reported', 'started'), 'reported');
    assert.equal(nextAgentState('reported', 'reworked'), 'running');
  });

  it('is timed out when its end is told after its timebox was over', () => {
    assert.equal(
      (['timedOut', 'exited'] as const).reduce(nextAgentState, 'turn_ended'),
      'timed_out',
    );
    assert.equal(nextAgentState('timed_out', 'reported'), 'reported');
  });

  it('calls an end without a report by its name', () => {
    assert.equal(
      (['started', 'exited'] as const).reduce(nextAgentState, 'spawned'),
      'exited_without_report',
    );
  });

  it('keeps a failure to start when the end is told as well', () => {
    assert.equal(
      (['couldNotStart', 'exited'] as const).reduce(nextAgentState, 'spawned'),
      'failed',
    );
  });
});

describe('agentState', () => {
  it('takes an agent of an older context as spawned', () => {
    assert.equal(agentState({}), 'spawned');
    assert.equal(agentState({ status: 'idle' }), 'spawned');
  });
});

describe('the operations on an agent', () => {
  const operations = {
    started: (context) => play(context, startAgent, { agent: '1' }).after,
    reported: (context) => play(context, reportAgent, { agent: '1', summary: 'Found it' }).after,
    exited: (context) => play(context, endAgent, { agent: '1', exitCode: 0 }).after,
    couldNotStart: (context) =>
      play(context, failAgentStart, { agent: '1', reason: 'no such file' }).after,
  } satisfies Partial<Record<AgentSignal, (context: Context) => Context>>;
  const names = Object.keys(operations) as (keyof typeof operations)[];

  it('follow the table, and keep the report when the process ends afterwards', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(names), (order) => {
        const spawned = play(freshContext(), spawnAgent, { mission: 'Look' }).after;
        const after = order.reduce((context, signal) => operations[signal](context), spawned);
        const agent = after.spawned_agents?.[0];
        assert.equal(agent && agentState(agent), order.reduce(nextAgentState, 'spawned'));
        assert.equal(agent?.report?.summary, order.includes('reported') ? 'Found it' : undefined);
        // A new start forgets the end before it.
        const ended = order.lastIndexOf('exited') > order.lastIndexOf('started');
        assert.equal(agent?.exit_code, ended ? 0 : undefined);
      }),
    );
  });
});
