import * as assert from 'node:assert/strict';
import type { Context } from '../../../src/core/model/context';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { recordChecks } from '../../../src/core/operations/recordChecks';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { criteriaOf } from '../../../src/core/queries/criteriaOf';
import { isAtlasError } from '../support/atlasError';
import { freshContext, NOON, play } from '../support/play';

const CRITERIA = ['run: npm test', 'file: a.md', 'review: Is it honest?', 'It feels fast'];
const [TESTS = '', FILE = '', REVIEW = '', FEELING = ''] = CRITERIA;
const LATER = '2026-03-01T12:30:00.000Z';
const EVENING = '2026-03-01T18:00:00.000Z';

const spawned = play(freshContext(), spawnAgent, {
  mission: 'Measure',
  successCriteria: CRITERIA,
}).after;
const reported = report(spawned, 'Two seconds');

function report(context: Context, summary: string, now = NOON): Context {
  return play(context, reportAgent, { agent: '1', summary }, now).after;
}

function check(context: Context, found: Readonly<Record<string, boolean>>, now = LATER): Context {
  const checks = Object.entries(found).map(([criterion, passed]) => ({ criterion, passed }));
  return play(context, recordChecks, { agent: '1', checks }, now).after;
}

/** What was found of each criterion, in the order of the mission. */
function findings(context: Context): (boolean | undefined)[] {
  const [agent] = context.spawned_agents ?? [];
  assert.ok(agent);
  return criteriaOf(agent).map(({ check: found }) => found?.passed);
}

describe('recordChecks', () => {
  it('records what was found, what showed it, when and by whom; the report stays as it is', () => {
    const checks = [{ criterion: TESTS, passed: false, detail: 'exit code 1' }];
    const { result } = play(reported, recordChecks, { agent: '1', checks }, LATER);
    assert.deepEqual(result.checks, [
      { criterion: TESTS, passed: false, detail: 'exit code 1', checked: LATER, by: 'atlas' },
    ]);
    assert.deepEqual([result.status, result.verification], ['reported', undefined]);
  });

  it('keeps the latest finding of each criterion', () => {
    const first = check(reported, { [TESTS]: false, [FILE]: true });
    const second = check(first, { [TESTS]: true, [FEELING]: false });
    assert.deepEqual(findings(second), [true, true, undefined, false]);
    assert.equal(second.spawned_agents?.[0]?.checks?.length, 3);
  });

  it('says nothing of the next report', () => {
    const checked = check(reported, { [TESTS]: true });
    assert.deepEqual(
      findings(report(checked, 'Again')),
      CRITERIA.map(() => undefined),
    );
  });

  it('refuses what was found of a report that is no longer the last one', () => {
    const again = report(reported, 'Again', LATER);
    const checks = [{ criterion: TESTS, passed: true }];
    assert.throws(
      () => play(again, recordChecks, { agent: '1', reported: NOON, checks }),
      isAtlasError('reportReplaced', { id: 'AGENT_0001' }),
    );
    const { after } = play(again, recordChecks, { agent: '1', reported: LATER, checks });
    assert.equal(findings(after)[0], true);
  });

  it('finds a criterion that somebody wrote with blanks around it', () => {
    const [agent] = reported.spawned_agents ?? [];
    assert.ok(agent);
    const blank = { ...reported, spawned_agents: [{ ...agent, success_criteria: [' x\n'] }] };
    const checks = [{ criterion: 'x', passed: true }];
    const { after } = play(blank, recordChecks, { agent: '1', checks });
    assert.deepEqual(findings(after), [true]);
  });

  it('refuses a criterion that is not there, and an agent that has not reported', () => {
    assert.throws(
      () => check(reported, { 'run: rm': true }),
      isAtlasError('inputInvalid', { detail: 'AGENT_0001 has no criterion "run: rm"' }),
    );
    assert.throws(() => check(spawned, { [TESTS]: true }), isAtlasError('agentNotReported'));
  });

  it('records nothing when nothing was checked', () => {
    assert.deepEqual(play(reported, recordChecks, { agent: '1', checks: [] }).events, []);
  });
});

