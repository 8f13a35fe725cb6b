import type { Work } from './runLog';

/** A time in which the same agents ran. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How many different agents ran. */
  readonly agents: number;
}

/** What ran at the same time, in one walk over the beginnings and ends. */
export function stretches(runs: readonly Work[]): Stretch[] {
  const edges = runs
    .filter(({ start, end }) => end > start)
    .flatMap(({ agent, start, end }) => [
      { at: start, agent, change: 1 },
      { at: end, agent, change: -1 },
    ])
    .sort((one, other) => one.at - other.at || one.change - other.change);
  const running = new Map<string, number>();
  const found: Stretch[] = [];
  let from = edges[0]?.at ?? 0;
  for (const { at, agent, change } of edges) {
    if (at > from && running.size > 0) {
      found.push({ from, to: at, agents: running.size });
    }
    from = at;
    // One agent may seem to run twice where two histories came together.
    const runs = (running.get(agent) ?? 0) + change;
    if (runs === 0) {
      running.delete(agent);
    } else {
      running.set(agent, runs);
    }
  }
  return found;
}
