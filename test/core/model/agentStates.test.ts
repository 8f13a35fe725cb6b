import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  AGENT_STATES,
  agentState,
  nextAgentState,
  type AgentSignal,
} from '../../../src/core/model/agentStates';
import { endAgent, failAgentStart, startAgent } from '../../../src/core/operations/agentProcess';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { freshContext, play } from '../support/play';

const SIGNALS: readonly AgentSignal[] = ['started', 'reported', 'exited', 'couldNotStart'];
const signals = fc.array(fc.constantFrom(...SIGNALS), { maxLength: 8 });
const states = fc.constantFrom(...AGENT_STATES);

describe('nextAgentState', () => {
  it('is reported from the first report on, in whatever order the signals come', () => {
    fc.assert(
      fc.property(states, signals, signals, (state, before, after) => {
        const end = [...before, 'reported' as const, ...after].reduce(nextAgentState, state);
        assert.equal(end, 'reported');
      }),
    );
  });

  it('never says reported when nothing was reported', () => {
    fc.assert(
      fc.property(states, signals, (state, heard) => {
        fc.pre(state !== 'reported' && !heard.includes('reported'));
        assert.notEqual(heard.reduce(nextAgentState, state), 'reported');
      }),
    );
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
  } satisfies Record<AgentSignal, (context: ReturnType<typeof freshContext>) => unknown>;

  it('follow the table, and keep the report when the process ends afterwards', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...SIGNALS]), (order) => {
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
