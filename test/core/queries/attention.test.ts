import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Agent, Context } from '../../../src/core/model/context';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, failAgentStart, startAgent } from '../../../src/core/operations/agentProcess';
import { askQuestion } from '../../../src/core/operations/askQuestion';
import { completeTask } from '../../../src/core/operations/completeTask';
import { noteLostAgents } from '../../../src/core/operations/noteLostAgents';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { recordChecks } from '../../../src/core/operations/recordChecks';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { signalAgent } from '../../../src/core/operations/signalAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { noteTimebox, timeOutAgent } from '../../../src/core/operations/timeboxAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { attention, ATTENTION_KINDS } from '../../../src/core/queries/attention';
import { contexts } from '../support/contexts';
import { freshContext, NOON, play } from '../support/play';

/** Minutes after noon. */
const at = (minutes: number): string => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();

const task = play(freshContext(), addTask, { description: 'Measure' }).after;

/** An agent at work since noon, with half an hour of time. */
const running = play(
  play(task, spawnAgent, {
    mission: 'Measure it',
    task: '1',
    timeboxMinutes: 30,
    successCriteria: ['run: npm test'],
  }).after,
  startAgent,
  { agent: '1' },
).after;
const agent = '1';

/** What waits, each as its kind, id, since when, and what about. */
function told(context: Context, now: string = at(5)): string[][] {
  return attention(context, now).map(({ kind, id, since, about }) => [kind, id, since, about]);
}

