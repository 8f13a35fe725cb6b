import { REPORT_STATUSES } from '../operations/reportAgent';

/** What an agent wrote into report.md by itself; the third way to report that its mission names. */
export interface WrittenReport {
  readonly status: (typeof REPORT_STATUSES)[number];
  readonly summary: string;
  readonly evidence: readonly string[];
  readonly files: readonly string[];
}

/**
 * Reads a report.md as an agent wrote it: `status: success` first, then what came back, then lists below
 * `## Evidence` and `## Files`. Headings before the status, a front matter around it, other headings and
 * lists of any kind are let pass. What does not say success in just this word is none: without a status it
 * is `partial`.
 * @returns undefined where it says nothing (yet)
 */
export function parseWrittenReport(text: string): WrittenReport | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const { status, rest } = statusOf(lines);
  const parts: Record<Part, string[]> = { summary: [], evidence: [], files: [] };
  let part: Part = 'summary';
  let fence = '';
  for (const line of rest) {
    const [, marks = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (marks !== '') {
      fence = fence === '' ? marks : marks.startsWith(fence) ? '' : fence;
    }
    const heading = fence === '' && marks === '' ? headingOf(line) : undefined;
    const named = heading === undefined ? undefined : PARTS[heading.toLowerCase()];
    if (heading === undefined) {
      parts[part].push(line);
    } else {
      part = named ?? 'summary';
      if (named === undefined) {
        parts.summary.push(line);
      }
    }
  }
  const evidence = items(parts.evidence);
  const files = items(parts.files).map((file) => file.replace(/^`([^`]+)`$/, '$1'));
  const summary = parts.summary.join('\n').trim();
  if (summary === '' && evidence.length === 0 && files.length === 0) {
    return undefined;
  }
  return { status, summary: summary === '' ? 'Without a summary.' : summary, evidence, files };
}

type Part = 'summary' | 'evidence' | 'files';

const PARTS: Readonly<Record<string, Part | undefined>> = {
  summary: 'summary',
  evidence: 'evidence',
  files: 'files',
  'files changed': 'files',
  'changed files': 'files',
};

/** The status, and what follows it. Only blanks, headings and the marks of a front matter may come before. */
function statusOf(lines: readonly string[]): {
  readonly status: WrittenReport['status'];
  readonly rest: readonly string[];
} {
  const at = lines.findIndex((line) => !/^\s*(?:---+\s*)?$|^#{1,6}\s/.test(line));
  const [, word = ''] =
    /^[\s>*_-]*status[*_]*\s*:[*_\s]*(.*?)[\s.*_`"']*$/i.exec(lines[at] ?? '') ?? [];
  if (at < 0 || word === '') {
    return { status: 'partial', rest: lines };
  }
  const said = word.toLowerCase().replace(/^[`"']+/, '');
  const rest = lines.slice(at + 1);
  const status = REPORT_STATUSES.find((known) => known === said);
  if (status === undefined) {
    // It says something else in this place, which is kept.
    return { status: 'partial', rest: lines.slice(at) };
  }
  return {
    status,
    rest: /^---+\s*$/.test(rest[0] ?? '') ? rest.slice(1) : rest,
  };
}

function headingOf(line: string): string | undefined {
  return /^ {0,3}#{1,6}\s+(.*?)[\s#:]*$/.exec(line)?.[1];
}

/** The items of a list; without marks each line is one, and what is indented belongs to the one before. */
function items(lines: readonly string[]): string[] {
  const found: string[] = [];
  for (const line of lines.filter((each) => each.trim() !== '')) {
    const [, mark, words = ''] = /^\s{0,3}([-*+]|\d+[.)])\s+(.*)$/.exec(line) ?? [];
    if (mark !== undefined) {
      found.push(words.trim());
    } else if (/^\s/.test(line) && found.length > 0) {
      found.push(`${found.pop() ?? ''}\n${line.trim()}`);
    } else {
      found.push(line.trim());
    }
  }
  return found.filter((words) => words !== '');
}

/** Whether a report.md begins as Atlas itself writes it: it was reported already, in another way. */
export function isOurReport(text: string, agent: string): boolean {
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const next = lines.find((line) => line !== '') ?? '';
  return (
    heading.startsWith(`# Report of ${agent} (`) && /^Reported: [\d-]+T[\d:]+\.\d{3}Z$/.test(next)
  );
}
