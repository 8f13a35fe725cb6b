import type { Agent, Report } from '../model/context';
import { block, inline, item } from './markdown';

/** One report as people read it; a later report of the same agent is written below it. */
export function reportDocument(agent: Agent, report: Report): string {
  return [
    `# Report of ${agent.id} (${inline(agent.type)}): ${report.status}`,
    `Reported: ${report.reported}`,
    block(report.summary),
    ...list('## Evidence', report.evidence),
    ...list('## Files', report.files),
  ]
    .join('\n\n')
    .concat('\n');
}

function list(heading: string, items: readonly string[] = []): string[] {
  return items.length > 0 ? [heading, items.map((words) => item('- ', words)).join('\n')] : [];
}