describe('attention', () => {
  it('is nothing while an agent is at work, and when its report is accepted', () => {
    assert.deepEqual(told(running), []);
    const reported = play(running, reportAgent, { agent, summary: 'Two seconds' }).after;
    const judged = { agent, checks: [{ criterion: 'run: npm test', passed: true }] };
    const checked = play(reported, recordChecks, judged).after;
    assert.deepEqual(told(play(checked, verifyReport, { agent, accepted: true }).after), []);
  });

  it('says what an agent waits for, and since when', () => {
    const asks = { agent, signal: 'needsInput', about: 'May I write?' } as const;
    const waiting = play(running, signalAgent, asks, at(3)).after;
    assert.deepEqual(told(waiting), [['needsInput', 'AGENT_0001', at(3), 'May I write?']]);
    const on = play(waiting, signalAgent, { agent, signal: 'working' }, at(4)).after;
    assert.deepEqual(told(on), []);
  });

  it('tells a question and the agent that waits for it as one', () => {
    const asked = play(running, askQuestion, { agent, question: 'Which one?' }, at(3)).after;
    assert.deepEqual(told(asked), [['needsInput', 'AGENT_0001', at(3), 'Which one?']]);
    assert.equal(attention(asked, at(5))[0]?.decision?.id, 'DEC_001');
  });

  it('says nothing of a pause until it has lasted a minute', () => {
    const paused = play(running, signalAgent, { agent, signal: 'turnEnded' }, at(3)).after;
    assert.deepEqual(told(paused, at(3.9)), []);
    assert.deepEqual(told(paused, at(4)), [['turnEnded', 'AGENT_0001', at(3), 'Measure it']]);
    const on = play(paused, signalAgent, { agent, signal: 'working' }, at(4)).after;
    assert.equal(on.spawned_agents?.[0]?.turn_ended, undefined);
  });

  it('notices that a timebox is over, also where nobody recorded it, and as one event', () => {
    const over = [['overTimebox', 'AGENT_0001', at(30), 'Measure it']];
    assert.deepEqual(told(running, at(29)), []);
    assert.deepEqual(told(running, at(30)), over);
    const noted = play(running, noteTimebox, { agent, stage: 'over' }, at(31)).after;
    assert.deepEqual(told(noted, at(32)), over);
    const ended = play(noted, timeOutAgent, { agent, left: 'Half of it' }, at(35)).after;
    const timedOut = [['timedOut', 'AGENT_0001', at(31), 'Half of it']];
    assert.deepEqual(told(ended, at(36)), timedOut);
    assert.deepEqual(
      told(play(ended, endAgent, { agent, signal: 'SIGTERM' }, at(36)).after),
      timedOut,
    );
  });

  it('names each end without a report', () => {
    const left = play(running, endAgent, { agent, exitCode: 0 }, at(2)).after;
    assert.deepEqual(told(left), [['exitedWithoutReport', 'AGENT_0001', at(2), 'Measure it']]);
    const lost = play(running, noteLostAgents, { agents: ['AGENT_0001'] }, at(2)).after;
    assert.deepEqual(told(lost), [['lost', 'AGENT_0001', at(2), 'Measure it']]);
    const failed = play(running, failAgentStart, { agent, reason: 'x was not found' }, at(2)).after;
    assert.deepEqual(told(failed), [['couldNotStart', 'AGENT_0001', at(2), 'x was not found']]);
  });

  it('tells reports that need a person soon from those that are only to be verified', () => {
    const kinds = (['success', 'partial', 'failure', 'escalated'] as const).map((status) => {
      const after = play(running, reportAgent, { agent, status, summary: 'So' }, at(2)).after;
      return told(after)[0]?.[0];
    });
    assert.deepEqual(kinds, ['toVerify', 'toVerify', 'failureReported', 'escalated']);
  });

  it('remembers a rejected report until it was sent back or another agent was sent', () => {
    const reported = play(running, reportAgent, { agent, summary: 'So' }, at(2)).after;
    const no = { agent, accepted: false, note: 'Too slow' };
    const rejected = play(reported, verifyReport, no, at(3)).after;
    assert.deepEqual(told(rejected), [['rejected', 'AGENT_0001', at(3), 'Too slow']]);
    const other = { mission: 'Again', task: '1', follows: agent };
    assert.deepEqual(told(play(rejected, spawnAgent, other, at(4)).after), []);
  });

  it('is silent about a review: it is looked at in the report that it judges', () => {
    const reported = play(running, reportAgent, { agent, summary: 'So' }, at(2)).after;
    const reviewer = play(reported, spawnAgent, {
      mission: 'Judge it',
      reviews: agent,
      reviewsCriterion: 'run: npm test',
    }).after;
    const done = play(reviewer, reportAgent, { agent: '2', summary: 'It holds' }).after;
    assert.deepEqual(
      told(done).map(([kind, id]) => [kind, id]),
      [['toVerify', 'AGENT_0001']],
    );
  });

  it('leaves out what is settled, even an agent that still runs past its time', () => {
    const left = play(running, endAgent, { agent, exitCode: 0 }, at(2)).after;
    const done = { task: '1', outcome: 'Done by hand' };
    assert.deepEqual(told(play(left, completeTask, done).after), []);
    assert.deepEqual(told(play(running, completeTask, done).after, at(45)), []);
  });

  it('has decisions last, but not those of other tools, which have no id', () => {
    const raised = play(running, raiseDecision, { question: 'Which?' }, at(1)).after;
    const context = { ...raised, pending_decisions: ['x', ...(raised.pending_decisions ?? [])] };
    assert.deepEqual(told(context), [['decision', 'DEC_001', at(1), 'Which?']]);
  });

  it('puts the most urgent first, and of each kind what has waited longest', () => {
    const agents = [
      ['reported', at(1)],
      ['exited_without_report', at(2)],
      ['lost', at(3)],
      ['failed', at(1)],
      ['exited_without_report', at(1)],
      ['needs_input', at(4)],
    ].map(([status, ended = ''], index): Agent => ({
      id: `AGENT_000${index}`,
      type: 'developer',
      mission: 'Work',
      ended,
      ...(status === undefined ? {} : { status }),
    }));
    const found = attention({ ...freshContext(), spawned_agents: agents }, at(5));
    assert.deepEqual(
      found.map(({ kind, id }) => `${kind} ${id.slice(-1)}`),
      [
        'needsInput 5',
        'couldNotStart 3',
        'lost 2',
        'exitedWithoutReport 4',
        'exitedWithoutReport 1',
        'toVerify 0',
      ],
    );
  });

  it('gives every event a key of its own, in contexts of all kinds', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        const found = attention(context, at(0));
        assert.equal(new Set(found.map(({ key }) => key)).size, found.length);
        const order = found.map(({ kind }) => ATTENTION_KINDS.indexOf(kind));
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
