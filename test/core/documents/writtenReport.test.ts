import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { reportDocument } from '../../../src/core/documents/report';
import { isOurReport, parseWrittenReport } from '../../../src/core/documents/writtenReport';
import { REPORT_STATUSES } from '../../../src/core/operations/reportAgent';
import { NOON } from '../support/play';

const status = (text: string): string | undefined => parseWrittenReport(text)?.status;

describe('a report that an agent wrote by itself', () => {
  it('is read as its mission asks for it', () => {
    assert.deepEqual(
      parseWrittenReport(
        'status: success\n\nAuth0 fits best.\n\nIt is dear.\n\n## Evidence\n- npm test: 12 passed\n- a page\n\n## Files\n- docs/a.md\n- `b c.md`\n',
      ),
      {
        status: 'success',
        summary: 'Auth0 fits best.\n\nIt is dear.',
        evidence: ['npm test: 12 passed', 'a page'],
        files: ['docs/a.md', 'b c.md'],
      },
    );
  });

  it('is read as agents write it, too', () => {
    for (const text of [
      '\uFEFFstatus: success\r\n\r\nDone\r\n\r\n### evidence:\r\n* a\r\n  b\r\n2) c\r\n# FILES\r\nx.ts',
      '---\nstatus: success\n---\nDone\n## Evidence\n+ a\n  b\n1. c\n## Files Changed\n\nx.ts\n',
      '# Report of AGENT_0001\n\n**Status:** Success\n\n## Summary\n\nDone\n\n## Evidence ##\na\n  b\nc\n## Files\n- `x.ts`',
    ]) {
      assert.deepEqual(
        parseWrittenReport(text),
        { status: 'success', summary: 'Done', evidence: ['a\nb', 'c'], files: ['x.ts'] },
        text,
      );
    }
  });

  it('has the status that it says, in just its word', () => {
    for (const word of REPORT_STATUSES) {
      assert.equal(status(`status: ${word}\n\nx`), word);
      assert.equal(status(`- Status: \`${word.toUpperCase()}\`.\n\nx`), word);
    }
  });

  it('is partial without one, and never a success by guessing', () => {
    for (const text of [
      'Done',
      'All is a success',
      'Done\nstatus: success',
      'status: done\nx',
      'status: not success\nx',
      'status: success?\nx',
      'status: success (mostly)\nx',
      'status: successful\nx',
      'status:\nsuccess',
      '```\nstatus: success\n```\nx',
      '# status: success\nx',
    ]) {
      assert.equal(status(text), 'partial', text);
    }
    assert.equal(parseWrittenReport('status: mostly done\nx')?.summary, 'status: mostly done\nx');
  });

  it('says nothing yet when it is empty, or only begun', () => {
    for (const text of ['', ' \n\n', 'status: success', 'status: success\n\n## Evidence\n\n']) {
      assert.equal(parseWrittenReport(text), undefined, text);
    }
  });

  it('keeps headings of its own, and those in code, where they are', () => {
    const report = parseWrittenReport(
      'status: failure\n\nx\n```\n## Files\n```\n## Files\n- a\n## What next\nRest\n~~~\n## Evidence',
    );
    assert.deepEqual(report, {
      status: 'failure',
      summary: 'x\n```\n## Files\n```\n## What next\nRest\n~~~\n## Evidence',
      evidence: [],
      files: ['a'],
    });
  });

  it('loses no word, whatever it is', () => {
    const line = fc.oneof(
      fc.constantFrom('## Evidence', '## Files', '# x', '- ', '```', '---', 'status: success', ''),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const words = (text: string): string[] => text.match(/[a-z0-9]+/gi) ?? [];
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const report = parseWrittenReport(lines.join('\n'));
        if (!report) {
          return;
        }
        const said = new Set(
          words([report.status, report.summary, ...report.evidence, ...report.files].join('\n')),
        );
        const headings = new Set(['status', 'Evidence', 'Files', 'evidence', 'files']);
        const lost = lines
          .filter((each) => !/^\s*#|^\s*\d+[.)]/.test(each))
          .flatMap(words)
          .filter((word) => !said.has(word) && !headings.has(word));
        assert.deepEqual(lost, []);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isOurReport', () => {
  const agent = { id: 'AGENT_0001', type: 'developer', mission: 'x' };
  const ours = reportDocument(agent, { status: 'success', summary: 'x', reported: NOON });

  it('knows what Atlas wrote, also with line ends of Windows and something below', () => {
    assert.ok(isOurReport(ours, 'AGENT_0001'));
    assert.ok(isOurReport(`\uFEFF${ours.replaceAll('\n', '\r\n')}---\nmore`, 'AGENT_0001'));
  });

  it('takes for an agent’s own what only looks like it', () => {
    assert.ok(!isOurReport(ours, 'AGENT_0002'));
    assert.ok(
      !isOurReport('# Report of AGENT_0001 (developer): success\n\nReported: today', 'AGENT_0001'),
    );
    assert.ok(!isOurReport(`status: success\n\n${ours}`, 'AGENT_0001'));
  });
});
