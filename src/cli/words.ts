import type { Context } from '../core/model/context';
import { AGENT_STATE_WORDS, sessionSentence } from '../core/documents/statusPage';
import { agentState } from '../core/model/agentStates';
import { agentList } from '../core/queries/objectiveTree';
import { newsSince } from '../core/queries/newsSince';
import { status } from '../core/queries/status';

/** Plain words for a terminal: aligned columns, no boxes, no colour that would have to be turned off. */

const SHOWN_CHARACTERS = 100;

export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function firstLine(words: string): string {
  const [line = ''] = words.trim().split(/\r?\n/);
  // By whole letters: half of one would be shown as a question mark.
  const letters = Array.from(line);
  return letters.length > SHOWN_CHARACTERS
    ? `${letters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`
    : line;
}

/** "2024-01-15 14:30" in the reader's own time zone; what is no moment is shown as it is written. */
function localTime(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) {
    return iso;
  }
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

export function statusWords(context: Context): string {
  const now = status(context);
  const { tasks, agents } = now;
  const news = newsSince(context, now.session.since);
  const rows = [
    ['Phase', now.phase],
    ['Objectives', `${now.objectives.active} active, ${now.objectives.achieved} achieved`],
    [
      'Tasks',
      `${tasks.active} active, ${tasks.ready} ready, ${tasks.blocked} blocked, ${tasks.completed} completed`,
    ],
    [
      'Agents',
      `${agents.running} running, ${agents.reported} reported, ${agents.exited_without_report} ended without a report, ${agents.failed} could not start, ${agents.spawned} spawned`,
    ],
    ['Insights', String(now.insights)],
  ];
  const happened = [
    ...news.completed.map((task) => [task.id, 'completed', firstLine(task.outcome ?? '')]),
    ...news.reported.map((agent) => [
      agent.id,
      `reported ${agent.report?.status ?? ''}`,
      firstLine(agent.report?.summary ?? ''),
    ]),
    ...news.withoutReport.map((agent) => [
      agent.id,
      AGENT_STATE_WORDS[agentState(agent)],
      firstLine(agent.failure ?? agent.mission),
    ]),
  ];
  const running = agentList(context)
    .filter(({ state }) => state === 'running')
    .map(({ agent }) => [agent.id, 'running', firstLine(agent.mission)]);
  return [
    `${now.project}: ${sessionSentence(now, { time: localTime })}`,
    columns(rows),
    ...(running.length > 0 ? [`Running:\n${columns(running)}`] : []),
    ...(happened.length > 0 && now.session.since
      ? [`Since ${localTime(now.session.since)}:\n${columns(happened)}`]
      : []),
  ].join('\n\n');
}
