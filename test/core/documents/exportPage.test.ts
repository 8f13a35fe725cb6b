import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { exportPage } from '../../../src/core/documents/exportPage';
import { inline } from '../../../src/core/documents/markdown';
import type { Context } from '../../../src/core/model/context';
import { allTasks } from '../../../src/core/model/lookup';
import { decide } from '../../../src/core/operations/decide';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { rememberedInsights } from '../../../src/core/queries/rememberedInsights';
import { sessionHistory } from '../../../src/core/queries/sessionHistory';
import { contexts } from '../support/contexts';
import { outsideFences } from '../support/fences';
import { freshContext, NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';
import { steps, walk } from '../support/steps';

function page(context: Context): string {
  return exportPage(context, {
    insights: rememberedInsights(context, []),
    sessions: sessionHistory(context, []),
    now: NOON,
  });
}

describe('exportPage', () => {
  it('tells the example of the process document whole', () => {
    const text = page(sampleContext());
    for (const words of [
      '# project_alpha',
      '| **Tasks** | 1 active, 23 completed |',
      '### OBJ_001 Migrate authentication to OAuth2',
      '- **TASK_001** Research OAuth providers (completed)',
      '  Outcome: Selected Auth0',
      '- **TASK_025** Implement Auth0 integration (active)',
      '### AGENT_0001 (researcher): spawned',
      '- Auth0 provides best enterprise features',
      '- session_20240115_143000: 2024-01-15T14:30:00.000Z – its end is not known',
    ]) {
      assert.ok(text.includes(`${words}\n`), `${words}\n---\n${text}`);
    }
  });

  it('tells reports, what was found of them, and decisions with their rationale', () => {
    const reported = play(sampleContext(), reportAgent, {
      agent: '1',
      summary: 'Auth0 it is',
      evidence: ['A table'],
      files: ['table.md'],
    }).after;
    const verified = play(reported, verifyReport, { agent: '1', accepted: true, note: 'Checked' });
    const raised = play(verified.after, raiseDecision, {
      question: 'Which?',
      options: ['Auth0', 'Okta'],
    });
    const { after } = play(raised.after, decide, {
      decision: '16',
      choice: '2',
      rationale: 'Cheaper',
    });
    const text = page(after);
    for (const words of [
      '**Report (success, 2026-03-01T12:00:00.000Z)**',
      'Auth0 it is',
      '- Evidence: A table',
      '- File: table.md',
      '**Accepted 2026-03-01T12:00:00.000Z**',
      'Checked',
      '### DEC_016 Which?',
      'Choice: Okta  ',
      'Cheaper',
      '- Option: Auth0',
    ]) {
      assert.ok(text.includes(`${words}\n`), `${words}\n---\n${text}`);
    }
  });

  it('says that there is none of what there is none of', () => {
    const text = page({ ...freshContext(), atlas: undefined, last_session: null });
    assert.deepEqual(
      [...text.matchAll(/^## (.*)\n\nNone\.$/gm)].map(([, title]) => title),
      ['Objectives', 'Agents', 'Decisions', 'Insights', 'Sessions'],
    );
  });

  it('names every item, and keeps its headings, whatever people wrote', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        const { after } = walk(before, taken);
        const text = page(after);
        for (const { id } of [...allTasks(after), ...(after.spawned_agents ?? [])]) {
          assert.ok(text.includes(inline(id)), id);
        }
        const headings = outsideFences(text).filter((line) => /^## \S/.test(line));
        for (const title of ['Objectives', 'Agents', 'Decisions', 'Insights', 'Sessions']) {
          assert.ok(headings.includes(`## ${title}`), text);
        }
      }),
      { numRuns: 100 },
    );
  });
});
