// For how long nothing else could run, and for how much of that this thread itself was at work: what is left
// over, others had the machine.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

export class Probe {
  #delay = monitorEventLoopDelay({ resolution: 1 });
  #timer;
  #last = performance.now();
  #lastCpu = cpuMs();
  #doing = 'waiting';
  /** By what was done: the longest time in ms, the longest work in ms. */
  cases = {};

  start() {
    this.#delay.enable();
    this.#timer = setInterval(() => this.look(), 1);
  }

  stop() {
    clearInterval(this.#timer);
    this.#delay.disable();
    return this.#delay.max / 1e6;
  }

  /** Everything from here on is because of this. */
  doing(what) {
    this.look();
    this.#doing = what;
  }

  look() {
    const [now, cpu] = [performance.now(), cpuMs()];
    const longest = (this.cases[this.#doing] ??= { ms: 0, cpu: 0 });
    longest.ms = Math.max(longest.ms, now - this.#last);
    longest.cpu = Math.max(longest.cpu, cpu - this.#lastCpu);
    // Looking takes a moment itself.
    this.#last = performance.now();
    this.#lastCpu = cpuMs();
  }
}

/** What this thread has worked, in ms; where the system does not tell, what the process has. */
function cpuMs() {
  try {
    const told = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8');
    return Number(told.split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  }
}
