import * as assert from 'node:assert/strict';
import { reportDocument } from '../../../src/core/documents/report';
import type { Agent, Report } from '../../../src/core/model/context';
import { outsideFences } from '../support/fences';
import { NOON } from '../support/play';

const agent: Agent = { id: 'AGENT_0001', type: 'researcher', mission: 'Compare providers' };
const report: Report = {
  status: 'partial',
  summary: 'Two of three.\n\nThe third has no price.',
  reported: NOON,
};

describe('the report', () => {
  it('says who reported what, when, and what shows it', () => {
    const page = reportDocument(agent, {
      ...report,
      evidence: ['npm test: 12 passed'],
      files: ['docs/prices.md'],
    });
    assert.equal(
      page,
      [
        '# Report of AGENT_0001 (researcher): partial',
        `Reported: ${NOON}`,
        'Two of three.\n\nThe third has no price.',
        '## Evidence',
        '- npm test: 12 passed',
        '## Files',
        '- docs/prices.md',
      ]
        .join('\n\n')
        .concat('\n'),
    );
  });

  it('leaves out lists that are empty', () => {
    assert.doesNotMatch(reportDocument(agent, { ...report, evidence: [], files: [] }), /##/);
  });

  it('does not swallow what is written below it', () => {
    const page = reportDocument(agent, {
      ...report,
      summary: 'The log:\n```\nError: no such file',
      evidence: ['a\n```'],
    });
    assert.ok(
      outsideFences(`${page}\n# Report of AGENT_0001 (researcher): success\n`).includes(
        '## Evidence',
      ),
    );
    assert.equal(outsideFences(`${page}\nnext`).at(-1), 'next');
  });

  it('tells evidence of several lines as one item', () => {
    const page = reportDocument(agent, { ...report, evidence: ['npm test\n# 12 passed'] });
    assert.match(page, /\n- npm test\n {2}# 12 passed\n/);
  });
});
