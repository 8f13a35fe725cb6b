import { agentState, type AgentState } from '../model/agentStates';
import type { Context } from '../model/context';
import { inline } from './markdown';
import { newsSince } from '../queries/newsSince';
import type { AgentNode, ObjectiveNode, TaskNode } from '../queries/treeNodes';
import { agentList, growingTree } from '../queries/objectiveTree';
import { status, type Status } from '../queries/status';
import type { Slices } from '../slices';

/** Agent states as people read them. */
export const AGENT_STATE_WORDS: Record<AgentState, string> = {
  planned: 'planned',
  spawned: 'spawned',
  running: 'running',
  needs_input: 'needs input',
  turn_ended: 'turn ended, no report yet',
  reported: 'reported',
  verified: 'verified',
  exited_without_report: 'ended without a report',
  timed_out: 'timed out',
  cancelled: 'cancelled',
  failed: 'could not start',
  lost: 'lost',
};

/** What one list of the page shows at most: more nobody reads, and a window stands still to make it. */
const MOST_LINES = 100;

/** So many tasks, and no more, are named on the whole page: VS Code stands still while it renders them. */
const MOST_TASKS = 200;

export interface StatusPageFormat {
  /** How a moment (ISO 8601) is written for this reader. */
  readonly time: (iso: string) => string;
}

/**
 * Where an orchestration stands, as a Markdown page for people: the session and since when, what is new
 * since the one before, what waits, what each objective has come to. There may be very much to look at.
 */
