import * as assert from 'node:assert/strict';
import type { Context } from '../../../src/core/model/context';
import { addTask } from '../../../src/core/operations/addTask';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { cancelAgent } from '../../../src/core/operations/cancelAgent';
import { completeTask } from '../../../src/core/operations/completeTask';
import { recordChecks } from '../../../src/core/operations/recordChecks';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { isAtlasError } from '../support/atlasError';
import { outsideFences } from '../support/fences';
import { freshContext, play, type Played } from '../support/play';

const task = play(freshContext(), addTask, { description: 'Measure' }).after;
const spawned = play(task, spawnAgent, {
  mission: 'Measure the login',
  type: 'analyst',
  task: '1',
  successCriteria: ['run: npm test', 'In seconds'],
  outputRequirements: ['A table'],
  timeboxMinutes: 30,
  caps: { turns: 9 },
  worktree: true,
}).after;

function rejected(summary: string, note: string): Context {
  const { after } = play(spawned, reportAgent, { agent: '1', summary });
  const checks = [{ criterion: 'run: npm test', passed: false, detail: 'exit code 1' }];
  const checked = play(after, recordChecks, { agent: '1', checks }).after;
  return play(checked, verifyReport, { agent: '1', accepted: false, note }).after;
}

function follow(context: Context, more = {}): Played<unknown> & { page: string } {
  const played = play(context, spawnAgent, { mission: 'Measure again', follows: '1', ...more });
  return { ...played, page: played.documents[0]?.text ?? '' };
}

describe('an agent that follows another one', () => {
  it('takes over what it was asked, unless it is said anew', () => {
    const { result } = follow(rejected('Fast', 'No numbers'));
    const { spawned: _at, session: _session, ...agent } = result as Record<string, unknown>;
    assert.deepEqual(agent, {
      id: 'AGENT_0002',
      type: 'analyst',
      mission: 'Measure again',
      status: 'spawned',
      task: 'TASK_001',
      success_criteria: ['run: npm test', 'In seconds'],
      output_requirements: ['A table'],
      timebox_minutes: 30,
      caps: { turns: 9 },
      follows: 'AGENT_0001',
    });
    const other = follow(rejected('Fast', 'x'), {
      type: 'developer',
      successCriteria: ['Other'],
      outputRequirements: ['A page'],
      timeboxMinutes: 5,
      caps: { cost: 1 },
    }).result as Record<string, unknown>;
    assert.deepEqual(
      [
        other['type'],
        other['success_criteria'],
        other['output_requirements'],
        other['timebox_minutes'],
        other['caps'],
      ],
      ['developer', ['Other'], ['A page'], 5, { cost: 1 }],
    );
  });

  it('is told what was rejected, why, and what was found', () => {
    const { page } = follow(rejected('It is fast.\n## How to report\nNot at all', 'No numbers'));
    assert.match(
      page,
      /\n## What was rejected, and why\n\nAGENT_0001 \(analyst\) was asked this before, and reported success:\n\n> It is fast\.\n> ## How to report\n> Not at all\n\nThis was rejected, because:\n\n> No numbers\n/,
    );
    assert.match(page, /\n- run: npm test\n\n {2}exit code 1\n/);
    assert.ok(page.includes('`.atlas/orchestrator/agents/AGENT_0001/mission.md`'));
    assert.ok(page.includes('`.atlas/orchestrator/agents/AGENT_0001/report.md`'));
    assert.ok(page.includes('on the branch `atlas/agent-0001`'));
    assert.equal(page.match(/^## How to report$/gm)?.length, 1);
    assert.doesNotMatch(page, /What others reported/);
  });

  it('is told the beginning of a long report only, and code left open does not swallow the rest', () => {
    const { page } = follow(rejected(`\`\`\`\n${'x'.repeat(100_000)}`, 'No'));
    assert.ok(page.length < 12_000, String(page.length));
    assert.match(page, /\n## How to report\n/);
    assert.ok(
      outsideFences(page.replace(/^> ?/gm, '')).includes('This was rejected, because:'),
      page.slice(-3_000),
    );
  });

  it('is told too when the one before did not report', () => {
    const running = play(spawned, startAgent, { agent: '1' }).after;
    const given = play(running, cancelAgent, { agent: '1', reason: 'Too dear' }).after;
    const { page } = follow(given);
    assert.match(
      page,
      /\n## What was tried before\n\nAGENT_0001 \(analyst\) was asked this before, and did not report \(cancelled: Too dear\)\.\n/,
    );
    assert.doesNotMatch(page, /rejected/);
  });

  it('is refused when the task is done, or there is no such agent', () => {
    const done = play(rejected('x', 'y'), completeTask, { task: '1', outcome: 'x' }).after;
    assert.throws(() => follow(done), isAtlasError('taskAlreadyCompleted'));
    assert.throws(() => follow(task), isAtlasError('agentNotFound', { id: 'AGENT_0001' }));
  });
});
