import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  AGENT_STATES,
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

const SIGNALS: readonly AgentSignal[] = [
  'started',
  'reported',
  'accepted',
  'rejected',
  'exited',
  'couldNotStart',
  'vanished',
];
const signals = fc.array(fc.constantFrom(...SIGNALS), { maxLength: 8 });
const states = fc.constantFrom(...AGENT_STATES);

/** States of an agent that has reported. */
const SPOKEN: ReadonlySet<AgentState> = new Set(['reported', 'verified']);
/** Signals that decide whether a report is verified. */
const VERDICTS: ReadonlySet<AgentSignal> = new Set(['reported', 'accepted', 'rejected']);

describe('nextAgentState', () => {
  it('is reported from the first report on, verified or not, in whatever order the signals come', () => {
    fc.assert(
      fc.property(states, signals, signals, (state, before, after) => {
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
      fc.property(states, fc.constantFrom(...SIGNALS), (state, signal) => {
        const once = nextAgentState(state, signal);
        assert.equal(nextAgentState(once, signal), once);
      }),
    );
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
        assert.equal(agent?.exit_code, order.includes('exited') ? 0 : undefined);
      }),
    );
  });
});
