import type { Agent, Context, Task } from '../model/context';
import { block, inline, item } from './markdown';

const INSIGHTS_HANDED_OVER = 5;

/**
 * The mission as people and agents read it: what is asked, what it serves, how success is judged, and,
 * last, exactly how to report.
 */
export function missionDocument(context: Context, agent: Agent, task: Task | undefined): string {
  const objective = (context.objectives ?? []).find((item) => item.id === task?.objective);
  return [
    `# Mission of ${agent.id} (${inline(agent.type)})`,
    `Orchestration: ${inline(context.project_name)}  \nSpawned: ${agent.spawned ?? ''}${
      agent.session ? ` in ${agent.session}` : ''
    }`,
    '## What is asked',
    block(agent.mission),
    ...section('## What it serves', [
      task ? `- Task ${task.id}: ${inline(task.description)}` : '',
      objective ? `- Objective ${objective.id}: ${inline(objective.description)}` : '',
    ]),
    ...section(
      '## Success criteria',
      (agent.success_criteria ?? []).map((criterion, index) => item(`${index + 1}. `, criterion)),
    ),
    ...(agent.timebox_minutes
      ? [
          '## Timebox',
          `${agent.timebox_minutes} minutes. When they are over, stop and report what there is with the status \`partial\`.`,
        ]
      : []),
    ...section('## What is known already', recentInsights(context)),
    '## How to report',
    [
      'Your work counts when you have reported it. Report when you are done, and also when you cannot go on.',
      'Run this command in a terminal, with your own words:',
    ].join('\n'),
    [
      '```',
      `atlas report --agent ${agent.id} --status success --summary "What came back, in a few sentences"`,
      '```',
    ].join('\n'),
    [
      '- `--status` is `success`, `partial`, `failure`, or `escalated` (a person has to decide).',
      '- `--evidence "…"` names what shows it: a command and its result, a test, a page. Repeat it as needed.',
      '- `--file path` names a file you made or changed. Repeat it as needed.',
    ].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line !== '');
  return filled.length > 0 ? [heading, filled.join('\n')] : [];
}

function recentInsights(context: Context): string[] {
  return (context.key_insights ?? [])
    .filter((insight) => typeof insight === 'string')
    .slice(-INSIGHTS_HANDED_OVER)
    .map((insight) => `- ${inline(insight)}`);
}
