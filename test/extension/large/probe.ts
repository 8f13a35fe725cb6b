import * as fs from 'node:fs';

/** What was measured of one step, in ms. */
export interface Step {
  readonly name: string;
  /** How long it took until it was done. */
  readonly took: number;
  /** The longest time in which nothing else could run. */
  readonly blocked: number;
  /**
   * The most that the thread worked without a stop, collecting memory included: for the rest of the time others
   * had the machine.
   */
  readonly worked: number;
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

/** Looks every millisecond for how long nobody could look. */
export class Probe {
  readonly #timer = setInterval(() => this.#look(), 1);
  #last = performance.now();
  #lastCpu = cpuMs();
  #blocked = 0;
  #worked = 0;

  /** @param calm in ms: what an act leads to (drawing, publishing) belongs to it */
  async during(name: string, act: () => Promise<unknown>, calm = 1_200): Promise<Step> {
    this.#look();
    this.#blocked = 0;
    this.#worked = 0;
    const begun = performance.now();
    await act();
    const took = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, calm));
    this.#look();
    return { name, took, blocked: this.#blocked, worked: this.#worked };
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const [now, cpu] = [performance.now(), cpuMs()];
    this.#blocked = Math.max(this.#blocked, now - this.#last);
    this.#worked = Math.max(this.#worked, cpu - this.#lastCpu);
    // Looking takes a moment itself.
    this.#last = performance.now();
    this.#lastCpu = cpuMs();
  }
}
