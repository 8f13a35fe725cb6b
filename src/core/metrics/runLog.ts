import type { JournalRecord } from '../journal/record';
import { agentState, isAtWork } from '../model/agentStates';
import type { Context } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { moment } from './numbers';

/** From the start of an agent to its end. */
export interface Run extends Span {
  readonly agent: string;
  readonly how: 'reported' | 'ended' | 'unseen' | 'running';
  /** Inside it, the earliest first: when it waited for a person. */
  readonly waits: readonly Span[];
}

export interface Span {
  /** In ms. */
  readonly start: number;
  /** In ms; never before the start. */
  readonly end: number;
}

/** One stretch of an agent's work. */
export interface Work extends Span {
  readonly agent: string;
  /** `waited`: it was broken off by a wait for a person. */
  readonly how: Run['how'] | 'waited';
}

interface OpenRun {
  readonly agent: string;
  readonly start: number;
  /** The last that was heard of it. */
  last: number;
  readonly waits: Span[];
  /** Since when it waits for a person, where it does. */
  waitsSince: number | undefined;
}

/** A wait this short is none: many programs end a turn and go on by themselves. In ms. */
const SHORTEST_WAIT_MS = 60_000;

/**
 * When agents worked. A run goes from the start of the agent's process (or chat) until it reports, or until
 * its process ends, could not start, timed out or was cancelled, whichever comes first: what a program does
 * after its report is no work on the mission. Nor is it work to wait for a person, from a signal that it needs
 * input or that its turn has ended to one that it goes on: over a night, two agents that wait would else be
 * hours of work in parallel.
 *
 * The end of some runs nobody saw: the agent was lost, or was started again. They count up to the last
 * sign of the agent (a signal, or something it did by itself), and as estimated.
 */
export class RunLog {
  readonly #closed: Run[] = [];
  readonly #open = new Map<string, OpenRun>();

  add({ event, time, actor }: JournalRecord): void {
    const at = moment(time);
    if (at === undefined) {
      return;
    }
    const acting = this.#open.get(actor);
    if (acting) {
      acting.last = Math.max(acting.last, at);
    }
    switch (event.type) {
      case 'agentStarted':
        this.#close(event.id, undefined, 'unseen');
        this.#open.set(event.id, {
          ...{ agent: event.id, start: at, last: at },
          ...{ waits: [], waitsSince: undefined },
        });
        break;
      case 'agentSignalled':
      case 'agentSessionKnown': {
        const run = this.#open.get(event.id);
        if (run) {
          run.last = Math.max(run.last, at);
        }
        if (run && event.type === 'agentSignalled') {
          signalled(run, event.signal, at);
        }
        break;
      }
      case 'agentReported':
        this.#close(event.id, at, 'reported');
        break;
      case 'agentExited':
      case 'agentCouldNotStart':
      case 'agentTimedOut':
      case 'agentCancelled':
        this.#close(event.id, at, 'ended');
        break;
      case 'agentLost':
        this.#close(event.id, undefined, 'unseen');
        break;
      default:
    }
  }

  /** All runs; one that goes on counts up to now, if the agent is still at work. */
  runs({ context, now }: { readonly context: Context; readonly now: number }): readonly Run[] {
    const index = indexOf(context);
    const open = [...this.#open.values()].map((run): Run => {
      const item = index.find('agent', run.agent);
      return item && isAtWork(agentState(item))
        ? ended(run, now, 'running')
        : ended(run, run.last, 'unseen');
    });
    return [...this.#closed, ...open];
  }

  /** @param at undefined: at its last sign */
  #close(agent: string, at: number | undefined, how: Run['how']): void {
    const run = this.#open.get(agent);
    if (run) {
      this.#open.delete(agent);
      this.#closed.push(ended(run, at ?? run.last, how));
    }
  }
}

function signalled(run: OpenRun, signal: 'needsInput' | 'working' | 'turnEnded', at: number): void {
  if (signal !== 'working') {
    run.waitsSince ??= at;
    return;
  }
  run.waits.push(...lastWait(run, at));
  run.waitsSince = undefined;
}

/** The wait that goes on, if it does, up to a moment; none where it is too short. */
function lastWait({ start, waitsSince }: OpenRun, end: number): Span[] {
  const from = Math.max(start, waitsSince ?? Infinity);
  return end - from >= SHORTEST_WAIT_MS ? [{ start: from, end }] : [];
}

function ended(run: OpenRun, at: number, how: Run['how']): Run {
  const { agent, start, waits } = run;
  const end = Math.max(start, at);
  return { agent, start, end, how, waits: [...waits, ...lastWait(run, end)] };
}

/** The stretches of work that a run consists of; one of no length where it only waited. */
export function workOf({ agent, start, end, how, waits }: Run): readonly Work[] {
  const found: Work[] = [];
  let from = start;
  for (const wait of waits) {
    // Two histories that came together may tell of waits in any order.
    const to = Math.min(wait.start, end);
    if (to > from) {
      found.push({ agent, start: from, end: to, how: 'waited' });
    }
    from = Math.max(from, wait.end);
  }
  if (from < end) {
    return [...found, { agent, start: from, end, how }];
  }
  // It waits still, or ended out of a wait.
  const last = found.pop() ?? { agent, start, end: start };
  const isWaiting = how === 'running' && waits.length > 0;
  return [...found, { ...last, how: isWaiting ? 'waited' : how }];
}
