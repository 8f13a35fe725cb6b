import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { closeObjective } from '../../../src/core/operations/closeObjective';
import { decide } from '../../../src/core/operations/decide';
import { judgeDecision } from '../../../src/core/operations/judgeDecision';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { status } from '../../../src/core/queries/status';
import { isAtlasError } from '../support/atlasError';
import { freshContext, NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';

const LATER = '2026-03-01T12:30:00.000Z';
const OPTIONS = ['Auth0', 'Keycloak', '2026'];
const raised = play(sampleContext(), raiseDecision, {
  question: 'Which provider?',
  options: OPTIONS,
}).after;

describe('raiseDecision', () => {
  it('records the question with everything it was given', () => {
    const { result, after } = play(sampleContext(), raiseDecision, {
      question: 'Which provider?',
      options: ['Auth0', 'Keycloak'],
      evidence: ['AGENT_0001'],
      task: '25',
      objective: 'obj_1',
    });
    assert.deepEqual(result, {
      id: 'DEC_016',
      question: 'Which provider?',
      options: ['Auth0', 'Keycloak'],
      evidence: ['AGENT_0001'],
      task: 'TASK_025',
      objective: 'OBJ_001',
      raised: NOON,
    });
    assert.deepEqual(status(after).decisions, { pending: 1, made: 15 });
  });

  it('records nothing that it was not given', () => {
    const { result } = play(freshContext(), raiseDecision, { question: 'Which?' });
    assert.deepEqual(result, { id: 'DEC_001', question: 'Which?', raised: NOON });
  });

  it('keeps what other tools wrote among the pending decisions', () => {
    const context = { ...sampleContext(), pending_decisions: ['Which colour?', { odd: true }] };
    const { after } = play(context, raiseDecision, { question: 'Which provider?' });
    assert.deepEqual(after.pending_decisions?.slice(0, 2), context.pending_decisions);
  });

  it('refuses a task or an objective that is not there', () => {
    const question = 'Which?';
    assert.throws(
      () => play(freshContext(), raiseDecision, { question, task: '9' }),
      isAtlasError('taskNotFound'),
    );
    assert.throws(
      () => play(freshContext(), raiseDecision, { question, objective: '9' }),
      isAtlasError('objectiveNotFound'),
    );
  });
});

describe('decide', () => {
  const rationale = 'Best for us';
  const choice = (words: string): string | undefined =>
    play(raised, decide, { decision: '16', choice: words, rationale }).result.choice;

  it('makes the decision, with why and when', () => {
    const { result, after } = play(
      raised,
      decide,
      { decision: 'dec_16', choice: 'Auth0', rationale },
      LATER,
    );
    assert.deepEqual(
      [result.choice, result.rationale, result.made],
      ['Auth0', 'Best for us', LATER],
    );
    assert.deepEqual(status(after).decisions, { pending: 0, made: 16 });
  });

  it('takes a number as the option in that place', () => {
    assert.deepEqual(['1', '2', '3'].map(choice), OPTIONS);
  });

  it('takes an option that is a number by its words first', () => {
    assert.equal(choice('2026'), '2026');
  });

  it('takes something else than the options, and any number where there are none', () => {
    assert.equal(choice('None of them'), 'None of them');
    const open = play(sampleContext(), raiseDecision, { question: 'How many?' }).after;
    const { result } = play(open, decide, { decision: '16', choice: '7', rationale });
    assert.equal(result.choice, '7');
  });

  it('refuses a number that no option has', () => {
    for (const words of ['0', '4', '99999999999999999999']) {
      assert.throws(() => choice(words), isAtlasError('inputInvalid', { operation: 'decide' }));
    }
  });

  it('refuses what is decided, and says how', () => {
    const input = { decision: '16', choice: 'Auth0', rationale };
    const { after } = play(raised, decide, input);
    const refused = isAtlasError('decisionAlreadyMade', { id: 'DEC_016', choice: 'Auth0' });
    assert.throws(() => play(after, decide, input), refused);
  });

  it('refuses what is not there, and a choice without a rationale', () => {
    assert.throws(
      () => play(raised, decide, { decision: '9', choice: 'x', rationale }),
      isAtlasError('decisionNotFound', { id: 'DEC_009' }),
    );
    assert.throws(
      () => play(raised, decide, { decision: '16', choice: 'x', rationale: '' }),
      isAtlasError('inputInvalid'),
    );
  });

  it('chooses one of the options, or the words themselves', () => {
    const words = fc.string({ minLength: 1 }).map((made) => `${made}.`);
    fc.assert(
      fc.property(fc.array(words, { maxLength: 4 }), words, (options, chosen) => {
        const { after } = play(freshContext(), raiseDecision, { question: 'Which?', options });
        const made = (choice: string): string | undefined =>
          play(after, decide, { decision: '1', choice, rationale }).result.choice;
        assert.equal(made(chosen), chosen.trim());
        options.forEach((option, at) => {
          assert.equal(made(String(at + 1)), option.trim());
        });
      }),
    );
  });
});

describe('judgeDecision', () => {
  const input = { decision: '16', choice: 'Auth0', rationale: 'Best for us' };
  const made = play(raised, decide, input).after;

  it('says how the decision turned out, and what showed it', () => {
    const { result, after } = play(
      made,
      judgeDecision,
      { decision: 'dec_16', good: true, note: 'No outage in a year' },
      LATER,
    );
    assert.deepEqual(result.outcome, { good: true, judged: LATER, note: 'No outage in a year' });
    assert.deepEqual(after.atlas?.decisions_made?.at(-1), result);
    assert.equal(result.choice, 'Auth0');
  });

  it('takes the place of an earlier judgement', () => {
    const first = play(made, judgeDecision, { decision: '16', good: true, note: 'So far' }).after;
    const { result } = play(first, judgeDecision, { decision: '16', good: false }, LATER);
    assert.deepEqual(result.outcome, { good: false, judged: LATER });
  });

  it('refuses what is not decided yet, and what is not there', () => {
    assert.throws(
      () => play(raised, judgeDecision, { decision: '16', good: true }),
      isAtlasError('decisionNotMade', { id: 'DEC_016' }),
    );
    assert.throws(
      () => play(raised, judgeDecision, { decision: '99', good: true }),
      isAtlasError('decisionNotFound', { id: 'DEC_099' }),
    );
  });
});

describe('closeObjective', () => {
  it('says what became of it, when, and why; its tasks stay', () => {
    for (const state of ['achieved', 'dropped'] as const) {
      const input = { objective: '1', status: state, reason: 'All moved' };
      const { result, after } = play(sampleContext(), closeObjective, input, LATER);
      assert.deepEqual(
        [result.status, result['closed'], result['reason']],
        [state, LATER, 'All moved'],
      );
      assert.deepEqual(after.active_tasks, sampleContext().active_tasks);
      assert.equal(status(after).objectives[state], 1);
    }
  });

  it('takes it up again, without a trace of its end', () => {
    const closed = play(sampleContext(), closeObjective, {
      objective: '1',
      status: 'achieved',
    }).after;
    const { result } = play(closed, closeObjective, { objective: '1', status: 'active' });
    assert.equal(result.status, 'active');
    assert.ok(!('closed' in result));
  });

  it('refuses what is so already, and what is not there', () => {
    const refused = isAtlasError('objectiveUnchanged', { id: 'OBJ_001', status: 'active' });
    const input = { objective: '1', status: 'active' as const };
    assert.throws(() => play(sampleContext(), closeObjective, input), refused);
    assert.throws(
      () => play(sampleContext(), closeObjective, { ...input, objective: '9' }),
      isAtlasError('objectiveNotFound'),
    );
  });

  it('does not keep tasks from being added', () => {
    const one = play(freshContext(), addObjective, { description: 'x' }).after;
    const dropped = play(one, closeObjective, { objective: '1', status: 'dropped' }).after;
    const { result } = play(dropped, addTask, { description: 'Tidy up', objective: '1' });
    assert.equal(result.objective, 'OBJ_001');
  });
});
