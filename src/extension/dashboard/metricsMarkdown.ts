import * as vscode from 'vscode';
import { inline } from '../../core/documents/markdown';
import type { Dashboard, Item } from '../../protocol/dashboard';
import { pageWords } from './pageWords';

/** The dashboard as a Markdown document, with the same words. */
export function metricsMarkdown(shown: Dashboard): string {
  const words = pageWords();
  return [
    `# ${vscode.l10n.t('Metrics of {0}', inline(shown.project))}`,
    shown.measured,
    table(
      [words.metrics, words.value, words.target, ''],
      shown.cards.map(({ name, value, target, verdict, note }) => [
        name,
        value,
        target,
        [verdict?.words ?? '', note].filter((each) => each !== '').join(' · '),
      ]),
    ),
    ...(shown.advice.length > 0 ? [`## ${words.advice}`] : []),
    ...shown.advice.map(
      ({ sentence, typed, evidence, more }) =>
        `- ${sentence} (${named(evidence, more)})  \n  \`${typed}\``,
    ),
    `## ${words.trend}`,
    trends(shown),
    `## ${words.throughput}`,
    table(
      [words.week, words.tasksCompleted, words.agentsReported],
      shown.weeks.weeks.map(({ label, completed, reported }) => [
        label,
        String(completed),
        String(reported),
      ]),
    ),
    `## ${words.timeline}`,
    shown.timeline.runs.length === 0
      ? words.noRuns
      : table(
          [words.agent, words.type, words.task, words.started, words.lasted, words.ending],
          shown.timeline.runs.map(({ agent, type, task, started, lasted, ending }) => [
            agent,
            type,
            task,
            started,
            lasted,
            ending,
          ]),
        ),
    `## ${words.queue}`,
    shown.queue.decisions.length === 0
      ? words.emptyQueue
      : table(
          [words.decision, words.question, words.waiting],
          shown.queue.decisions.map(({ id, question, age }) => [id, question, age]),
        ),
    `## ${words.definition}`,
    ...shown.cards.map(({ name, definition }) => `**${name}**: ${definition}`),
  ]
    .join('\n\n')
    .concat('\n');
}

function trends({ cards }: Dashboard): string {
  const [first] = cards;
  return table(
    ['', ...(first?.trend ?? []).map(({ label }) => label)],
    cards.map(({ name, trend }) => [
      name,
      ...trend.map(({ value, text }) => (value === null ? '–' : text)),
    ]),
  );
}

function named(evidence: readonly Item[], more: string): string {
  return [...evidence.map(({ ref }) => inline(ref.id)), ...(more === '' ? [] : [more])].join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map((cells) => line(cells.map((cell) => inline(cell)))),
  ].join('\n');
}
