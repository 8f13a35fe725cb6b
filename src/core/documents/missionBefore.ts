import type { Agent } from '../model/context';
import { agentState } from '../model/agentStates';
import { criteriaOf } from '../queries/criteriaOf';
import { block, inline, item, shortened } from './markdown';
import { missionPath, reportPath } from './paths';

/** What a mission says of the agent before it whose work it is to do better. */
export function attemptBefore(before: Agent): string[] {
  const { id, type, report, verification, failure, branch } = before;
  const who = `${inline(id)} (${inline(type)})`;
  const failed = criteriaOf(before).filter(({ check }) => check?.passed === false);
  return [
    verification?.accepted === false ? '## What was rejected, and why' : '## What was tried before',
    report
      ? `${who} was asked this before, and reported ${inline(report.status)}:`
      : `${who} was asked this before, and did not report (${agentState(before).replaceAll('_', ' ')}${
          failure === undefined ? '' : `: ${inline(failure)}`
        }).`,
    ...(report ? [quoted(report.summary)] : []),
    ...(verification?.accepted === false
      ? ['This was rejected, because:', quoted(verification.note ?? '')]
      : []),
    ...(failed.length > 0
      ? [
          'These criteria were found not to hold:',
          failed
            .map(({ criterion, check }) =>
              item('- ', [criterion.text, ...(check?.detail ? [check.detail] : [])].join('\n\n')),
            )
            .join('\n'),
        ]
      : []),
    [
      `- Its mission: \`.atlas/orchestrator/${missionPath(id)}\``,
      ...(report ? [`- Its whole report: \`.atlas/orchestrator/${reportPath(id)}\``] : []),
      ...(branch ? [`- Its work is on the branch \`${inline(branch)}\`.`] : []),
    ].join('\n'),
  ];
}

/** What a mission says of the agent whose report is to be judged. */
export function reviewed(reviewer: Agent, { id, type, mission, report, branch }: Agent): string[] {
  return [
    '## What is to be judged',
    [
      `- The report of ${inline(id)} (${inline(type)}), which was asked: ${inline(shortened(mission))}`,
      ...(report ? [`- The whole report: \`.atlas/orchestrator/${reportPath(id)}\``] : []),
      ...(branch ? [`- The work is on the branch \`${inline(branch)}\`.`] : []),
      ...(reviewer.reviews_criterion === undefined
        ? []
        : [item('- The criterion: ', reviewer.reviews_criterion)]),
      '- Report `success` only if it holds, and `failure` if it does not; say in the summary what shows it.',
    ].join('\n'),
  ];
}

const MOST_CHARACTERS = 4_000;

/** Somebody else's words: a heading among them is none of this page's. */
function quoted(words: string): string {
  const letters = Array.from(words.trim());
  const said =
    letters.length > MOST_CHARACTERS
      ? `${letters.slice(0, MOST_CHARACTERS).join('')}…`
      : words.trim();
  return block(said)
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
