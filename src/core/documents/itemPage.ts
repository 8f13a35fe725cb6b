import type { Context, Decision } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { priorityOf } from '../model/priorities';
import {
  itemView,
  type AgentView,
  type Mention,
  type ObjectiveView,
  type TaskView,
} from '../queries/itemView';
import { block, inline, item as listItem, shortened } from './markdown';
import { AGENT_STATE_WORDS } from './statusPage';

export interface ItemPageFormat {
  /** How a moment (ISO 8601) is written for this reader. */
  readonly time: (iso: string) => string;
}

type Facts = readonly (readonly [string, string | undefined])[];

/**
 * One item with all that belongs to it, as a Markdown page for people.
 * @throws AtlasError itemNotFound, itemUnclear, objectiveNotFound, taskNotFound, agentNotFound, decisionNotFound
 */
export function itemPage(context: Context, typed: string, format: ItemPageFormat): string {
  const view = itemView(context, typed);
  switch (view.kind) {
    case 'objective':
      return objectivePage(view.item, format);
    case 'task':
      return taskPage(context, view.item, format);
    case 'agent':
      return agentPage(view.item, format);
    case 'decision':
      return decisionPage(view.item, format);
  }
}

function objectivePage(objective: ObjectiveView, { time }: ItemPageFormat): string {
  const { tasks } = objective;
  const done = tasks.filter(({ status }) => status === 'completed').length;
  return page(objective.id, objective.description, [
    table([
      ['Status', objective.status],
      ['Progress', `${done} of ${tasks.length} tasks completed`],
      ['Reason', textOf(objective['reason'])],
      ['Added', when(objective.created, time)],
      ['Closed', when(textOf(objective['closed']), time)],
    ]),
    ...section('Tasks', mentions(openFirst(tasks), 'tasks')),
    ...section('Decisions', mentions(objective.decisions, 'decisions')),
  ]);
}

function taskPage(context: Context, task: TaskView, { time }: ItemPageFormat): string {
  const { objective, waits_for: waitsFor } = task;
  const serves =
    objective === undefined
      ? undefined
      : indexOf(context).find('objective', objective)?.description;
  return page(task.id, task.description, [
    table([
      ['Status', task.status],
      ['Priority', priorityOf(task)],
      ['Objective', objective && `${objective} ${shortened(serves ?? '')}`],
      ['Waits for', waitsFor.length > 0 ? waitsFor.join(', ') : undefined],
      ['Found by', task.discovered_by],
      ['Added', when(task.created, time)],
      ['Started', when(task.started, time)],
      ['Completed', when(task.completed, time)],
      ['Given up', when(task.closed, time)],
    ]),
    ...section(task.status === 'completed' ? 'Outcome' : 'Why', task.outcome),
    ...section('Agents', mentions(task.agents, 'agents')),
    ...section('Decisions', mentions(task.decisions, 'decisions')),
  ]);
}

function agentPage(agent: AgentView, { time }: ItemPageFormat): string {
  const { report, verification, success_criteria: criteria = [] } = agent;
  const verdict = verification && [
    `${verification.accepted ? 'Accepted' : 'Rejected'}, ${inline(time(verification.verified))}.`,
    ...(verification.note === undefined ? [] : [block(verification.note)]),
  ];
  return page(agent.id, agent.type, [
    table([
      ['Status', AGENT_STATE_WORDS[agent.status]],
      ['Task', agent.task],
      ['Timebox', agent.timebox_minutes === undefined ? undefined : `${agent.timebox_minutes} min`],
      ['Profile', agent.profile],
      ['Spawned', when(agent.spawned, time)],
      ['Started', when(agent.started, time)],
      ['Ended', when(agent.ended, time)],
      ['Failure', agent.failure],
    ]),
    ...section('Mission', agent.mission),
    ...section('Success criteria', criteria.map((each) => listItem('- ', each)).join('\n')),
    ...section(`Report: ${report?.status ?? ''}`, report?.summary),
    ...section('Evidence', (report?.evidence ?? []).map((each) => listItem('- ', each)).join('\n')),
    ...section('Verification', verdict?.join('\n\n')),
  ]);
}

function decisionPage(
  decision: Decision & { readonly status: string },
  { time }: ItemPageFormat,
): string {
  const { options = [], evidence = [], choice, rationale, outcome } = decision;
  return page(decision.id, decision.question, [
    table([
      ['Status', decision.status],
      ['Asked by', decision.agent],
      ['About', decision.task ?? decision.objective],
      ['Raised', when(decision.raised, time)],
      ['Made', when(decision.made, time)],
      [
        'Turned out',
        outcome ? (outcome.good ? 'good' : 'bad') : choice && 'nobody has judged it yet',
      ],
      ['Judged', when(outcome?.judged, time)],
    ]),
    ...section('Chosen', choice),
    ...section('Because', rationale),
    ...section('What came of it', outcome?.note),
    ...section('Options', options.map((each) => listItem('- ', each)).join('\n')),
    ...section('Evidence', evidence.map((each) => listItem('- ', each)).join('\n')),
  ]);
}

function page(id: string, words: string, parts: readonly string[]): string {
  return [
    `# ${inline(id)} · ${inline(shortened(words))}`,
    ...(isLong(words) ? [block(words)] : []),
    ...parts,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** The heading does not hold it whole. */
function isLong(words: string): boolean {
  return shortened(words) !== words.trim();
}

function table(facts: Facts): string {
  const rows = facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`| **${name}** | ${inline(value)} |`],
  );
  return ['| | |', '|---|---|', ...rows].join('\n');
}

function section(title: string, words: string | undefined): string[] {
  return words === undefined || words.trim() === '' ? [] : [`## ${title}`, block(words)];
}

/** What one list of a page names at most: more nobody reads, and VS Code stands still while it renders them. */
const MOST_MENTIONS = 300;

function mentions(items: readonly Mention[], words: string): string {
  const lines = items
    .slice(0, MOST_MENTIONS)
    .map(
      ({ id, status, text }) =>
        `- ${inline(id)} (${inline(status.replaceAll('_', ' '))}): ${inline(shortened(text))}`,
    );
  const more = items.length - lines.length;
  return [...lines, ...(more > 0 ? [`- … and ${more} more ${words}`] : [])].join('\n');
}

/** Where not all are named, those come first that are still to be done. */
function openFirst(tasks: readonly Mention[]): readonly Mention[] {
  const isOpen = ({ status }: Mention): boolean => status === 'active' || status === 'pending';
  return tasks.length <= MOST_MENTIONS
    ? tasks
    : [...tasks.filter(isOpen), ...tasks.filter((task) => !isOpen(task))];
}

function when(iso: string | undefined, time: (iso: string) => string): string | undefined {
  return iso === undefined ? undefined : time(iso);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