export function* tellingStatus(context: Context, format: StatusPageFormat): Slices<string> {
  const now = status(context);
  yield;
  const told = yield* news(context, now, format);
  yield;
  const waits = waiting(context);
  yield;
  return [
    `# ${inline(context.project_name)}`,
    sessionSentence(now, format),
    countTable(now),
    ...told,
    ...waits,
    ...(yield* objectives(context)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** "Session 13 is going on, since 10:20." */
export function sessionSentence({ session }: Status, { time }: StatusPageFormat): string {
  const before = session.since ? ` The one before ended ${time(session.since)}.` : '';
  if (session.active) {
    const since = session.started ? `, since ${time(session.started)}` : '';
    return `Session ${session.number} is going on${since}.${before}`;
  }
  if (session.number === 0) {
    return 'There has been no session yet. The first begins with what you do next.';
  }
  // Older scripts wrote down when a session began, and not when it ended.
  const known = session.ended
    ? `; it ended ${time(session.ended)}`
    : session.started
      ? `; it began ${time(session.started)}`
      : '';
  return `Session ${session.number} was the last one${known}. The next begins with what you do next.`;
}

function countTable(now: Status): string {
  const { tasks, agents, objectives: goals } = now;
  const blocked = tasks.blocked > 0 ? `, ${tasks.blocked} blocked` : '';
  const rows = [
    ['Phase', now.phase],
    ['Objectives', `${goals.active} active, ${goals.achieved} achieved`],
    [
      'Tasks',
      `${tasks.active} active, ${tasks.ready} ready${blocked}, ${tasks.completed} completed`,
    ],
    [
      'Agents',
      [
        `${agents.running} running`,
        `${agents.reported} reported`,
        ...(agents.exited_without_report > 0
          ? [`${agents.exited_without_report} ended without a report`]
          : []),
        ...(agents.needs_input > 0 ? [`${agents.needs_input} in need of input`] : []),
        ...(agents.turn_ended > 0 ? [`${agents.turn_ended} with their turn ended`] : []),
        ...(agents.timed_out > 0 ? [`${agents.timed_out} timed out`] : []),
        ...(agents.failed > 0 ? [`${agents.failed} could not start`] : []),
        ...(agents.spawned > 0 ? [`${agents.spawned} spawned`] : []),
      ].join(', '),
    ],
    ['Insights', String(now.insights)],
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| **${name}** | ${value} |`)].join(
    '\n',
  );
}

function* news(context: Context, now: Status, { time }: StatusPageFormat): Slices<string[]> {
  const { since } = now.session;
  const { completed, reported, withoutReport } = yield* newsSince(context, since);
  const lines = [
    ...listed(
      completed,
      (task) => `- ${task.id} completed: ${inline(task.outcome ?? '')}`,
      'completed',
    ),
    ...listed(
      reported,
      (agent) =>
        `- ${agent.id} reported ${inline(agent.report?.status ?? '')}: ${inline(agent.report?.summary ?? '')}`,
      'reported',
    ),
    ...listed(
      withoutReport,
      (agent) =>
        `- ${agent.id} ${AGENT_STATE_WORDS[agentState(agent)]}: ${inline(agent.failure ?? agent.mission)}`,
      'without a report',
    ),
  ];
  if (since === null) {
    return [];
  }
  return [
    `## Since ${time(since)}`,
    lines.length > 0 ? lines.join('\n') : 'Nothing was completed or reported.',
  ];
}

function waiting(context: Context): string[] {
  const agents = agentList(context).filter(
    ({ state, settled }) => !settled && WAITS_FOR_SOMEBODY.has(state),
  );
  if (agents.length === 0) {
    return [];
  }
  return ['## Waiting for you', listed(agents, waitingLine, 'agents').join('\n')];
}

/** Until they are judged, verified reports too: their tasks are still to be completed. */
const WAITS_FOR_SOMEBODY: ReadonlySet<AgentState> = new Set([
  'needs_input',
  'turn_ended',
  'reported',
  'verified',
  'exited_without_report',
  'timed_out',
  'failed',
  'lost',
]);

function waitingLine({ agent, state }: AgentNode): string {
  const words = [AGENT_STATE_WORDS[state], agent.report?.status ?? ''].join(' ').trim();
  const detail = agent.report?.summary ?? agent.failure ?? agent.mission;
  return `- ${agent.id} (${inline(agent.type)}) ${words}: ${inline(detail)}`;
}

/** Where not all fit, those that are still worked on come first, and of their tasks those that are open. */
function* objectives(context: Context): Slices<string[]> {
  const tree = yield* growingTree(context);
  const shown = most(tree, ({ objective }) => (objective?.status ?? 'active') === 'active');
  const parts: string[] = [];
  let left = MOST_TASKS;
  for (const node of shown) {
    // Its tasks are not even looked at where none can be named.
    const tasks = left > 0 ? yield* (yield* node.makingTasks()).all() : undefined;
    parts.push(...objectivePart(node, tasks, left));
    left -= Math.min(node.total, MOST_LINES, left);
  }
  const more = tree.length - shown.length;
  return more > 0 ? [...parts, `And ${more} more objectives.`] : parts;
}

/**
 * @param tasks those of it; undefined where none is named
 * @param left how many may still be named on this page
 */
function objectivePart(
  { objective, total, completed }: ObjectiveNode,
  tasks: readonly TaskNode[] | undefined,
  left: number,
): string[] {
  const lines = tasks && ['', ...listed(tasks, taskLine, 'tasks', { isOpen, atMost: left })];
  return [
    objective
      ? `## ${objective.id} ${inline(objective.description)}`
      : '## Tasks without an objective',
    total > 0
      ? [`${completed} of ${total} tasks completed.`, ...(lines ?? [])].join('\n')
      : 'No tasks yet.',
  ];
}

function isOpen({ state }: TaskNode): boolean {
  return state === 'active' || state === 'pending';
}

/** The lines of a list, the last one saying how many are left out. */
function listed<T>(
  items: readonly T[],
  line: (item: T) => string,
  words: string,
  { isOpen: first, atMost }: { isOpen?: (item: T) => boolean; atMost?: number } = {},
): string[] {
  const shown = most(items, first, atMost);
  const more = items.length - shown.length;
  return [...shown.map(line), ...(more > 0 ? [`- … and ${more} more ${words}`] : [])];
}

/** As many as are shown; where that is not all, those come first that matter more. */
function most<T>(
  items: readonly T[],
  first: (item: T) => boolean = () => false,
  atMost = MOST_LINES,
): readonly T[] {
  const room = Math.min(MOST_LINES, atMost);
  if (items.length <= room) {
    return items;
  }
  return [...items.filter(first), ...items.filter((item) => !first(item))].slice(0, room);
}

function taskLine({ task, state, waitsFor }: TaskNode): string {
  const name = `${task.id} ${inline(task.description)}`;
  switch (state) {
    case 'completed':
      return `- ✓ ${name}: ${inline(task.outcome ?? 'completed')}`;
    case 'active':
      return `- ● ${name} (active)`;
    case 'failed':
    case 'cancelled':
      return `- ✗ ${name} (${state}): ${inline(task.outcome ?? '')}`;
    case 'pending':
      return waitsFor.length > 0
        ? `- ○ ${name} (waits for ${waitsFor.join(', ')})`
        : `- ○ ${name} (ready)`;
  }
}
