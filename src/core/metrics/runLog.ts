import type { JournalRecord } from '../journal/record';
import { agentState, isAtWork } from '../model/agentStates';
import type { Context } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { moment } from './numbers';

/** One stretch of an agent's work. */
export interface Run {
  readonly agent: string;
  /** In ms. */
  readonly start: number;
  /** In ms; never before the start. */
  readonly end: number;
  readonly how: 'reported' | 'ended' | 'unseen' | 'running';
}

interface OpenRun {
  readonly agent: string;
  readonly start: number;
  /** The last that was heard of it. */
  last: number;
}

/**
 * When agents worked. A run goes from the start of the agent's process (or chat) until it reports, or until
 * its process ends, could not start, timed out or was cancelled, whichever comes first: what a program does
 * after its report is no work on the mission. The time an agent waits for a person is part of its run.
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
        this.#open.set(event.id, { agent: event.id, start: at, last: at });
        break;
      case 'agentSignalled':
      case 'agentSessionKnown': {
        const run = this.#open.get(event.id);
        if (run) {
          run.last = Math.max(run.last, at);
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
    const open = [...this.#open.values()].map(({ agent, start, last }): Run => {
      const item = index.find('agent', agent);
      return item && isAtWork(agentState(item))
        ? { agent, start, end: Math.max(start, now), how: 'running' }
        : { agent, start, end: last, how: 'unseen' };
    });
    return [...this.#closed, ...open];
  }

  /** @param at undefined: at its last sign */
  #close(agent: string, at: number | undefined, how: Run['how']): void {
    const run = this.#open.get(agent);
    if (run) {
      this.#open.delete(agent);
      const { start, last } = run;
      this.#closed.push({ agent, start, end: Math.max(start, at ?? last), how });
    }
  }
}
