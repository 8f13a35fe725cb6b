import * as fs from 'node:fs';
import { constants, PerformanceObserver, type NodeGCPerformanceDetail } from 'node:perf_hooks';

/** What was measured of one step, in ms. */
export interface Step {
  readonly name: string;
  /** How long it took until it was done. */
  readonly took: number;
  /** The longest time in which nothing else could run. */
  readonly blocked: number;
  /** The most that the thread worked without a stop: for the rest of the time others had the machine. */
  readonly worked: number;
  /**
   * For how long V8 went through all the memory of the host at most, which is not in `worked`: it does so when
   * it sees fit, mostly while nothing else happens, and for as long as there is memory in use.
   */
  readonly collected: number;
}

/** A time without a stop, on the clock of `performance`, and what the thread worked in it, in ms. */
interface Stretch extends Span {
  readonly worked: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What this thread has worked so far, in ms; where the system does not tell, what the process has. */
export function cpuMs(): number {
  try {
    const told = fs.readFileSync('/proc/thread-self/schedstat', 'utf8');
    return Number(told.split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  }
}

/** What Node tells of a collection. */
type Collection = PerformanceEntry & { readonly detail: NodeGCPerformanceDetail };

/** Looks every millisecond for how long nobody could look. */
export class Probe {
  readonly #timer = setInterval(() => this.#look(), 1);
  readonly #collections: Span[] = [];
  readonly #observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { startTime, duration, detail } = entry as Collection;
      // The others tidy up what was made just now: they belong to whoever made it.
      if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) {
        this.#collections.push({ from: startTime, to: startTime + duration });
      }
    }
  });
  #last = performance.now();
  #lastCpu = cpuMs();
  #stretches: Stretch[] = [];

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** @param calm in ms: what an act leads to (drawing, publishing) belongs to it */
  async during(name: string, act: () => Promise<unknown>, calm = 1_200): Promise<Step> {
    this.#look();
    this.#stretches = [];
    const begun = performance.now();
    await act();
    const took = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, calm));
    this.#look();
    const stretches = this.#stretches;
    return {
      name,
      took,
      blocked: Math.max(...stretches.map(({ from, to }) => to - from)),
      worked: Math.max(...stretches.map((stretch) => this.#workOf(stretch))),
      collected: Math.max(...stretches.map((stretch) => this.#collectedIn(stretch))),
    };
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#observer.disconnect();
  }

  #look(): void {
    const [now, cpu] = [performance.now(), cpuMs()];
    this.#stretches.push({ from: this.#last, to: now, worked: cpu - this.#lastCpu });
    // Looking takes a moment itself.
    this.#last = performance.now();
    this.#lastCpu = cpuMs();
  }

  /** What is left of a stretch without the collections in it, in ms. */
  #workOf(stretch: Stretch): number {
    const { from, to, worked } = stretch;
    const share = to > from ? this.#collectedIn(stretch) / (to - from) : 0;
    return worked * (1 - share);
  }

  #collectedIn({ from, to }: Span): number {
    return this.#collections
      .map((one) => Math.min(one.to, to) - Math.max(one.from, from))
      .filter((ms) => ms > 0)
      .reduce((sum, ms) => sum + ms, 0);
  }
}
