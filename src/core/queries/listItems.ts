import type { JournalRecord } from '../journal/record';
import { AtlasError } from '../errors';
import { AGENT_STATES } from '../model/agentStates';
import type { Context } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { findObjective } from '../model/lookup';
import { pendingDecisions } from '../model/decisions';
import { inHandOrder } from '../model/taskOrder';
import { taskEntries, type TaskEntry } from '../model/taskStates';
import { decisionStatus } from './itemView';
import { agentList } from './objectiveTree';
import { rememberedInsights } from './rememberedInsights';
import { sessionHistory } from './sessionHistory';

export const LIST_KINDS = [
  'objectives',
  'tasks',
  'agents',
  'decisions',
  'insights',
  'sessions',
] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** An entry of a list: the item with its state, and what it is about under the key the format has for it. */
export interface Listed {
  readonly id?: string;
  readonly status?: string;
  readonly [key: string]: unknown;
}

export interface ListFilter {
  readonly status?: string | undefined;
  /** Only what serves this objective. */
  readonly objective?: string | undefined;
  /** At most so many; of insights and sessions the newest. */
  readonly limit?: number | undefined;
}

/** The states by which a list can be asked for; insights have none. */
export const LIST_STATUSES: Readonly<Record<ListKind, readonly string[]>> = {
  objectives: ['active', 'achieved', 'dropped'],
  tasks: ['pending', 'ready', 'blocked', 'active', 'completed', 'failed', 'cancelled'],
  agents: AGENT_STATES,
  decisions: ['pending', 'made'],
  insights: [],
  sessions: ['active', 'ended', 'lost'],
};

/**
 * What the orchestration holds of a kind.
 * @param history as `Atlas.history`; only asked where the context does not tell
 * @throws AtlasError inputInvalid where the kind has no such state or serves no objective, objectiveNotFound
 */
export function listItems(
  context: Context,
  kind: ListKind,
  filter: ListFilter = {},
  history: () => readonly JournalRecord[] = () => [],
): Listed[] {
  const { status, objective, limit } = filter;
  const items = ofObjective(context, kind, LISTS[kind](context, history), objective);
  const wanted = status === undefined ? items : inState(kind, items, status);
  if (limit === undefined) {
    return wanted;
  }
  const newestLast = kind === 'insights' || kind === 'sessions';
  return newestLast ? wanted.slice(-limit) : wanted.slice(0, limit);
}

const LISTS: Record<
  ListKind,
  (context: Context, history: () => readonly JournalRecord[]) => Listed[]
> = {
  objectives: (context) =>
    (context.objectives ?? []).map((item) => ({ ...item, status: item.status ?? 'active' })),
  tasks: (context) => [...taskEntries(context).values()].map(listedTask),
  agents: (context) => agentList(context).map(({ agent, state }) => ({ ...agent, status: state })),
  decisions: listedDecisions,
  insights: (context, history) =>
    rememberedInsights(context, history()).map(({ text, number, ...known }) => ({
      text,
      number,
      ...withoutNull(known),
    })),
  sessions: (context, history) =>
    sessionHistory(context, history()).map(({ id, active, clean, started, ended }) => ({
      id,
      status: active ? 'active' : clean === false ? 'lost' : 'ended',
      ...withoutNull({ started, ended }),
    })),
};

function listedTask({ task, state, waitsFor }: TaskEntry): Listed {
  const waits = state === 'pending' && waitsFor.length > 0;
  return { ...task, status: state, ...(waits ? { waits_for: waitsFor } : {}) };
}

/** Other tools put plain sentences among the pending decisions: these have no id to be decided by. */
function listedDecisions(context: Context): Listed[] {
  const ours = new Set<unknown>(pendingDecisions(context));
  const pending = (context.pending_decisions ?? []).map((entry): Listed => {
    if (ours.has(entry)) {
      return { ...(entry as Listed), status: 'pending' };
    }
    const question = typeof entry === 'string' ? entry : JSON.stringify(entry);
    return { question, status: 'pending' };
  });
  const made = (context.atlas?.decisions_made ?? []).map((decision): Listed => {
    return { ...decision, status: decisionStatus(decision) };
  });
  return [...pending, ...made];
}

function inState(kind: ListKind, items: Listed[], status: string): Listed[] {
  // Other tools have states of their own.
  const found = items.filter((item) => item.status === status);
  if (kind === 'tasks' && (status === 'ready' || status === 'blocked')) {
    const waits = (item: Listed): boolean => item['waits_for'] !== undefined;
    return items.filter(
      (item) => item.status === 'pending' && waits(item) === (status === 'blocked'),
    );
  }
  const states = LIST_STATUSES[kind];
  if (found.length === 0 && !states.includes(status)) {
    const known = states.length > 0 ? `there is ${states.join(', ')}` : `${kind} have none`;
    throw new AtlasError('inputInvalid', {
      operation: 'list',
      detail: `status: "${status}" is none of ${kind}; ${known}`,
    });
  }
  return found;
}

function ofObjective(
  context: Context,
  kind: ListKind,
  items: Listed[],
  typed: string | undefined,
): Listed[] {
  if (typed === undefined) {
    return items;
  }
  const { id } = findObjective(context, typed);
  const serves = SERVES[kind];
  if (!serves) {
    throw new AtlasError('inputInvalid', {
      operation: 'list',
      detail: `objective: ${kind} serve none; tasks, agents and decisions do`,
    });
  }
  const found = items.filter((item) => serves(context, item) === id);
  return kind === 'tasks' ? [...inHandOrder(found as (Listed & { readonly id: string })[])] : found;
}

/** The objective an entry serves. */
const SERVES: Partial<Record<ListKind, (context: Context, item: Listed) => unknown>> = {
  tasks: (_context, item) => item['objective'],
  agents: ofItsTask,
  decisions: (context, item) => item['objective'] ?? ofItsTask(context, item),
};

function ofItsTask(context: Context, item: Listed): unknown {
  const task = item['task'];
  return typeof task === 'string' ? indexOf(context).find('task', task)?.objective : undefined;
}

function withoutNull(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
