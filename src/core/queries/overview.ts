import { agentState, isAtWork } from '../model/agentStates';
import type { Context } from '../model/context';
import { pendingDecisions } from '../model/decisions';
import { status, type Status } from './status';

/** Where an orchestration stands, and a few of those that are at work or wait. */
export interface Overview {
  readonly status: Status;
  readonly running: Few;
  readonly waiting: Few;
}

/** The first of a list, and how many it has. */
export interface Few {
  readonly first: readonly { readonly id: string; readonly text: string }[];
  readonly total: number;
}

/** Longer lists are cut: `atlas list` has them whole. */
const MOST_LISTED = 10;

/** A line shows less of it, and a mission may be many pages. */
const MOST_CHARACTERS = 1_000;

export function overview(context: Context): Overview {
  const running = (context.spawned_agents ?? []).filter((agent) => isAtWork(agentState(agent)));
  return {
    status: status(context),
    running: few(running.map(({ id, mission }) => ({ id, text: mission }))),
    waiting: few(pendingDecisions(context).map(({ id, question }) => ({ id, text: question }))),
  };
}

function few(all: Few['first']): Few {
  const first = all
    .slice(0, MOST_LISTED)
    .map(({ id, text }) => ({ id, text: text.trim().slice(0, MOST_CHARACTERS) }));
  return { first, total: all.length };
}