describe('verifyReport with criteria', () => {
  const accept = (context: Context, more = {}): string | undefined =>
    play(context, verifyReport, { agent: '1', accepted: true, ...more }).result.status;

  it('accepts when programs and reviewers found all to hold; a person judges by accepting', () => {
    const all = check(reported, { [TESTS]: true, [FILE]: true, [REVIEW]: true });
    assert.equal(accept(all), 'verified');
  });

  it('does not accept what failed or was not checked, and names it', () => {
    const some = check(reported, { [TESTS]: false, [FILE]: true });
    assert.throws(
      () => accept(some),
      isAtlasError('criteriaOpen', {
        id: 'AGENT_0001',
        criteria: 'run: npm test (failed); review: Is it honest? (not checked)',
      }),
    );
  });

  it('does not accept over a person who found that a criterion does not hold', () => {
    const judged = check(reported, {
      [TESTS]: true,
      [FILE]: true,
      [REVIEW]: true,
      [FEELING]: false,
    });
    assert.throws(
      () => accept(judged),
      isAtlasError('criteriaOpen', { criteria: 'It feels fast (failed)' }),
    );
  });

  it('accepts all the same when somebody says why', () => {
    assert.equal(accept(reported, { despite: true, note: 'No network here' }), 'verified');
    assert.throws(
      () => accept(reported, { despite: true }),
      isAtlasError('inputInvalid', {
        detail: 'note: must say why the report is accepted all the same',
      }),
    );
  });

  it('rejects whatever was found', () => {
    const input = { agent: '1', accepted: false, note: 'No numbers' };
    assert.equal(play(reported, verifyReport, input).result.status, 'reported');
  });
});

describe('the report of a reviewer', () => {
  const withReviewer = play(reported, spawnAgent, {
    mission: 'Judge',
    type: 'reviewer',
    reviews: '1',
    reviewsCriterion: REVIEW,
  }).after;
  const judge = (context: Context, status: 'success' | 'partial' | 'failure'): Context =>
    play(context, reportAgent, { agent: '2', status, summary: 'No source is named' }, LATER).after;

  it('is the check of the criterion it was to judge, by its name', () => {
    const { spawned_agents: [agent] = [] } = judge(withReviewer, 'failure');
    assert.deepEqual(agent?.checks, [
      {
        criterion: REVIEW,
        passed: false,
        detail: 'No source is named',
        checked: LATER,
        by: 'AGENT_0002',
      },
    ]);
  });

  it('lets a criterion hold only when it is a success', () => {
    assert.equal(findings(judge(withReviewer, 'success'))[2], true);
    assert.equal(findings(judge(withReviewer, 'partial'))[2], false);
  });

  it('says nothing of a report that came after the reviewer was started', () => {
    const started = play(withReviewer, startAgent, { agent: '2' }, LATER).after;
    const again = report(started, 'Again', EVENING);
    assert.equal(findings(judge(again, 'success'))[2], undefined);
    const before = report(withReviewer, 'Again', LATER);
    const afterwards = play(before, startAgent, { agent: '2' }, EVENING).after;
    assert.equal(findings(judge(afterwards, 'success'))[2], true);
  });

  it('can only be on a criterion that is there', () => {
    assert.throws(
      () =>
        play(reported, spawnAgent, { mission: 'x', reviews: '1', reviewsCriterion: 'review: y' }),
      isAtlasError('inputInvalid', { operation: 'spawnAgent' }),
    );
  });

  it('is told what it judges, and that only success lets it hold', () => {
    const { documents } = play(reported, spawnAgent, {
      mission: 'Judge',
      reviews: '1',
      reviewsCriterion: REVIEW,
    });
    assert.match(
      documents[0]?.text ?? '',
      /\n## What is to be judged\n\n- The report of AGENT_0001 [^]*\n- The criterion: review: Is it honest\?\n- Report `success` only if it holds/,
    );
  });
});
