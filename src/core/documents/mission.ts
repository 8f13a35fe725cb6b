import type { Agent, Context, Decision } from '../model/context';
import { readCriterion } from '../model/criteria';
import type { MissionFacts } from '../queries/missionFacts';
import { block, inline, item, shortened } from './markdown';
import { attemptBefore, reviewed } from './missionBefore';
import { reportPath } from './paths';

/**
 * The contract of a mission as people and agents read it: what is asked, what it serves, how success is
 * judged, what may be used up, what is known already, and, last, exactly how to report.
 */
export function missionDocument(
  context: Context,
  agent: Agent,
  { task, follows, reviews, given }: MissionFacts,
): string {
  const objective = (context.objectives ?? []).find((each) => each.id === task?.objective);
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
    ...(follows ? attemptBefore(follows) : []),
    ...(reviews ? reviewed(agent, reviews) : []),
    ...section('## Success criteria', (agent.success_criteria ?? []).map(criterionItem)),
    ...section(
      '## What has to come back',
      (agent.output_requirements ?? []).map((words) => item('- ', words)),
    ),
    ...section('## Limits', limits(agent)),
    ...section('## What is decided already', given.decisions.map(decisionItem)),
    ...section('## What others reported', given.reports.map(reportItem)),
    ...section(
      '## What is known already',
      given.insights.map((insight) => `- ${inline(shortened(insight))}`),
    ),
    '## How to report',
    howToReport(agent),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line !== '');
  return filled.length > 0 ? [heading, filled.join('\n')] : [];
}

function criterionItem(text: string, index: number): string {
  const criterion = readCriterion(text);
  const mark = `${index + 1}. `;
  switch (criterion.kind) {
    case 'command':
      return item(
        mark,
        `${text}\n\n(This command is run when you have reported, and must exit 0.)`,
      );
    case 'file':
      return item(mark, `${text}\n\n(Looked for when you have reported.)`);
    case 'reviewer':
      return item(mark, `${text}\n\n(Judged by a reviewer when you have reported.)`);
    case 'person':
      return item(mark, text);
  }
}

function limits({ timebox_minutes: minutes, caps, branch }: Agent): string[] {
  return [
    minutes
      ? `- Timebox: ${timeboxWords(minutes)}. When it is over, stop and report what there is with the status \`partial\`.`
      : '',
    caps?.turns ? `- At most ${caps.turns} turns.` : '',
    caps?.cost ? `- At most ${caps.cost} US dollars.` : '',
    branch
      ? `- You work in a git worktree of your own, on the branch \`${inline(branch)}\`. Commit there; do not switch branches.`
      : '',
  ];
}

/** Minutes, or seconds where it is less than one. */
export function timeboxWords(minutes: number): string {
  return minutes < 1
    ? `${Math.round(minutes * 60)} seconds`
    : `${+minutes.toFixed(1)} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

function decisionItem({ id, question, choice, rationale }: Decision): string {
  const because = rationale === undefined ? '' : `, because ${inline(shortened(rationale))}`;
  return `- ${inline(id)} ${inline(shortened(question))}: **${inline(choice ?? '')}**${because}`;
}

function reportItem({ id, type, report, verification, mission }: Agent): string {
  if (!report) {
    return `- ${inline(id)} (${inline(type)}) was asked: ${inline(shortened(mission))}`;
  }
  const verdict =
    verification === undefined
      ? 'not verified'
      : verification.accepted
        ? 'verified'
        : `rejected: ${inline(shortened(verification.note ?? ''))}`;
  const whole = `.atlas/orchestrator/${reportPath(id)}`;
  return `- ${inline(id)} (${inline(type)}; ${inline(report.status)}, ${verdict}): ${inline(
    shortened(report.summary),
  )} The whole report: \`${whole}\``;
}

/** Three ways, one operation: whichever of them the agent's program lets through. */
function howToReport({ id }: Agent): string {
  return [
    'Your work counts when you have reported it. Report when you are done, and also when you cannot go on: an end without a report counts as none. Report once, at the very end, in the first of these ways that works for you:',
    [
      '1. **Tool.** Call the tool `report` of the MCP server `atlas`, with `status`, `summary`, `evidence` and `files`. If you do not see it yet, search your tools for it, or try again at the end. The same server has `read_mission`, `add_insight` (something others should know), `add_task` (work you came upon, and were not asked to do) and `ask_question` (something only a person can decide).',
      '2. **Command.** Run this in a terminal, with your own words:',
    ].join('\n'),
    [
      '   ```',
      `   atlas report --agent ${id} --status success --summary "What came back, in a few sentences"`,
      '   ```',
    ].join('\n'),
    [
      '   - Where `atlas` is not found, because the shell has set its `PATH` anew, write `"$ATLAS_BIN/atlas"` instead.',
      '   - `--evidence "…"` names what shows it: a command and its result, a test, a page. Repeat it as needed.',
      '   - `--file path` names a file you made or changed. Repeat it as needed.',
    ].join('\n'),
    [
      `3. **File.** Write \`.atlas/orchestrator/${reportPath(id)}\`, below the folder you work in. Its first line is \`status: success\`, then an empty line, then what came back. Below \`## Evidence\` and \`## Files\`, one item a line.`,
      '',
      'The status is `success`, `partial`, `failure`, or `escalated` (a person has to decide).',
    ].join('\n'),
  ].join('\n\n');
}
